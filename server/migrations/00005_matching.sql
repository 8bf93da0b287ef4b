-- Which supporters were asked for which application, and what they and the resident answered.

-- +goose Up
CREATE SCHEMA matching;
COMMENT ON SCHEMA matching IS 'Match offers (matchvoorstellen) and the answers to them.';
GRANT USAGE ON SCHEMA matching TO oco_app;

CREATE TABLE matching.offer (
  municipality    text COLLATE "C" NOT NULL,
  id              uuid NOT NULL,
  application     uuid NOT NULL,
  dossier         uuid NOT NULL,
  supporter       uuid NOT NULL,
  state           text COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
  life_domains    text NOT NULL DEFAULT '',
  neighbourhood   text COLLATE "C" NOT NULL DEFAULT '',
  note            bytea,
  by_phone        boolean NOT NULL DEFAULT false,
  decline_reason  text COLLATE "C" NOT NULL DEFAULT ''
    CHECK (decline_reason IN ('', 'NO_TIME', 'NOT_MY_FIELD', 'ACQUAINTED', 'TOO_FAR', 'OTHER')),
  resident_answer text COLLATE "C" NOT NULL DEFAULT '' CHECK (resident_answer IN ('', 'YES', 'ANOTHER_PLEASE', 'ACQUAINTED')),
  support_case    uuid,
  answer_time     timestamptz,
  undone_time     timestamptz,
  origin          text COLLATE "C" NOT NULL CHECK (origin IN ('LIVE', 'IMPORT')),
  version         bigint NOT NULL DEFAULT 1,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state = 'OPEN') = (answer_time IS NULL)),
  CHECK (decline_reason = '' OR state = 'DECLINED'),
  CHECK (resident_answer = '' OR state = 'ACCEPTED'),
  CHECK (support_case IS NULL OR resident_answer = 'YES'),
  CHECK (undone_time IS NULL OR state = 'ACCEPTED')
);
COMMENT ON COLUMN matching.offer.dossier IS 'The subject under whose key the note is sealed: erased with the resident.';
COMMENT ON COLUMN matching.offer.life_domains IS 'What the application was about when the supporter was asked; parted by commas, to show only.';
COMMENT ON COLUMN matching.offer.undone_time IS 'When an accepted match came apart before support began: another please, acquainted, or the application went elsewhere.';
CREATE UNIQUE INDEX offer_open_once ON matching.offer (municipality, application, supporter) WHERE state = 'OPEN';
CREATE UNIQUE INDEX offer_one_match ON matching.offer (municipality, application)
  WHERE state = 'ACCEPTED' AND resident_answer = '' AND undone_time IS NULL;
CREATE INDEX offer_application ON matching.offer (municipality, application, id);
CREATE INDEX offer_supporter ON matching.offer (municipality, supporter, id);
CREATE INDEX offer_state ON matching.offer (municipality, state, id);
CREATE INDEX offer_waiting ON matching.offer (municipality, supporter)
  WHERE state = 'ACCEPTED' AND resident_answer = '' AND undone_time IS NULL;
SELECT platform.protect('matching.offer');
GRANT SELECT, INSERT, UPDATE ON matching.offer TO oco_app;

-- Accepted offers that wait for the resident's answer: they count in a supporter's load.
CREATE VIEW published.waiting_offer WITH (security_invoker = true) AS
SELECT municipality, supporter, application, id AS offer
FROM matching.offer
WHERE state = 'ACCEPTED' AND resident_answer = '' AND undone_time IS NULL;
GRANT SELECT ON published.waiting_offer TO oco_app;
