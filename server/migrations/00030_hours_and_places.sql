-- What a running case takes of somebody's week, and where a neighbourhood is.

-- +goose Up
ALTER TABLE matching.weight_policy
  ADD COLUMN case_minutes_per_week integer NOT NULL DEFAULT 30 CHECK (case_minutes_per_week BETWEEN 0 AND 2400);
COMMENT ON COLUMN matching.weight_policy.case_minutes_per_week IS 'How long a running case takes a supporter a week; 0: hours are not counted.';

ALTER TABLE admin.code
  ADD COLUMN latitude double precision CHECK (latitude BETWEEN 50 AND 54),
  ADD COLUMN longitude double precision CHECK (longitude BETWEEN 3 AND 8),
  ADD CHECK ((latitude IS NULL) = (longitude IS NULL)),
  ADD CHECK (latitude IS NULL OR list = 'NEIGHBOURHOOD');
COMMENT ON COLUMN admin.code.latitude IS 'The middle of a neighbourhood (WGS 84), from which travel is reckoned; NULL: not known.';

CREATE VIEW published.neighbourhood WITH (security_invoker = true) AS
SELECT municipality, code, latitude, longitude FROM admin.code WHERE list = 'NEIGHBOURHOOD' AND latitude IS NOT NULL;
COMMENT ON VIEW published.neighbourhood IS 'Where the neighbourhoods of a municipality are of which that is known.';
GRANT SELECT ON published.neighbourhood TO oco_app;
