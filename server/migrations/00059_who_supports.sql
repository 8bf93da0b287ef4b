-- Who is on a case beside its supporter counts there as they do, but for how many cases somebody can take.

-- +goose Up
-- Who supports an application: as the first or the second of its case that runs, or who said yes and waits for the resident.
-- What counts against a supporter's max_cases is in supporter_load, which knows the first alone.
CREATE VIEW published.application_supporter WITH (security_invoker = true) AS
SELECT municipality, supporter, application FROM published.supporter_load
UNION ALL
SELECT municipality, second_supporter, application FROM support.support_case WHERE state <> 'CLOSED' AND second_supporter IS NOT NULL;
GRANT SELECT ON published.application_supporter TO oco_app;
