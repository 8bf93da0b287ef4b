-- What goes out of the platform: one row for each message to one person.

-- +goose Up
CREATE SCHEMA message;
COMMENT ON SCHEMA message IS 'Messages (berichten): the one way out.';
GRANT USAGE ON SCHEMA message TO oco_app;

-- Subject, body and instruction are sealed under the key of the recipient (platform.subject_key); without that key a
-- row is not read any more. How a person is reached is not kept here: it is asked for when the message goes.
CREATE TABLE message.message (
  municipality      text COLLATE "C" NOT NULL,
  id                uuid NOT NULL,
  kind              text COLLATE "C" NOT NULL CHECK (kind IN ('RECEIPT', 'OFFER', 'APPOINTMENT_PLANNED', 'APPOINTMENT_MOVED',
                      'APPOINTMENT_CANCELLED', 'REQUIREMENT_LAPSING', 'WEEK_COORDINATOR', 'WEEK_SUPPORTER')),
  cause             bigint NOT NULL DEFAULT 0,
  period            text COLLATE "C" NOT NULL DEFAULT '',
  recipient_kind    text COLLATE "C" NOT NULL CHECK (recipient_kind IN ('RESIDENT', 'APPLICANT', 'REFERRER', 'SUPPORTER', 'ACCOUNT')),
  recipient         uuid NOT NULL,
  application       uuid,
  dossier           uuid,
  about             uuid,
  channel           text COLLATE "C" NOT NULL CHECK (channel IN ('MAIL', 'SMS', 'LETTER', 'CALL', 'NEIGHBOURHOOD_POINT', 'TRUSTED_PERSON', 'COORDINATOR')),
  state             text COLLATE "C" NOT NULL CHECK (state IN ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'BOUNCED', 'CANCELLED', 'TO_DO', 'DONE')),
  language          text COLLATE "C" NOT NULL CHECK (language IN ('nl', 'en')),
  subject           bytea,
  body              bytea,
  no_voicemail      boolean NOT NULL DEFAULT false,
  no_calendar       boolean NOT NULL DEFAULT false,
  instruction       bytea,
  attempts          integer NOT NULL DEFAULT 0,
  next_attempt_time timestamptz,
  fault             text COLLATE "C" NOT NULL DEFAULT '',
  sent_time         timestamptz,
  version           bigint NOT NULL DEFAULT 1,
  create_time       timestamptz NOT NULL,
  update_time       timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state IN ('QUEUED', 'SENDING')) = (next_attempt_time IS NOT NULL)),
  CHECK (state NOT IN ('QUEUED', 'SENDING') OR channel IN ('MAIL', 'SMS'))
);
COMMENT ON COLUMN message.message.cause IS 'The position of the event; 0 for a message of the clock, which has the ISO week as its period.';
COMMENT ON COLUMN message.message.recipient IS 'Whose key seals it: the dossier, referrer, supporter or account.';
COMMENT ON COLUMN message.message.dossier IS 'The resident whom it is about, also when it goes to somebody else: it is erased with either.';
COMMENT ON COLUMN message.message.about IS 'The offer that it asks about.';
COMMENT ON COLUMN message.message.next_attempt_time IS 'Of one that is being sent, when another may take it up.';
CREATE UNIQUE INDEX message_once ON message.message (municipality, cause, period, kind, recipient_kind, recipient);
CREATE INDEX message_due ON message.message (municipality, next_attempt_time, id) WHERE next_attempt_time IS NOT NULL;
CREATE INDEX message_state ON message.message (municipality, state, id);
CREATE INDEX message_channel ON message.message (municipality, channel, id);
CREATE INDEX message_application ON message.message (municipality, application, id) WHERE application IS NOT NULL;
CREATE INDEX message_dossier ON message.message (municipality, dossier) WHERE dossier IS NOT NULL;
CREATE INDEX message_recipient ON message.message (municipality, recipient);
CREATE INDEX message_about ON message.message (municipality, about) WHERE about IS NOT NULL;
SELECT platform.protect('message.message');
GRANT SELECT, INSERT, UPDATE, DELETE ON message.message TO oco_app;

-- What follows the events reads dossiers and seals texts, which oco_app may and oco_worker may not.
GRANT SELECT, INSERT, UPDATE (position) ON platform.event_place TO oco_app;

-- What happened before there were messages is told to nobody: who follows the events begins where they stand now.
ALTER TABLE platform.event_place NO FORCE ROW LEVEL SECURITY;
ALTER TABLE platform.event_clock NO FORCE ROW LEVEL SECURITY;
INSERT INTO platform.event_place (municipality, consumer, position)
SELECT c.municipality, 'messages', c.position FROM platform.event_clock c;
ALTER TABLE platform.event_place FORCE ROW LEVEL SECURITY;
ALTER TABLE platform.event_clock FORCE ROW LEVEL SECURITY;
