-- What goes wrong outside, what of it forms a pattern, and the copy of a pattern that left.

-- +goose Up
CREATE SCHEMA signal;
COMMENT ON SCHEMA signal IS 'Signals (signalen), patterns (patronen) and the copies of these that left.';
GRANT USAGE ON SCHEMA signal TO oco_app;

-- Which dossiers are of one person, so that a resident is counted once: dossiers of one person share it.
CREATE VIEW published.dossier_person WITH (security_invoker = true) AS
SELECT municipality, id AS dossier, person FROM intake.dossier;
GRANT SELECT ON published.dossier_person TO oco_app;

CREATE TABLE signal.pattern (
  municipality     text COLLATE "C" NOT NULL,
  id               uuid NOT NULL,
  title            text NOT NULL,
  theme            text COLLATE "C" NOT NULL,
  organisation     text NOT NULL,
  organisation_key text COLLATE "C" NOT NULL,
  from_date        date NOT NULL,
  until_date       date,
  words            text NOT NULL DEFAULT '',
  addressees       text[] NOT NULL,
  state            text COLLATE "C" NOT NULL CHECK (state IN ('GATHERING', 'RELEASED', 'WITHDRAWN')),
  released         uuid,
  released_by      uuid,
  release_reason   text NOT NULL DEFAULT '',
  version          bigint NOT NULL DEFAULT 1,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK (until_date >= from_date),
  CHECK (state <> 'RELEASED' OR released IS NOT NULL),
  CHECK (state <> 'GATHERING' OR released IS NULL),
  CHECK ((released IS NULL) = (released_by IS NULL))
);
COMMENT ON COLUMN signal.pattern.state IS 'RELEASED says that a copy left: from then on where it stands is with the copy.';
COMMENT ON COLUMN signal.pattern.released_by IS 'The account that released it, by name.';
CREATE UNIQUE INDEX pattern_released ON signal.pattern (municipality, released) WHERE released IS NOT NULL;
SELECT platform.protect('signal.pattern');
GRANT SELECT, INSERT, UPDATE ON signal.pattern TO oco_app;

-- Texts are sealed under a key of the signal's own (platform.subject_key): it is told without persons, by somebody who
-- may have no key here.
CREATE TABLE signal.signal (
  municipality     text COLLATE "C" NOT NULL,
  id               uuid NOT NULL,
  theme            text COLLATE "C" NOT NULL,
  organisation     text NOT NULL,
  organisation_key text COLLATE "C" NOT NULL,
  from_date        date NOT NULL,
  until_date       date,
  description      bytea NOT NULL,
  set_aside_reason bytea,
  supporter        uuid,
  account          uuid,
  state            text COLLATE "C" NOT NULL CHECK (state IN ('NEW', 'GATHERED', 'SET_ASIDE')),
  pattern          uuid,
  version          bigint NOT NULL DEFAULT 1,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, pattern) REFERENCES signal.pattern (municipality, id),
  CHECK (num_nonnulls(supporter, account) <= 1),
  CHECK ((state = 'GATHERED') = (pattern IS NOT NULL)),
  CHECK (until_date >= from_date)
);
COMMENT ON COLUMN signal.signal.supporter IS 'Who told it, or the account did; neither when the supporter was erased since.';
COMMENT ON COLUMN signal.signal.organisation_key IS 'The name without case, accents, punctuation and legal form: one organisation, however it was written.';
CREATE INDEX signal_supporter ON signal.signal (municipality, supporter, id);
CREATE INDEX signal_account ON signal.signal (municipality, account, id);
CREATE INDEX signal_state ON signal.signal (municipality, state, id);
CREATE INDEX signal_like ON signal.signal (municipality, organisation_key, theme, id);
CREATE INDEX signal_theme ON signal.signal (municipality, theme, id);
CREATE INDEX signal_pattern ON signal.signal (municipality, pattern, id) WHERE pattern IS NOT NULL;
SELECT platform.protect('signal.signal');
GRANT SELECT, INSERT, UPDATE ON signal.signal TO oco_app;

CREATE TABLE signal.evidence (
  municipality text COLLATE "C" NOT NULL,
  signal       uuid NOT NULL,
  support_case uuid NOT NULL,
  dossier      uuid NOT NULL,
  PRIMARY KEY (municipality, signal, support_case),
  FOREIGN KEY (municipality, signal) REFERENCES signal.signal (municipality, id)
);
COMMENT ON TABLE signal.evidence IS 'In which cases it was seen: counted by resident, and erased with the resident.';
CREATE INDEX evidence_dossier ON signal.evidence (municipality, dossier);
SELECT platform.protect('signal.evidence');
GRANT SELECT, INSERT, DELETE ON signal.evidence TO oco_app;

-- All that those outside read: no id of a signal, a case or a person stands here, nor one of the pattern.
CREATE TABLE signal.released_pattern (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  title        text NOT NULL,
  theme        text COLLATE "C" NOT NULL,
  organisation text NOT NULL,
  from_date    date NOT NULL,
  until_date   date,
  signals      integer NOT NULL CHECK (signals >= 0 AND signals % 5 = 0),
  residents    integer NOT NULL CHECK (residents >= 0 AND residents % 5 = 0),
  words        text NOT NULL CHECK (words <> ''),
  addressees   text[] NOT NULL CHECK (cardinality(addressees) > 0),
  state        text COLLATE "C" NOT NULL CHECK (state IN ('RELEASED', 'ANSWERED', 'CLOSED', 'WITHDRAWN')),
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK (residents > 0 OR signals = 0)
);
COMMENT ON COLUMN signal.released_pattern.residents IS 'Rounded down to a multiple of five; 0 is not told, and then neither is the number of signals.';
SELECT platform.protect('signal.released_pattern');
GRANT SELECT, INSERT, UPDATE (state, version, update_time) ON signal.released_pattern TO oco_app;

CREATE TABLE signal.released_answer (
  municipality     text COLLATE "C" NOT NULL,
  id               uuid NOT NULL,
  released_pattern uuid NOT NULL,
  addressee        text COLLATE "C" NOT NULL,
  words            text NOT NULL,
  measure          text NOT NULL DEFAULT '',
  by_date          date,
  create_time      timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, released_pattern) REFERENCES signal.released_pattern (municipality, id)
);
COMMENT ON COLUMN signal.released_answer.addressee IS 'As whom it was answered; of no person.';
CREATE INDEX released_answer_pattern ON signal.released_answer (municipality, released_pattern, id);
SELECT platform.protect('signal.released_answer');
GRANT SELECT, INSERT ON signal.released_answer TO oco_app;
