-- Promise clocks: what was promised to a resident, when it is broken, and what was told of it. And what was
-- told of requirements that lapse.

-- +goose Up
ALTER TABLE admin.municipality
  ADD COLUMN promise_every_day boolean NOT NULL DEFAULT false,
  ADD COLUMN promise_match_days integer NOT NULL DEFAULT 0 CHECK (promise_match_days BETWEEN 0 AND 60),
  ADD COLUMN promise_made_days integer NOT NULL DEFAULT 2 CHECK (promise_made_days BETWEEN 0 AND 60),
  ADD COLUMN promise_held_days integer NOT NULL DEFAULT 2 CHECK (promise_held_days BETWEEN 0 AND 60),
  ADD COLUMN promise_urgent_match_hours integer NOT NULL DEFAULT 4 CHECK (promise_urgent_match_hours BETWEEN 0 AND 80),
  ADD COLUMN promise_urgent_made_days integer NOT NULL DEFAULT 1 CHECK (promise_urgent_made_days BETWEEN 0 AND 60),
  ADD COLUMN promise_urgent_held_days integer NOT NULL DEFAULT 1 CHECK (promise_urgent_held_days BETWEEN 0 AND 60),
  ADD COLUMN promise_warning_hours integer NOT NULL DEFAULT 2 CHECK (promise_warning_hours BETWEEN 0 AND 80);
COMMENT ON COLUMN admin.municipality.promise_every_day IS 'Promises count days of the calendar instead of working days.';
COMMENT ON COLUMN admin.municipality.promise_warning_hours IS 'So many working hours before the breach somebody is warned; 0: never.';

-- What a municipality promises, for who keeps the clocks.
CREATE VIEW published.promise_terms WITH (security_invoker = true) AS
SELECT municipality, promise_every_day AS every_day, promise_match_days AS match_days, promise_made_days AS made_days,
  promise_held_days AS held_days, promise_urgent_match_hours AS urgent_match_hours, promise_urgent_made_days AS urgent_made_days,
  promise_urgent_held_days AS urgent_held_days, promise_warning_hours AS warning_hours
FROM admin.municipality;
GRANT SELECT ON published.promise_terms TO oco_app;

CREATE TABLE intake.promise_clock (
  municipality text COLLATE "C" NOT NULL,
  application  uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('MATCH', 'APPOINTMENT_MADE', 'APPOINTMENT_HELD')),
  since_time   timestamptz,
  used_days    integer NOT NULL DEFAULT 0,
  urgent_time  timestamptz,
  latest_date  date,
  due_time     timestamptz,
  warn_time    timestamptz,
  kept_time    timestamptz,
  warned_time  timestamptz,
  told_time    timestamptz,
  look_time    timestamptz,
  PRIMARY KEY (municipality, application, kind),
  FOREIGN KEY (municipality, application) REFERENCES intake.application (municipality, id) ON DELETE CASCADE,
  CHECK ((due_time IS NULL) = (warn_time IS NULL))
);
COMMENT ON TABLE intake.promise_clock IS 'Of applications that were made here since there are clocks; imported history has none.';
COMMENT ON COLUMN intake.promise_clock.since_time IS 'NULL: it stands still.';
COMMENT ON COLUMN intake.promise_clock.look_time IS 'When there is something to tell of it next; NULL: nothing more.';
CREATE INDEX promise_clock_look ON intake.promise_clock (municipality, look_time, application) WHERE look_time IS NOT NULL;
SELECT platform.protect('intake.promise_clock');
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.promise_clock TO oco_app;

ALTER TABLE intake.application ADD COLUMN clock_order bigint NOT NULL DEFAULT 9223372036854775807;
COMMENT ON COLUMN intake.application.clock_order IS 'What is due first of what is promised, the urgent before all others; the largest number without: the order of the worklist.';
CREATE INDEX application_by_clock ON intake.application (municipality, clock_order, id);
CREATE INDEX application_by_state_clock ON intake.application (municipality, state, clock_order, id);

ALTER TABLE support.support_case ADD COLUMN appointment_made_date date, ADD COLUMN appointment_time timestamptz;
COMMENT ON COLUMN support.support_case.appointment_made_date IS 'The day on which the first appointment was made.';
COMMENT ON COLUMN support.support_case.appointment_time IS 'For when it was made.';

CREATE TABLE volunteer.requirement_told (
  municipality text COLLATE "C" NOT NULL,
  supporter    uuid NOT NULL,
  requirement  text COLLATE "C" NOT NULL,
  until_date   date NOT NULL,
  standing     text COLLATE "C" NOT NULL CHECK (standing IN ('WARNS', 'LAPSED')),
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, supporter, requirement, until_date, standing),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE
);
COMMENT ON TABLE volunteer.requirement_told IS 'That whoever watches was told that a requirement lapses, or lapsed: once for each last day.';
SELECT platform.protect('volunteer.requirement_told');
GRANT SELECT, INSERT, DELETE ON volunteer.requirement_told TO oco_app;
