-- Questions to colleagues, without the names of residents.

-- +goose Up
-- Texts are sealed under a key of the question's own (platform.subject_key), its answers' too: it is of no resident.
CREATE TABLE support.consultation (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  life_domain  text COLLATE "C" NOT NULL,
  question     bytea NOT NULL,
  account      uuid,
  supporter    uuid,
  show_name    boolean NOT NULL,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON COLUMN support.consultation.account IS 'Who asked, told to nobody unless they chose so; NULL when the supporter was erased since.';
CREATE INDEX consultation_state ON support.consultation (municipality, state, id);
CREATE INDEX consultation_silent ON support.consultation (municipality, state, update_time);
CREATE INDEX consultation_supporter ON support.consultation (municipality, supporter) WHERE supporter IS NOT NULL;
SELECT platform.protect('support.consultation');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.consultation TO oco_app;

CREATE TABLE support.consultation_answer (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  consultation uuid NOT NULL,
  answer       bytea NOT NULL,
  account      uuid,
  supporter    uuid,
  show_name    boolean NOT NULL,
  helped       boolean NOT NULL DEFAULT false,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, consultation) REFERENCES support.consultation (municipality, id) ON DELETE CASCADE
);
CREATE INDEX consultation_answer_of ON support.consultation_answer (municipality, consultation, id);
CREATE INDEX consultation_answer_supporter ON support.consultation_answer (municipality, supporter) WHERE supporter IS NOT NULL;
SELECT platform.protect('support.consultation_answer');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.consultation_answer TO oco_app;
