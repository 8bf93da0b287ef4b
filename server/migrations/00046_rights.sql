-- What people ask about what is recorded of them: to see it, to correct it, to destroy it.

-- +goose Up
CREATE SCHEMA privacy;
COMMENT ON SCHEMA privacy IS 'Requests to see, correct or destroy what is recorded.';
GRANT USAGE ON SCHEMA privacy TO oco_app;

CREATE TABLE privacy.rights_request (
  municipality     text COLLATE "C" NOT NULL,
  id               uuid NOT NULL,
  asks             text COLLATE "C" NOT NULL CHECK (asks IN ('SEE', 'CORRECT', 'DESTROY')),
  channel          text COLLATE "C" NOT NULL CHECK (channel IN ('WEBSITE', 'PHONE', 'LETTER', 'NEIGHBOURHOOD_POINT')),
  state            text COLLATE "C" NOT NULL CHECK (state IN ('RECEIVED', 'IDENTIFIED', 'DONE', 'REFUSED', 'WITHDRAWN')),
  name             bytea NOT NULL,
  phone            bytea,
  email            bytea,
  explanation      bytea,
  dossier          uuid,
  identity_check   text COLLATE "C" NOT NULL DEFAULT ''
    CHECK (identity_check IN ('', 'DOCUMENT_SHOWN', 'CALLED_BACK', 'KNOWN', 'REPRESENTATIVE')),
  identity_date    date,
  identified_by    uuid,
  receive_date     date NOT NULL,
  due_date         date NOT NULL,
  extension_reason bytea,
  close_date       date,
  answer           bytea,
  erase_time       timestamptz,
  erased_by        uuid,
  erased           jsonb,
  version          bigint NOT NULL DEFAULT 1,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state IN ('DONE', 'REFUSED', 'WITHDRAWN')) = (close_date IS NOT NULL)),
  CHECK (num_nonnulls(erase_time, erased_by, erased) IN (0, 3)),
  CHECK (erased_by <> identified_by)
);
COMMENT ON TABLE privacy.rights_request IS 'Texts are sealed under a key of the request''s own (platform.subject_key), not the dossier''s: the request outlives it.';
COMMENT ON COLUMN privacy.rights_request.dossier IS 'Whose dossier it is about, until that is destroyed.';
COMMENT ON COLUMN privacy.rights_request.erased IS 'How much of what was destroyed: numbers by a word of the platform.';
CREATE INDEX rights_request_unanswered ON privacy.rights_request (municipality, id) WHERE close_date IS NULL;
CREATE INDEX rights_request_ended ON privacy.rights_request (municipality, close_date) WHERE close_date IS NOT NULL;
CREATE INDEX rights_request_dossier ON privacy.rights_request (municipality, dossier) WHERE dossier IS NOT NULL;
SELECT platform.protect('privacy.rights_request');
GRANT SELECT, INSERT, UPDATE, DELETE ON privacy.rights_request TO oco_app;
