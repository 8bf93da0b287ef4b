-- Supporters who also help in the municipalities of the region around theirs, where both municipalities allow it.

-- +goose Up
ALTER TABLE volunteer.supporter ADD COLUMN regional boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN volunteer.supporter.regional IS 'Agreed to help in other municipalities of the region.';
CREATE INDEX supporter_regional ON volunteer.supporter (municipality, id) WHERE regional;

ALTER TABLE matching.weight_policy ADD COLUMN regional boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN matching.weight_policy.regional IS 'Neighbours may see regional supporters without a name, and theirs are shown here.';

CREATE OR REPLACE VIEW published.supporter WITH (security_invoker = true) AS
SELECT s.municipality, s.id AS supporter, s.kind, s.state, s.organisation, s.max_cases, s.account, s.stub,
  s.neighbourhood, s.hours_per_week, s.max_travel_minutes, s.travel_by, s.start_date, s.intended_until_date,
  coalesce((SELECT p.step FROM volunteer.buddy_pair p
    WHERE p.municipality = s.municipality AND p.newcomer = s.id AND p.end_date IS NULL), '') AS buddy_step,
  s.regional
FROM volunteer.supporter s;

-- The year that was, for a simulation.
CREATE INDEX application_supported ON intake.application (municipality, application_date DESC, id DESC) WHERE route IN ('INFORMAL', 'FORMAL');
