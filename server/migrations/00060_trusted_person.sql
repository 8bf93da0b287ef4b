-- Whom a resident named to be told things through.

-- +goose Up
ALTER TABLE intake.dossier
  ADD COLUMN trusted_person_name  bytea,
  ADD COLUMN trusted_person_phone bytea,
  ADD CHECK (trusted_person_phone IS NULL OR trusted_person_name IS NOT NULL);
COMMENT ON COLUMN intake.dossier.trusted_person_name IS 'Whom the resident named to be told things through, sealed; nobody else is told.';
COMMENT ON COLUMN intake.dossier.trusted_person_phone IS 'The number of that person, sealed.';
