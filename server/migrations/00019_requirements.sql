-- What is asked of supporters, as policies with versions, and what was seen of it.

-- +goose Up
CREATE TABLE volunteer.requirement_policy (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('INFORMAL', 'FORMAL')),
  start_date   date NOT NULL,
  requirements jsonb NOT NULL,
  recorded_by  uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON TABLE volunteer.requirement_policy IS 'Never changed: a new version follows. Before the first the standard one counts, which stands in the program.';
CREATE INDEX requirement_policy_in_force ON volunteer.requirement_policy (municipality, kind, start_date DESC, id DESC);
SELECT platform.protect('volunteer.requirement_policy');
GRANT SELECT, INSERT ON volunteer.requirement_policy TO oco_app;

CREATE TABLE volunteer.requirement_record (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  supporter    uuid NOT NULL,
  requirement  text COLLATE "C" NOT NULL,
  seen_date    date NOT NULL,
  until_date   date,
  withdrawn    boolean NOT NULL DEFAULT false,
  recorded_by  uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE,
  CHECK (until_date IS NULL OR NOT withdrawn)
);
COMMENT ON TABLE volunteer.requirement_record IS 'That something was seen, never the document itself. Undoing is another record.';
COMMENT ON COLUMN volunteer.requirement_record.until_date IS 'When somebody said so; otherwise the policy says how long it counts.';
COMMENT ON COLUMN volunteer.requirement_record.withdrawn IS 'Takes back the records of this requirement before it.';
CREATE INDEX requirement_record_supporter ON volunteer.requirement_record (municipality, supporter, create_time, id);

-- What was known of supporters before becomes records. The owner is held by row security as everybody
-- is, and sees all municipalities only while it is not.
ALTER TABLE volunteer.supporter NO FORCE ROW LEVEL SECURITY;
INSERT INTO volunteer.requirement_record (municipality, id, supporter, requirement, seen_date, until_date, create_time)
SELECT s.municipality, gen_random_uuid(), s.id, known.requirement, (s.create_time AT TIME ZONE 'Europe/Amsterdam')::date,
  known.until_date, s.create_time
FROM volunteer.supporter s
CROSS JOIN LATERAL (VALUES
  ('conduct_certificate', s.conduct_certificate_until IS NOT NULL, s.conduct_certificate_until),
  ('confidentiality', s.confidentiality_signed, NULL),
  ('oco_training', s.trained, NULL)) AS known (requirement, met, until_date)
WHERE known.met;
ALTER TABLE volunteer.supporter FORCE ROW LEVEL SECURITY;
SELECT platform.protect('volunteer.requirement_record');
GRANT SELECT, INSERT ON volunteer.requirement_record TO oco_app;
