-- Matches that ended without blame.

-- +goose Up
ALTER TABLE support.support_case ADD COLUMN match_ended_by text COLLATE "C" NOT NULL DEFAULT ''
  CHECK (match_ended_by IN ('', 'RESIDENT', 'SUPPORTER', 'BOTH', 'COORDINATOR'));
COMMENT ON COLUMN support.support_case.match_ended_by IS 'Who would rather go on with somebody else; nobody is asked why.';
CREATE INDEX support_case_match_ended ON support.support_case (municipality, dossier) WHERE match_ended_by <> '';

-- Who does not go on with whom. Which of both said so is not told.
CREATE VIEW published.match_ended WITH (security_invoker = true) AS
SELECT municipality, dossier, supporter FROM support.support_case WHERE match_ended_by <> '';
GRANT SELECT ON published.match_ended TO oco_app;
