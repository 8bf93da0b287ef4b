-- Whose dossier an application came into: the desk sees the residents whom its own entries brought,
-- and not those who were known already.

-- +goose Up
ALTER TABLE intake.application ADD COLUMN joined boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN intake.application.joined IS 'The dossier was there before the application.';
