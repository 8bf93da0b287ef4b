-- A grant can begin on a day, and can be that of a deputy, who stands in for a coordinator.

-- +goose Up
ALTER TABLE admin.role_grant
  ADD COLUMN start_date date,
  ADD COLUMN deputy_of  uuid REFERENCES admin.account,
  ADD CONSTRAINT role_grant_period CHECK (until_date >= start_date),
  ADD CONSTRAINT role_grant_deputy CHECK (deputy_of IS NULL OR (deputy_of <> account AND until_date IS NOT NULL));
COMMENT ON COLUMN admin.role_grant.start_date IS 'The first day on which it counts, Europe/Amsterdam; NULL: from when it was given or confirmed.';
COMMENT ON COLUMN admin.role_grant.deputy_of IS 'The coordinator for whom the account stands in.';
CREATE INDEX role_grant_of_account_deputised ON admin.role_grant (deputy_of) WHERE deputy_of IS NOT NULL;
