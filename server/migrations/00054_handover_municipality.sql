-- A hand-over to the team of the municipality where a resident goes to live.

-- +goose Up
ALTER TABLE intake.handover DROP CONSTRAINT handover_recipient_kind_check;
ALTER TABLE intake.handover ADD CONSTRAINT handover_recipient_kind_check
  CHECK (recipient_kind IN ('ACCESS_TEAM', 'ORGANISATION', 'PERSON', 'MUNICIPALITY'));
