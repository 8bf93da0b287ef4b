-- Organisations that refer: who keeps in touch with them, when that was, and the code in their letters.

-- +goose Up
ALTER TABLE intake.referrer_organisation
  ADD COLUMN liaison           uuid,
  ADD COLUMN last_contact_date date,
  ADD COLUMN last_contact_kind text COLLATE "C" NOT NULL DEFAULT ''
    CHECK (last_contact_kind IN ('', 'PHONE', 'EMAIL', 'VISIT', 'MEETING', 'OTHER')),
  ADD COLUMN next_contact_date date,
  ADD COLUMN meetings_attended integer NOT NULL DEFAULT 0,
  ADD COLUMN code              text COLLATE "C",
  ADD COLUMN code_applications bigint NOT NULL DEFAULT 0,
  ADD UNIQUE (municipality, code);
COMMENT ON COLUMN intake.referrer_organisation.liaison IS 'The account of a coordinator or supporter.';
COMMENT ON COLUMN intake.referrer_organisation.last_contact_date IS 'Of the newest of its partner contacts, as are its kind and the number of meetings.';
COMMENT ON COLUMN intake.referrer_organisation.code IS 'NULL until its paragraph was asked for.';
COMMENT ON COLUMN intake.referrer_organisation.code_applications IS 'How many applications came with the code; which ones is kept nowhere.';
CREATE INDEX referrer_organisation_status ON intake.referrer_organisation (municipality, partner_status, name_key);
CREATE INDEX referrer_organisation_silent
  ON intake.referrer_organisation (municipality, coalesce(last_contact_date, DATE '0001-01-01'), name_key);

-- The note is sealed under a key of the contact's own (platform.subject_key): an organisation has none.
CREATE TABLE intake.partner_contact (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  organisation uuid NOT NULL,
  contact_date date NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('PHONE', 'EMAIL', 'VISIT', 'MEETING', 'OTHER')),
  note         bytea,
  recorded_by  uuid,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, organisation) REFERENCES intake.referrer_organisation (municipality, id)
);
CREATE INDEX partner_contact_organisation ON intake.partner_contact (municipality, organisation, contact_date, id);
SELECT platform.protect('intake.partner_contact');
GRANT SELECT, INSERT, DELETE ON intake.partner_contact TO oco_app;
