-- A person who died stays dead when the application that says so turns out to be the same as another.

-- +goose Up
CREATE OR REPLACE VIEW published.ended_application WITH (security_invoker = true) AS
SELECT a.municipality, a.id AS application, d.person, a.end_reason
FROM intake.application a JOIN intake.dossier d ON d.municipality = a.municipality AND d.id = a.dossier
WHERE a.state = 'ENDED' OR (a.state = 'MERGED' AND a.end_reason = 'DECEASED');
