-- A person who died stays dead when the application that says so turns out to be the same as another, and can have died after
-- their application was closed. An appointment that the end of a case called off is told to the resident by any way.

-- +goose Up
CREATE OR REPLACE VIEW published.ended_application WITH (security_invoker = true) AS
SELECT a.municipality, a.id AS application, d.person, a.end_reason
FROM intake.application a JOIN intake.dossier d ON d.municipality = a.municipality AND d.id = a.dossier
WHERE a.state = 'ENDED' OR (a.state = 'MERGED' AND a.end_reason = 'DECEASED');

ALTER TABLE intake.ending ADD COLUMN after_support boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN intake.ending.after_support IS 'The application was closed when it ended, as the resident had died, and is closed again when that is taken back.';

ALTER TABLE message.message ADD COLUMN untold boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN message.message.untold IS 'Nobody told the person by mouth what it confirms: it goes by any way.';
