-- The log of hours and kilometres, of which claims are made.

-- +goose Up
CREATE TABLE expense.work_entry (
  municipality     text COLLATE "C" NOT NULL,
  id               uuid NOT NULL,
  supporter        uuid NOT NULL,
  work_date        date NOT NULL,
  minutes          integer NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  kilometre_tenths integer NOT NULL CHECK (kilometre_tenths BETWEEN 0 AND 20000),
  support_case     uuid,
  description      bytea,
  claim            uuid,
  entered_by       uuid[] NOT NULL,
  version          bigint NOT NULL DEFAULT 1,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, claim) REFERENCES expense.claim (municipality, id) ON DELETE SET NULL (claim),
  CHECK (minutes > 0 OR kilometre_tenths > 0)
);
COMMENT ON COLUMN expense.work_entry.description IS 'Sealed under the supporter''s own key.';
COMMENT ON COLUMN expense.work_entry.entered_by IS 'Who logged or changed it: none of them decides on a claim of it.';
COMMENT ON COLUMN expense.work_entry.claim IS 'The one claim that holds it: a draft, or one that was sent in and neither refused nor withdrawn.';
CREATE INDEX work_entry_supporter ON expense.work_entry (municipality, supporter, id);
CREATE INDEX work_entry_case ON expense.work_entry (municipality, support_case, id) WHERE support_case IS NOT NULL;
CREATE INDEX work_entry_claim ON expense.work_entry (municipality, claim) WHERE claim IS NOT NULL;
CREATE INDEX work_entry_unclaimed ON expense.work_entry (municipality, id) WHERE claim IS NULL;
SELECT platform.protect('expense.work_entry');
GRANT SELECT, INSERT, UPDATE, DELETE ON expense.work_entry TO oco_app;

ALTER TABLE expense.claim_line ADD COLUMN work_entry uuid;
COMMENT ON COLUMN expense.claim_line.work_entry IS 'The entry that the line was made of, also when the claim holds it no more; empty for what was typed.';
