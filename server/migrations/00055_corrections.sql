-- What was decided of what residents asked to correct, and what they say of a refusal: part of the dossier. And the messages
-- that tell of meetings, of corrections and to referrers of an end.

-- +goose Up
-- Texts are sealed under the dossier's key: they stay as long as the dossier, longer than the request.
CREATE TABLE privacy.correction (
  municipality   text COLLATE "C" NOT NULL,
  id             uuid NOT NULL,
  dossier        uuid NOT NULL,
  rights_request uuid,
  part           text COLLATE "C" NOT NULL
    CHECK (part IN ('RESIDENT', 'APPLICATION', 'TRIAGE', 'CONSENT', 'CASE', 'CONTACT', 'HANDOVER', 'MESSAGE', 'OTHER')),
  outcome        text COLLATE "C" NOT NULL CHECK (outcome IN ('CORRECTED', 'REFUSED')),
  subject        bytea NOT NULL,
  reason         bytea,
  statement      bytea,
  recorded_by    uuid,
  version        bigint NOT NULL DEFAULT 1,
  create_time    timestamptz NOT NULL,
  update_time    timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, rights_request) REFERENCES privacy.rights_request (municipality, id) ON DELETE SET NULL (rights_request),
  CHECK (outcome = 'REFUSED' OR (reason IS NULL AND statement IS NULL))
);
COMMENT ON TABLE privacy.correction IS 'What was decided of one part of a dossier, and what the resident says of a refusal.';
COMMENT ON COLUMN privacy.correction.rights_request IS 'NULL once the request was forgotten.';
CREATE INDEX correction_dossier ON privacy.correction (municipality, dossier, id);
CREATE INDEX correction_request ON privacy.correction (municipality, rights_request) WHERE rights_request IS NOT NULL;
SELECT platform.protect('privacy.correction');
GRANT SELECT, INSERT, UPDATE, DELETE ON privacy.correction TO oco_app;

ALTER TABLE message.message DROP CONSTRAINT message_kind_check;
ALTER TABLE message.message ADD CONSTRAINT message_kind_check CHECK (kind IN ('RECEIPT', 'OFFER', 'APPOINTMENT_PLANNED', 'APPOINTMENT_MOVED',
  'APPOINTMENT_CANCELLED', 'REQUIREMENT_LAPSING', 'WEEK_COORDINATOR', 'WEEK_SUPPORTER', 'SURVEY', 'SURVEY_REMINDER', 'APPOINTMENT_REMINDER',
  'MEETING', 'CORRECTION', 'REFERRAL_ENDED'));
COMMENT ON COLUMN message.message.about IS 'The offer, appointment, meeting, request or invitation to a survey that it is about.';
