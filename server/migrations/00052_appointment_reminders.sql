-- A message may remind of an appointment; then its period is the day of that.

-- +goose Up
ALTER TABLE message.message DROP CONSTRAINT message_kind_check;
ALTER TABLE message.message ADD CONSTRAINT message_kind_check CHECK (kind IN ('RECEIPT', 'OFFER', 'APPOINTMENT_PLANNED', 'APPOINTMENT_MOVED',
  'APPOINTMENT_CANCELLED', 'REQUIREMENT_LAPSING', 'WEEK_COORDINATOR', 'WEEK_SUPPORTER', 'SURVEY', 'SURVEY_REMINDER', 'APPOINTMENT_REMINDER'));
COMMENT ON COLUMN message.message.cause IS 'The position of the event; 0 for a message of the clock, which has the ISO week or the day as its period.';
COMMENT ON COLUMN message.message.about IS 'The offer, appointment or invitation to a survey that it is about.';
