-- Meetings: who is invited, who was there, and what municipalities offer each other.

-- +goose Up
CREATE SCHEMA meeting;
COMMENT ON SCHEMA meeting IS 'Meetings (bijeenkomsten): training, intervision, sessions.';
GRANT USAGE ON SCHEMA meeting TO oco_app;

CREATE TABLE meeting.supporter_group (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  title        text NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
SELECT platform.protect('meeting.supporter_group');
GRANT SELECT, INSERT, UPDATE ON meeting.supporter_group TO oco_app;

CREATE TABLE meeting.group_member (
  municipality  text COLLATE "C" NOT NULL,
  meeting_group uuid NOT NULL,
  supporter     uuid NOT NULL,
  PRIMARY KEY (municipality, meeting_group, supporter),
  FOREIGN KEY (municipality, meeting_group) REFERENCES meeting.supporter_group (municipality, id)
);
CREATE INDEX group_member_supporter ON meeting.group_member (municipality, supporter);
SELECT platform.protect('meeting.group_member');
GRANT SELECT, INSERT, DELETE ON meeting.group_member TO oco_app;

CREATE TABLE meeting.meeting (
  municipality  text COLLATE "C" NOT NULL,
  id            uuid NOT NULL,
  kind          text COLLATE "C" NOT NULL CHECK (kind IN ('TRAINING', 'INTERVISION', 'IN_DEPTH', 'THEME_SESSION', 'JOINT_SESSION',
                  'PARTNER_SESSION', 'CONTACT_PERSONS', 'STAKEHOLDER_GROUP')),
  title         text NOT NULL,
  start_time    timestamptz NOT NULL,
  end_time      timestamptz NOT NULL CHECK (end_time > start_time),
  location      text NOT NULL DEFAULT '',
  online_link   text NOT NULL DEFAULT '',
  agenda        jsonb NOT NULL DEFAULT '[]',
  places        integer NOT NULL DEFAULT 0,
  region_places integer NOT NULL DEFAULT 0,
  region_taken  integer NOT NULL DEFAULT 0 CHECK (region_taken BETWEEN 0 AND region_places),
  meeting_group uuid,
  requirement   text COLLATE "C" NOT NULL DEFAULT '',
  state         text COLLATE "C" NOT NULL CHECK (state IN ('PLANNED', 'HELD', 'CANCELLED')),
  cancel_reason text NOT NULL DEFAULT '',
  sequence      integer NOT NULL DEFAULT 0,
  version       bigint NOT NULL DEFAULT 1,
  create_time   timestamptz NOT NULL,
  update_time   timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, meeting_group) REFERENCES meeting.supporter_group (municipality, id)
);
COMMENT ON COLUMN meeting.meeting.sequence IS 'Raised by what calendars must take over: the SEQUENCE of iCalendar.';
COMMENT ON COLUMN meeting.meeting.requirement IS 'Whoever was there meets it from that day on.';
CREATE INDEX meeting_start ON meeting.meeting (municipality, start_time DESC, id DESC);
CREATE INDEX meeting_kind ON meeting.meeting (municipality, kind, start_time DESC, id DESC);
CREATE INDEX meeting_state ON meeting.meeting (municipality, state, start_time DESC, id DESC);
CREATE INDEX meeting_of_group ON meeting.meeting (municipality, meeting_group) WHERE meeting_group IS NOT NULL;
SELECT platform.protect('meeting.meeting');
GRANT SELECT, INSERT, UPDATE ON meeting.meeting TO oco_app;

CREATE TABLE meeting.invitation (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  meeting      uuid NOT NULL,
  supporter    uuid,
  account      uuid,
  answer       text COLLATE "C" NOT NULL DEFAULT '' CHECK (answer IN ('', 'YES', 'NO', 'MAYBE')),
  answer_time  timestamptz,
  answered_by  uuid,
  attendance   text COLLATE "C" NOT NULL DEFAULT '' CHECK (attendance IN ('', 'PRESENT', 'ABSENT_WITH_NOTICE', 'ABSENT')),
  recorded_by  uuid,
  proof        uuid,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, meeting) REFERENCES meeting.meeting (municipality, id),
  CHECK ((supporter IS NULL) <> (account IS NULL))
);
COMMENT ON TABLE meeting.invitation IS 'Of a person it holds the id alone.';
COMMENT ON COLUMN meeting.invitation.proof IS 'The record of a requirement that the attendance made, to be taken back with it.';
CREATE UNIQUE INDEX invitation_supporter_once ON meeting.invitation (municipality, meeting, supporter) WHERE supporter IS NOT NULL;
CREATE UNIQUE INDEX invitation_account_once ON meeting.invitation (municipality, meeting, account) WHERE account IS NOT NULL;
CREATE INDEX invitation_meeting ON meeting.invitation (municipality, meeting, id);
CREATE INDEX invitation_supporter ON meeting.invitation (municipality, supporter, id) WHERE supporter IS NOT NULL;
CREATE INDEX invitation_account ON meeting.invitation (municipality, account, id) WHERE account IS NOT NULL;
SELECT platform.protect('meeting.invitation');
GRANT SELECT, INSERT, UPDATE, DELETE ON meeting.invitation TO oco_app;

-- What a municipality offers the others of its region, copied when it does so. The neighbours read it,
-- so it carries no row security: it holds no person, and nothing that was not offered.
CREATE TABLE meeting.region_offer (
  municipality text COLLATE "C" NOT NULL,
  meeting      uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL,
  title        text NOT NULL,
  start_time   timestamptz NOT NULL,
  end_time     timestamptz NOT NULL,
  location     text NOT NULL,
  places_left  integer NOT NULL,
  PRIMARY KEY (municipality, meeting)
);
CREATE INDEX region_offer_start ON meeting.region_offer (municipality, start_time, meeting);
GRANT SELECT, INSERT, UPDATE, DELETE ON meeting.region_offer TO oco_app;

-- Since when an active supporter is so: since the first time, after having left for the last time.
CREATE VIEW published.active_supporter WITH (security_invoker = true) AS
SELECT s.municipality, s.id AS supporter, s.kind, coalesce((SELECT min(t.create_time) FROM volunteer.supporter_step t
    WHERE t.municipality = s.municipality AND t.supporter = s.id AND t.state = 'ACTIVE' AND t.create_time > coalesce(
      (SELECT max(gone.create_time) FROM volunteer.supporter_step gone
        WHERE gone.municipality = s.municipality AND gone.supporter = s.id AND gone.state = 'LEFT'), '-infinity')), s.create_time) AS since
FROM volunteer.supporter s WHERE s.state = 'ACTIVE' AND NOT s.stub;

-- The municipalities of a region, and whom to call there.
CREATE VIEW published.municipality WITH (security_invoker = true) AS
SELECT municipality, name, region, phone FROM admin.municipality WHERE active;

GRANT SELECT ON published.active_supporter, published.municipality TO oco_app;

-- How often intervision is, and after how many an in-depth meeting.
ALTER TABLE admin.municipality
  ADD COLUMN intervision_weeks integer NOT NULL DEFAULT 6 CHECK (intervision_weeks BETWEEN 1 AND 52),
  ADD COLUMN in_depth_after integer NOT NULL DEFAULT 2 CHECK (in_depth_after BETWEEN 1 AND 12);

-- Themes are a code list. Which lists there are stands in the program, so that the next one needs no migration.
ALTER TABLE admin.code DROP CONSTRAINT code_list_check, ADD CONSTRAINT code_list_check CHECK (list ~ '^[A-Z][A-Z_]{0,39}$');
INSERT INTO admin.code (municipality, id, list, code, label_nl, label_en, position, create_time, update_time)
SELECT m.municipality, gen_random_uuid(), 'THEME', theme.code, theme.label_nl, theme.label_en, theme.position, now(), now()
FROM admin.municipality m CROSS JOIN (VALUES
  ('wmo', 'Wmo', 'Social Support Act (Wmo)', 10), ('wlz', 'Wlz', 'Long-term Care Act (Wlz)', 20),
  ('pgb', 'Persoonsgebonden budget (pgb)', 'Personal budget (pgb)', 30), ('poverty', 'Armoede', 'Poverty', 40),
  ('conversation', 'Gespreksvoering', 'Holding conversations', 50), ('other', 'Anders', 'Other', 60)) AS theme (code, label_nl, label_en, position);
