-- Whom a resident named to be told things through, and of which referral the referrer may know.

-- +goose Up
ALTER TABLE intake.dossier
  ADD COLUMN trusted_person_name  bytea,
  ADD COLUMN trusted_person_phone bytea,
  ADD CHECK (trusted_person_phone IS NULL OR trusted_person_name IS NOT NULL);
COMMENT ON COLUMN intake.dossier.trusted_person_name IS 'Whom the resident named to be told things through, sealed; nobody else is told.';
COMMENT ON COLUMN intake.dossier.trusted_person_phone IS 'The number of that person, sealed.';

ALTER TABLE intake.consent
  ADD COLUMN application uuid,
  ADD CHECK (application IS NULL OR kind = 'STATUS_TO_REFERRER');
COMMENT ON COLUMN intake.consent.application IS
  'Of which application of this person the referrer may know; NULL: of those that there were when it was recorded. Both go with the person.';
