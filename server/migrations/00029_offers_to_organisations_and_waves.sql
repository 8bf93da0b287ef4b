-- An offer can go to a partner organisation, whose planner names who takes it; and to several supporters at once.

-- +goose Up
ALTER TABLE matching.offer
  ALTER COLUMN supporter DROP NOT NULL,
  ADD COLUMN organisation text NOT NULL DEFAULT '',
  ADD COLUMN wave uuid,
  ADD CHECK (supporter IS NOT NULL OR organisation <> ''),
  ADD CHECK (supporter IS NOT NULL OR state <> 'ACCEPTED');
COMMENT ON COLUMN matching.offer.supporter IS 'NULL while an organisation is asked and nobody was named.';
COMMENT ON COLUMN matching.offer.organisation IS 'The organisation that was asked, by name; empty when a supporter was.';
COMMENT ON COLUMN matching.offer.wave IS 'The same for offers that were made together.';
CREATE UNIQUE INDEX offer_open_to_organisation_once ON matching.offer (municipality, application, organisation)
  WHERE state = 'OPEN' AND supporter IS NULL;
CREATE INDEX offer_organisation ON matching.offer (municipality, organisation, id) WHERE organisation <> '';
CREATE INDEX offer_wave ON matching.offer (municipality, wave) WHERE wave IS NOT NULL;
CREATE INDEX offer_answered ON matching.offer (municipality, answer_time, supporter, state) WHERE origin = 'LIVE' AND supporter IS NOT NULL;

ALTER TABLE matching.weight_policy ADD COLUMN waves boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN matching.weight_policy.waves IS 'Several supporters may be asked at once.';
