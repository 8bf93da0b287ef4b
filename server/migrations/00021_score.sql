-- What a municipality weighs when supporters are proposed, what residents wish of a supporter, and why somebody was
-- asked whom the list does not put first.

-- +goose Up
CREATE TABLE matching.weight_policy (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  start_date   date NOT NULL,
  weights      jsonb NOT NULL,
  load_penalty integer NOT NULL CHECK (load_penalty BETWEEN 0 AND 100),
  ask_penalty  integer NOT NULL CHECK (ask_penalty BETWEEN 0 AND 100),
  recorded_by  uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON TABLE matching.weight_policy IS 'Never changed: a new version follows. Before the first the standard one counts, which stands in the program.';
CREATE INDEX weight_policy_in_force ON matching.weight_policy (municipality, start_date DESC, id DESC);
SELECT platform.protect('matching.weight_policy');
GRANT SELECT, INSERT ON matching.weight_policy TO oco_app;

CREATE TABLE matching.wishes (
  municipality         text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  application          uuid NOT NULL,
  dossier              uuid NOT NULL,
  language             text COLLATE "C" NOT NULL DEFAULT '',
  language_strength    text COLLATE "C" NOT NULL DEFAULT '' CHECK (language_strength IN ('', 'PREFER', 'MUST')),
  interpreter_arranged boolean NOT NULL DEFAULT false,
  gender               text COLLATE "C" NOT NULL DEFAULT '' CHECK (gender IN ('', 'WOMAN', 'MAN')),
  gender_strength      text COLLATE "C" NOT NULL DEFAULT '' CHECK (gender_strength IN ('', 'PREFER', 'MUST')),
  no_neighbour         text COLLATE "C" NOT NULL DEFAULT '' CHECK (no_neighbour IN ('', 'PREFER', 'MUST')),
  lived_experience     boolean NOT NULL DEFAULT false,
  complexity           text COLLATE "C" NOT NULL DEFAULT '' CHECK (complexity IN ('', 'SIMPLE', 'ORDINARY', 'COMPLEX')),
  recorded_by          uuid,
  create_time          timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((language = '') = (language_strength = '')),
  CHECK ((gender = '') = (gender_strength = ''))
);
COMMENT ON TABLE matching.wishes IS 'What is recorded last counts. Codes only; erased with the dossier.';
CREATE INDEX wishes_application ON matching.wishes (municipality, application, id DESC);
CREATE INDEX wishes_dossier ON matching.wishes (municipality, dossier);
SELECT platform.protect('matching.wishes');
GRANT SELECT, INSERT, DELETE ON matching.wishes TO oco_app;

ALTER TABLE matching.offer
  ADD COLUMN override_reason text COLLATE "C" NOT NULL DEFAULT ''
    CHECK (override_reason IN ('', 'SUPPORTER_AGREES', 'RESIDENT_ASKS', 'NOBODY_ELSE', 'KNOWS_THE_QUESTION', 'OTHER')),
  ADD COLUMN override_note bytea,
  ADD COLUMN overridden_gates text COLLATE "C" NOT NULL DEFAULT '',
  ADD CONSTRAINT offer_override CHECK (overridden_gates = '' OR override_reason <> '');
COMMENT ON COLUMN matching.offer.overridden_gates IS 'The gates that the supporter failed when asked; parted by commas.';

-- By which it is counted who was asked lately, and who had how many cases.
CREATE INDEX offer_recent ON matching.offer (municipality, create_time, supporter) WHERE origin = 'LIVE';
CREATE INDEX offer_case ON matching.offer (municipality, supporter) WHERE support_case IS NOT NULL;
