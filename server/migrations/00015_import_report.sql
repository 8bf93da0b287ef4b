-- How the columns of an imported file were read: which were not, which are missing, which were guessed.

-- +goose Up
ALTER TABLE intake.import ADD COLUMN report jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN intake.import.report IS 'Headings alone, masked and cut short; never a cell.';
