-- A plan for a whole backlog, as it was made: ids and numbers, no text.

-- +goose Up
CREATE TABLE matching.match_plan (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('PROPOSED', 'APPLIED')),
  digest       bytea NOT NULL,
  plan         jsonb NOT NULL,
  recorded_by  uuid,
  apply_time   timestamptz,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state = 'APPLIED') = (apply_time IS NOT NULL))
);
COMMENT ON COLUMN matching.match_plan.digest IS 'Of everything that the plan was made from; who applies it makes it again and compares.';
SELECT platform.protect('matching.match_plan');
GRANT SELECT, INSERT, UPDATE ON matching.match_plan TO oco_app;
