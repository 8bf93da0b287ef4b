-- The texts of messages that a municipality wrote itself; the platform's own are part of the program.

-- +goose Up
CREATE TABLE message.template (
  municipality text COLLATE "C" NOT NULL,
  kind         text COLLATE "C" NOT NULL,
  channel      text COLLATE "C" NOT NULL CHECK (channel IN ('MAIL', 'SMS', 'LETTER', 'CALL')),
  language     text COLLATE "C" NOT NULL CHECK (language IN ('nl', 'en')),
  subject      text NOT NULL,
  body         text NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, kind, channel, language)
);
COMMENT ON TABLE message.template IS 'Empty texts: the platform''s own counts again.';
SELECT platform.protect('message.template');
GRANT SELECT, INSERT, UPDATE ON message.template TO oco_app;
