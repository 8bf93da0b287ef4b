-- An offer that nobody answers expires, after working hours that the municipality sets.

-- +goose Up
ALTER TABLE admin.municipality
  ADD COLUMN offer_working_hours integer NOT NULL DEFAULT 8 CHECK (offer_working_hours BETWEEN 0 AND 80);
COMMENT ON COLUMN admin.municipality.offer_working_hours IS 'After so many working hours an offer without an answer expires; 0: never.';
ALTER TABLE matching.offer ADD COLUMN expire_time timestamptz;
COMMENT ON COLUMN matching.offer.expire_time IS 'NULL: does not expire.';
CREATE INDEX offer_expiring ON matching.offer (municipality, expire_time) WHERE state = 'OPEN';
