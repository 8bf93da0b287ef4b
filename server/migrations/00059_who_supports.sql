-- Who is on a case beside its supporter counts there as they do, but for how many cases somebody can take; and whose application it is.

-- +goose Up
-- Who supports an application: as the first or the second of its case that runs, or who said yes and waits for the resident.
-- What counts against a supporter's max_cases is in supporter_load, which knows the first alone.
CREATE VIEW published.application_supporter WITH (security_invoker = true) AS
SELECT municipality, supporter, application FROM published.supporter_load
UNION ALL
SELECT municipality, second_supporter, application FROM support.support_case WHERE state <> 'CLOSED' AND second_supporter IS NOT NULL;
GRANT SELECT ON published.application_supporter TO oco_app;

-- Who an application is about: applications of one person share it, and it leads to their dossiers by dossier_person.
CREATE VIEW published.application_person WITH (security_invoker = true) AS
SELECT a.municipality, a.id AS application, d.person
FROM intake.application a JOIN intake.dossier d ON d.municipality = a.municipality AND d.id = a.dossier;
GRANT SELECT ON published.application_person TO oco_app;
