-- A hand-over to a municipality of the region that uses the platform is read and answered there; what it becomes says where it came from.

-- +goose Up
ALTER TABLE intake.handover ADD COLUMN recipient_municipality text COLLATE "C"
  CHECK (recipient_municipality IS NULL OR (recipient_municipality <> municipality AND recipient_kind = 'MUNICIPALITY'));
COMMENT ON COLUMN intake.handover.recipient_municipality IS 'Whose coordinators read and answer it, as this tenant; nobody there when it is not set.';
CREATE INDEX handover_neighbour ON intake.handover (municipality, recipient_municipality, state, id) WHERE recipient_municipality IS NOT NULL;
CREATE UNIQUE INDEX handover_neighbour_once ON intake.handover (municipality, application, recipient_municipality)
  WHERE state = 'SENT' AND recipient_municipality IS NOT NULL;

ALTER TABLE intake.application ADD COLUMN from_municipality text COLLATE "C" CHECK (from_municipality <> municipality),
  ADD COLUMN from_handover uuid, ADD CONSTRAINT application_from_check CHECK ((from_municipality IS NULL) = (from_handover IS NULL));
COMMENT ON COLUMN intake.application.from_handover IS 'The hand-over of from_municipality that it was taken over from; kept there.';
CREATE UNIQUE INDEX application_from ON intake.application (municipality, from_handover) WHERE from_handover IS NOT NULL;
