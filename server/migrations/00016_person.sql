-- Who a dossier is about, as a column: statements that follow a merge look it up by an index. A
-- coalesce in a condition may not be used for that under row-level security, as the planner takes
-- it for something that could tell of other rows.

-- +goose Up
ALTER TABLE intake.dossier ADD COLUMN person uuid NOT NULL GENERATED ALWAYS AS (coalesce(merged_into, id)) STORED;
COMMENT ON COLUMN intake.dossier.person IS 'The dossier that says who this one is about and how they are reached: the one it was merged into, else itself.';
CREATE INDEX dossier_person ON intake.dossier (municipality, person);
