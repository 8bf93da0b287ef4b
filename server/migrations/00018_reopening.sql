-- Each time that an application ended without support, and when that was taken back: the application
-- says how it stands, this how it came to stand there.

-- +goose Up
CREATE TABLE intake.ending (
  municipality    text COLLATE "C" NOT NULL,
  id              uuid NOT NULL,
  application     uuid NOT NULL,
  reason          text NOT NULL CHECK (reason IN ('', 'WITHDRAWN', 'UNREACHABLE', 'MOVED', 'DECEASED', 'NO_CONSENT', 'NOT_OCO')),
  awaited_consent boolean NOT NULL,
  end_time        timestamptz,
  reopen_time     timestamptz,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, application) REFERENCES intake.application (municipality, id) ON DELETE CASCADE,
  CHECK (end_time IS NOT NULL OR reopen_time IS NOT NULL)
);
COMMENT ON COLUMN intake.ending.awaited_consent IS 'The application waited for the resident''s consent when it ended, and waits for it again when that is taken back.';
COMMENT ON COLUMN intake.ending.end_time IS 'Empty when nobody noted it: imported history, and what ended before this table.';
CREATE INDEX ending_by_application ON intake.ending (municipality, application, id);
CREATE UNIQUE INDEX ending_one_stands ON intake.ending (municipality, application) WHERE reopen_time IS NULL;
SELECT platform.protect('intake.ending');
GRANT SELECT, INSERT, UPDATE (reopen_time), DELETE ON intake.ending TO oco_app;

ALTER TABLE reporting.application_fact ADD COLUMN reopen_date date;
COMMENT ON COLUMN reporting.application_fact.reopen_date IS 'The day on which the ending was taken back: it runs again. The ending stays, for what was closed before that day.';
