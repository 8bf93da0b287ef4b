-- Hand-overs of residents to the access team and others, with a receipt.

-- +goose Up
CREATE TABLE intake.handover (
  municipality       text COLLATE "C" NOT NULL,
  id                 uuid NOT NULL,
  application        uuid NOT NULL,
  support_case       uuid,
  recipient_kind     text NOT NULL CHECK (recipient_kind IN ('ACCESS_TEAM', 'ORGANISATION', 'PERSON')),
  recipient_name     bytea,
  reason             text NOT NULL CHECK (reason IN ('STRUCTURAL', 'LONG', 'MOVED', 'COMPLEX')),
  fields             text[] NOT NULL,
  data               bytea NOT NULL,
  consent_by         text NOT NULL CHECK (consent_by IN ('RESIDENT', 'REPRESENTATIVE')),
  representative     uuid,
  consent_date       date NOT NULL,
  consent_purpose    bytea NOT NULL,
  state              text NOT NULL CHECK (state IN ('SENT', 'RECEIVED', 'REFUSED', 'WITHDRAWN')),
  reminder_date      date NOT NULL,
  told_time          timestamptz,
  answer_time        timestamptz,
  answered_by        uuid,
  receiver_name      bytea,
  receiver_reference bytea,
  refusal            bytea,
  version            bigint NOT NULL DEFAULT 1,
  create_time        timestamptz NOT NULL,
  update_time        timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, application) REFERENCES intake.application (municipality, id),
  CHECK ((consent_by = 'REPRESENTATIVE') = (representative IS NOT NULL)),
  CHECK ((state IN ('RECEIVED', 'REFUSED')) = (answer_time IS NOT NULL))
);
COMMENT ON TABLE intake.handover IS 'What is personal is sealed under the key of the application''s dossier.';
COMMENT ON COLUMN intake.handover.data IS 'The copy that the receiver reads, as it was when it was sent: the chosen fields as JSON, sealed as one.';
COMMENT ON COLUMN intake.handover.told_time IS 'When those who watch were told that there is no answer; once for each.';
CREATE INDEX handover_application ON intake.handover (municipality, application, id);
CREATE INDEX handover_state ON intake.handover (municipality, state, id);
CREATE INDEX handover_recipient ON intake.handover (municipality, recipient_kind, state, id);
CREATE INDEX handover_unanswered ON intake.handover (municipality, reminder_date, id) WHERE state = 'SENT';
CREATE UNIQUE INDEX handover_once ON intake.handover (municipality, application) WHERE state = 'SENT' AND recipient_kind = 'ACCESS_TEAM';
SELECT platform.protect('intake.handover');
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.handover TO oco_app;
