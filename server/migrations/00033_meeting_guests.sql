-- Guests of meetings who have no account: the stakeholder group, which comes together as a group.

-- +goose Up
CREATE TABLE meeting.guest_record (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  name         bytea NOT NULL,
  email        bytea,
  phone        bytea,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON TABLE meeting.guest_record IS 'Sealed under a key of the guest''s own (platform.subject_key); without it nobody is read any more.';
SELECT platform.protect('meeting.guest_record');
GRANT SELECT, INSERT, UPDATE, DELETE ON meeting.guest_record TO oco_app;

CREATE TABLE meeting.group_guest (
  municipality  text COLLATE "C" NOT NULL,
  meeting_group uuid NOT NULL,
  guest         uuid NOT NULL,
  PRIMARY KEY (municipality, meeting_group, guest),
  FOREIGN KEY (municipality, meeting_group) REFERENCES meeting.supporter_group (municipality, id),
  FOREIGN KEY (municipality, guest) REFERENCES meeting.guest_record (municipality, id)
);
CREATE INDEX group_guest_guest ON meeting.group_guest (municipality, guest);
SELECT platform.protect('meeting.group_guest');
GRANT SELECT, INSERT, DELETE ON meeting.group_guest TO oco_app;

ALTER TABLE meeting.invitation
  ADD COLUMN guest uuid,
  ADD FOREIGN KEY (municipality, guest) REFERENCES meeting.guest_record (municipality, id),
  DROP CONSTRAINT invitation_check,
  ADD CONSTRAINT invitation_of_one CHECK (num_nonnulls(supporter, account, guest) <= 1);
COMMENT ON CONSTRAINT invitation_of_one ON meeting.invitation IS 'Of nobody: of a guest who was erased since.';
CREATE UNIQUE INDEX invitation_guest_once ON meeting.invitation (municipality, meeting, guest) WHERE guest IS NOT NULL;
CREATE INDEX invitation_guest ON meeting.invitation (municipality, guest, id) WHERE guest IS NOT NULL;
