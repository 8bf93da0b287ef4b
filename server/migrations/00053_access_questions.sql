-- The question of the access team: a case that runs long, or whose need is structural.

-- +goose Up
ALTER TABLE admin.municipality
  ADD COLUMN case_weeks integer NOT NULL DEFAULT 12 CHECK (case_weeks BETWEEN 0 AND 104);
COMMENT ON COLUMN admin.municipality.case_weeks IS 'After so many weeks a case that runs raises the question of the access team; 0: never.';

CREATE TABLE support.access_question (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  support_case uuid NOT NULL,
  reason       text COLLATE "C" NOT NULL CHECK (reason IN ('STRUCTURAL', 'LONG', 'MOVED', 'COMPLEX')),
  note         bytea,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'GOES_ON', 'HANDED_OVER', 'TRANSFERRED', 'LAPSED')),
  ask_date     date NOT NULL,
  answer       bytea,
  answer_date  date,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, support_case) REFERENCES support.support_case (municipality, id),
  CHECK ((state = 'OPEN') = (answer_date IS NULL)),
  CHECK ((state = 'GOES_ON') = (answer IS NOT NULL))
);
COMMENT ON COLUMN support.access_question.note IS 'Sealed, as the answer, under the key of the resident''s dossier. NULL: nobody asked, the case runs long.';
CREATE UNIQUE INDEX access_question_one_open ON support.access_question (municipality, support_case) WHERE state = 'OPEN';
CREATE INDEX access_question_case ON support.access_question (municipality, support_case, id DESC);
CREATE INDEX access_question_state ON support.access_question (municipality, state, id DESC);
SELECT platform.protect('support.access_question');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.access_question TO oco_app;
CREATE INDEX support_case_running ON support.support_case (municipality, create_time) WHERE state <> 'CLOSED';
