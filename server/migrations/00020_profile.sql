-- What matching must know of supporters: levels, travel, the rhythm of their week, when they are away, and
-- how far a new volunteer is with a buddy.

-- +goose Up
ALTER TABLE volunteer.supporter
  ADD COLUMN max_travel_minutes            integer NOT NULL DEFAULT 0 CHECK (max_travel_minutes BETWEEN 0 AND 240),
  ADD COLUMN travel_by                     text COLLATE "C" NOT NULL DEFAULT '' CHECK (travel_by IN ('', 'FOOT', 'BICYCLE', 'CAR', 'PUBLIC_TRANSPORT')),
  ADD COLUMN start_date                    date,
  ADD COLUMN intended_until_date           date,
  ADD COLUMN gender                        bytea,
  ADD COLUMN lived_experience_consent_date date,
  ADD COLUMN contact_account               uuid;
COMMENT ON COLUMN volunteer.supporter.gender IS 'Sealed, and only when the person wants to say it.';
COMMENT ON COLUMN volunteer.supporter.lived_experience_consent_date IS 'Without it the note is kept and shown to nobody.';
COMMENT ON COLUMN volunteer.supporter.contact_account IS 'The contact person at the organisation, by the account that they sign in with.';

ALTER TABLE volunteer.supporter_life_domain
  ADD COLUMN level text COLLATE "C" NOT NULL DEFAULT '' CHECK (level IN ('', 'STARTING', 'EXPERIENCED', 'EXPERT'));
ALTER TABLE volunteer.supporter_target_group
  ADD COLUMN level text COLLATE "C" NOT NULL DEFAULT '' CHECK (level IN ('', 'STARTING', 'EXPERIENCED', 'EXPERT'));
COMMENT ON COLUMN volunteer.supporter_life_domain.level IS 'Empty when nobody said it; it counts as EXPERIENCED then.';

CREATE TABLE volunteer.supporter_rhythm (
  municipality text COLLATE "C" NOT NULL,
  supporter    uuid NOT NULL,
  weekday      smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  part         text COLLATE "C" NOT NULL CHECK (part IN ('MORNING', 'AFTERNOON', 'EVENING')),
  PRIMARY KEY (municipality, supporter, weekday, part),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE
);
COMMENT ON TABLE volunteer.supporter_rhythm IS 'When somebody is usually free; none when nobody said it. Monday is 1.';
SELECT platform.protect('volunteer.supporter_rhythm');
GRANT SELECT, INSERT, DELETE ON volunteer.supporter_rhythm TO oco_app;

CREATE TABLE volunteer.supporter_pause (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  supporter    uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('HOLIDAY', 'BREAK', 'ILL', 'OTHER')),
  start_date   date NOT NULL,
  end_date     date,
  max_cases    integer NOT NULL CHECK (max_cases BETWEEN 0 AND 100),
  cancelled    boolean NOT NULL DEFAULT false,
  recorded_by  uuid,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE,
  CHECK (end_date >= start_date)
);
COMMENT ON COLUMN volunteer.supporter_pause.end_date IS 'The last day of it; empty when nobody knows yet.';
COMMENT ON COLUMN volunteer.supporter_pause.max_cases IS 'How many cases this person can have at once meanwhile: 0 when none, or fewer than usual.';
COMMENT ON COLUMN volunteer.supporter_pause.cancelled IS 'It was taken back before its first day, or on it: it did not take place.';
CREATE INDEX supporter_pause_supporter ON volunteer.supporter_pause (municipality, supporter, id);
CREATE INDEX supporter_pause_end ON volunteer.supporter_pause (municipality, end_date) WHERE NOT cancelled;
SELECT platform.protect('volunteer.supporter_pause');
GRANT SELECT, INSERT, UPDATE ON volunteer.supporter_pause TO oco_app;

CREATE TABLE volunteer.buddy_pair (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  newcomer     uuid NOT NULL,
  buddy        uuid,
  step         text COLLATE "C" NOT NULL CHECK (step IN ('SHADOW', 'TOGETHER', 'SOLO', 'DONE')),
  start_date   date NOT NULL,
  end_date     date,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, newcomer) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE,
  FOREIGN KEY (municipality, buddy) REFERENCES volunteer.supporter (municipality, id)
);
COMMENT ON COLUMN volunteer.buddy_pair.buddy IS 'Empty when the buddy was erased.';
COMMENT ON COLUMN volunteer.buddy_pair.step IS 'The step that they are at; DONE when the newcomer did one alone.';
CREATE UNIQUE INDEX buddy_pair_one_runs ON volunteer.buddy_pair (municipality, newcomer) WHERE end_date IS NULL;
CREATE INDEX buddy_pair_newcomer ON volunteer.buddy_pair (municipality, newcomer, id);
CREATE INDEX buddy_pair_buddy ON volunteer.buddy_pair (municipality, buddy, id) WHERE buddy IS NOT NULL;
SELECT platform.protect('volunteer.buddy_pair');
GRANT SELECT, INSERT, UPDATE, DELETE ON volunteer.buddy_pair TO oco_app;

-- The note and the reason are sealed under the newcomer's key: it is about them.
CREATE TABLE volunteer.buddy_step (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  pair         uuid NOT NULL,
  step         text COLLATE "C" NOT NULL CHECK (step IN ('SHADOW', 'TOGETHER', 'SOLO')),
  held_date    date NOT NULL,
  support_case uuid,
  again        boolean NOT NULL,
  note         bytea,
  skip_reason  bytea,
  recorded_by  uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, pair) REFERENCES volunteer.buddy_pair (municipality, id) ON DELETE CASCADE
);
COMMENT ON COLUMN volunteer.buddy_step.skip_reason IS 'Why the steps before this one were not needed.';
CREATE INDEX buddy_step_pair ON volunteer.buddy_step (municipality, pair, id);
SELECT platform.protect('volunteer.buddy_step');
GRANT SELECT, INSERT ON volunteer.buddy_step TO oco_app;

ALTER TABLE volunteer.supporter_step ADD COLUMN reason bytea;
COMMENT ON COLUMN volunteer.supporter_step.reason IS 'Why somebody became active without the buddy path; sealed under the supporter''s key.';

-- What the other slices may know: no personal text, and nothing that is sealed.
CREATE OR REPLACE VIEW published.supporter WITH (security_invoker = true) AS
SELECT s.municipality, s.id AS supporter, s.kind, s.state, s.organisation, s.max_cases, s.account, s.stub,
  s.neighbourhood, s.hours_per_week, s.max_travel_minutes, s.travel_by, s.start_date, s.intended_until_date,
  coalesce((SELECT p.step FROM volunteer.buddy_pair p
    WHERE p.municipality = s.municipality AND p.newcomer = s.id AND p.end_date IS NULL), '') AS buddy_step
FROM volunteer.supporter s;

CREATE OR REPLACE VIEW published.supporter_life_domain WITH (security_invoker = true) AS
SELECT municipality, supporter, life_domain, place, CASE level WHEN '' THEN 'EXPERIENCED' ELSE level END AS level
FROM volunteer.supporter_life_domain;

CREATE OR REPLACE VIEW published.supporter_target_group WITH (security_invoker = true) AS
SELECT municipality, supporter, target_group, place, CASE level WHEN '' THEN 'EXPERIENCED' ELSE level END AS level
FROM volunteer.supporter_target_group;

CREATE VIEW published.supporter_language WITH (security_invoker = true) AS
SELECT municipality, supporter, language, place FROM volunteer.supporter_language;

CREATE VIEW published.supporter_rhythm WITH (security_invoker = true) AS
SELECT municipality, supporter, weekday, part FROM volunteer.supporter_rhythm;

CREATE VIEW published.supporter_pause WITH (security_invoker = true) AS
SELECT municipality, supporter, start_date, end_date, kind, max_cases FROM volunteer.supporter_pause WHERE NOT cancelled;

-- Cases that ended with support: experience, counted.
CREATE VIEW published.closed_case WITH (security_invoker = true) AS
SELECT municipality, supporter, application, id AS support_case FROM support.support_case WHERE state = 'CLOSED';

GRANT SELECT ON published.supporter_language, published.supporter_rhythm, published.supporter_pause, published.closed_case TO oco_app;
