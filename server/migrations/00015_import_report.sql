-- How the columns of an imported file were read: which were not, which are missing, which were guessed;
-- and the sheet that is read.

-- +goose Up
ALTER TABLE intake.import ADD COLUMN report jsonb NOT NULL DEFAULT '{}';
ALTER TABLE intake.import ADD COLUMN sheet text NOT NULL DEFAULT '';
COMMENT ON COLUMN intake.import.sheet IS 'The sheet of a workbook that was asked for, then the one that is read.';
COMMENT ON COLUMN intake.import.report IS 'Headings alone, masked and cut short; never a cell.';
