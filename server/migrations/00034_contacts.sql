-- What happens within a case: contact moments, what is being typed of them, goals, and waiting.

-- +goose Up
CREATE TABLE support.contact_moment (
  municipality        text COLLATE "C" NOT NULL,
  id                  uuid NOT NULL,
  support_case        uuid NOT NULL,
  kind                text COLLATE "C" NOT NULL CHECK (kind IN ('', 'PHONE_CALL', 'HOME_VISIT', 'VISIT_ELSEWHERE', 'CONVERSATION_BESIDE', 'MESSAGE', 'VIDEO', 'OTHER')),
  contact_date        date NOT NULL,
  minutes             integer NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  with_whom           text NOT NULL,
  own_network_present boolean NOT NULL,
  note                bytea,
  supporter           uuid NOT NULL,
  entered_by          uuid NOT NULL,
  delete_time         timestamptz,
  version             bigint NOT NULL DEFAULT 1,
  create_time         timestamptz NOT NULL,
  update_time         timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, support_case) REFERENCES support.support_case (municipality, id),
  CHECK (delete_time IS NULL OR (note IS NULL AND minutes = 0 AND kind = '' AND with_whom = ''))
);
COMMENT ON COLUMN support.contact_moment.id IS 'That of the draft that it was made of, which is why a draft makes one.';
COMMENT ON COLUMN support.contact_moment.note IS 'Sealed under the key of the resident''s dossier.';
COMMENT ON COLUMN support.contact_moment.delete_time IS 'It was removed: nothing is left but its id, so that its draft does not come back.';
CREATE INDEX contact_moment_case ON support.contact_moment (municipality, support_case, contact_date DESC, id DESC) WHERE delete_time IS NULL;
SELECT platform.protect('support.contact_moment');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.contact_moment TO oco_app;

CREATE TABLE support.contact_draft (
  municipality        text COLLATE "C" NOT NULL,
  id                  uuid NOT NULL,
  support_case        uuid NOT NULL,
  account             uuid NOT NULL,
  kind                text COLLATE "C" NOT NULL CHECK (kind IN ('', 'PHONE_CALL', 'HOME_VISIT', 'VISIT_ELSEWHERE', 'CONVERSATION_BESIDE', 'MESSAGE', 'VIDEO', 'OTHER')),
  contact_date        date,
  minutes             integer NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  with_whom           text NOT NULL,
  own_network_present boolean NOT NULL,
  note                bytea,
  expire_time         timestamptz NOT NULL,
  version             bigint NOT NULL DEFAULT 1,
  create_time         timestamptz NOT NULL,
  update_time         timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, support_case) REFERENCES support.support_case (municipality, id)
);
COMMENT ON TABLE support.contact_draft IS 'What an account is typing of a contact moment; nobody else reads it.';
COMMENT ON COLUMN support.contact_draft.id IS 'Chosen by the client; the moment that is made of it gets the same.';
COMMENT ON COLUMN support.contact_draft.note IS 'Sealed under the key of the resident''s dossier.';
CREATE INDEX contact_draft_account ON support.contact_draft (municipality, account, update_time DESC, id DESC);
CREATE INDEX contact_draft_case ON support.contact_draft (municipality, support_case);
CREATE INDEX contact_draft_expire ON support.contact_draft (municipality, expire_time);
SELECT platform.protect('support.contact_draft');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.contact_draft TO oco_app;

CREATE TABLE support.case_goal (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  support_case uuid NOT NULL,
  goal         bytea NOT NULL,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'REACHED', 'DROPPED')),
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, support_case) REFERENCES support.support_case (municipality, id)
);
COMMENT ON COLUMN support.case_goal.goal IS 'Sealed under the key of the resident''s dossier.';
CREATE INDEX case_goal_case ON support.case_goal (municipality, support_case, id DESC);
SELECT platform.protect('support.case_goal');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.case_goal TO oco_app;

ALTER TABLE support.support_case
  ADD COLUMN hold_reason text COLLATE "C" NOT NULL DEFAULT '' CHECK (hold_reason IN ('', 'DECISION', 'APPOINTMENT', 'RESIDENT_ASKED', 'OTHER')),
  ADD COLUMN hold_until_date date;
COMMENT ON COLUMN support.support_case.hold_reason IS 'For what it waits; empty while it does not.';
COMMENT ON COLUMN support.support_case.hold_until_date IS 'The last day of waiting; NULL: nobody knows, or it does not wait.';
COMMENT ON COLUMN support.support_case.minutes IS 'Of a running case the sum of its contact moments, of a closed one what closing told.';
