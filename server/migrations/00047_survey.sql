-- The survey (klanttevredenheidsonderzoek): who is asked, and what all of them said.

-- +goose Up
CREATE SCHEMA survey;
COMMENT ON SCHEMA survey IS 'The survey (klanttevredenheidsonderzoek, KTO).';
GRANT USAGE ON SCHEMA survey TO oco_app;

-- Whose case ran when, for who is asked.
CREATE VIEW published.supported_case WITH (security_invoker = true) AS
SELECT municipality, id AS support_case, application, dossier, open_date, close_date FROM support.support_case;

-- Which applications of which person ended why.
CREATE VIEW published.ended_application WITH (security_invoker = true) AS
SELECT a.municipality, a.id AS application, d.person, a.end_reason
FROM intake.application a JOIN intake.dossier d ON d.municipality = a.municipality AND d.id = a.dossier
WHERE a.state = 'ENDED';

GRANT SELECT ON published.supported_case, published.ended_application TO oco_app;

-- Whose case ran in a period.
CREATE INDEX support_case_close ON support.support_case (municipality, close_date);

CREATE TABLE survey.round (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('AT_CLOSING', 'YEARLY')),
  from_date    date NOT NULL,
  until_date   date NOT NULL,
  last_date    date NOT NULL,
  audiences    text[] NOT NULL CHECK (cardinality(audiences) > 0),
  form         integer NOT NULL CHECK (form > 0),
  state        text COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK (until_date >= from_date)
);
COMMENT ON COLUMN survey.round.form IS 'The version of the list of questions, which is part of the program.';
COMMENT ON COLUMN survey.round.update_time IS 'An answer changes nothing here.';
CREATE UNIQUE INDEX round_at_closing ON survey.round (municipality, from_date) WHERE kind = 'AT_CLOSING';
CREATE UNIQUE INDEX round_yearly_open ON survey.round (municipality) WHERE kind = 'YEARLY' AND state = 'OPEN';
CREATE INDEX round_open ON survey.round (municipality, last_date) WHERE state = 'OPEN';
SELECT platform.protect('survey.round');
GRANT SELECT, INSERT, UPDATE ON survey.round TO oco_app;

CREATE TABLE survey.invitation (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  round        uuid NOT NULL,
  audience     text COLLATE "C" NOT NULL CHECK (audience IN ('RESIDENT', 'SUPPORTER')),
  application  uuid,
  dossier      uuid,
  supporter    uuid,
  code_key     bytea,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('INVITED', 'ANSWERED', 'LAPSED', 'CANCELLED')),
  way          text COLLATE "C" NOT NULL DEFAULT '' CHECK (way IN ('', 'LINK', 'PAPER', 'PHONE')),
  remind_date  date,
  last_date    date NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, round) REFERENCES survey.round (municipality, id),
  CHECK ((application IS NULL) = (dossier IS NULL)),
  CHECK (num_nonnulls(dossier, supporter) <= 1),
  CHECK (state <> 'INVITED' OR (num_nonnulls(dossier, supporter) = 1 AND code_key IS NOT NULL)),
  CHECK ((state = 'ANSWERED') = (way <> ''))
);
COMMENT ON TABLE survey.invitation IS 'Who was asked, and whether they answered; never what. Nobody is left in it who was erased: it is counted still.';
COMMENT ON COLUMN survey.invitation.code_key IS 'By what the code is found; the code itself is kept nowhere.';
COMMENT ON COLUMN survey.invitation.remind_date IS 'From when somebody who did not answer is asked once more; empty once that was done.';
CREATE UNIQUE INDEX invitation_code ON survey.invitation (municipality, code_key) WHERE code_key IS NOT NULL;
CREATE UNIQUE INDEX invitation_dossier ON survey.invitation (municipality, dossier, round) WHERE dossier IS NOT NULL;
CREATE UNIQUE INDEX invitation_supporter ON survey.invitation (municipality, supporter, round) WHERE supporter IS NOT NULL;
CREATE INDEX invitation_open ON survey.invitation (municipality, round, id) WHERE state = 'INVITED';
CREATE INDEX invitation_round ON survey.invitation (municipality, round, state);
CREATE INDEX invitation_last ON survey.invitation (municipality, last_date) WHERE state = 'INVITED';
CREATE INDEX invitation_remind ON survey.invitation (municipality, remind_date) WHERE state = 'INVITED' AND remind_date IS NOT NULL;
SELECT platform.protect('survey.invitation');
GRANT SELECT, INSERT, UPDATE ON survey.invitation TO oco_app;

-- The ballot box. What people answer is added up in one row for all of a round and audience, so there is no row, no key, no
-- moment and no order of a single answer. That counts for the hidden columns too: a row of an answer would have the xmin of
-- its invitation, written in the same transaction, and a ctid in the order of coming in. This one row has the xmin of the last
-- answer only, and holds the numbers of all. Remarks are one sealed list in an order drawn anew at each answer. What an older
-- version of the row held is seen by nobody who asks the database; the files of the database show it until they are vacuumed,
-- and the write-ahead log and backups as long as they are kept: who holds these can take two versions apart.
CREATE TABLE survey.box (
  municipality text COLLATE "C" NOT NULL,
  round        uuid NOT NULL,
  audience     text COLLATE "C" NOT NULL CHECK (audience IN ('RESIDENT', 'SUPPORTER')),
  answers      integer NOT NULL DEFAULT 0 CHECK (answers >= 0),
  counts       integer[] NOT NULL,
  remarks      bytea,
  PRIMARY KEY (municipality, round, audience),
  FOREIGN KEY (municipality, round) REFERENCES survey.round (municipality, id)
);
COMMENT ON COLUMN survey.box.counts IS 'How often each answer was given: question by question, answer by answer, in the order of the list of questions.';
COMMENT ON COLUMN survey.box.remarks IS 'A list of texts, sealed under the key of the round (platform.subject_key).';
SELECT platform.protect('survey.box');
GRANT SELECT, INSERT, UPDATE (answers, counts, remarks) ON survey.box TO oco_app;

-- Cases that closed before there was a survey are asked nothing: who follows the events begins where they stand now.
ALTER TABLE platform.event_place NO FORCE ROW LEVEL SECURITY;
ALTER TABLE platform.event_clock NO FORCE ROW LEVEL SECURITY;
INSERT INTO platform.event_place (municipality, consumer, position)
SELECT c.municipality, 'surveys', c.position FROM platform.event_clock c;
ALTER TABLE platform.event_place FORCE ROW LEVEL SECURITY;
ALTER TABLE platform.event_clock FORCE ROW LEVEL SECURITY;
