-- Facts for the monitor: one row per application and per direct answer, keyed by pseudonyms. They
-- hold closed-list values, dates, numbers and pseudonyms, so they outlive the erasure of a
-- dossier. oco_worker projects them from events; oco_report reads them and nothing else.

-- +goose Up
CREATE SCHEMA reporting;
COMMENT ON SCHEMA reporting IS 'Facts: closed-list values, dates, numbers and pseudonyms; nobody can be found in them.';
GRANT USAGE ON SCHEMA reporting TO oco_worker, oco_report;

CREATE TABLE reporting.application_fact (
  municipality           text COLLATE "C" NOT NULL,
  application            uuid NOT NULL,
  resident               uuid NOT NULL,
  application_date       date NOT NULL,
  applicant_kind         text COLLATE "C" NOT NULL,
  channel                text COLLATE "C" NOT NULL,
  life_domains           text[] COLLATE "C" NOT NULL,
  neighbourhood          text COLLATE "C" NOT NULL DEFAULT '',
  referrer               uuid,
  referrer_kind          text COLLATE "C" NOT NULL DEFAULT '',
  urgent                 boolean NOT NULL,
  to_complete            boolean NOT NULL,
  awaiting_consent       boolean NOT NULL,
  origin                 text COLLATE "C" NOT NULL CHECK (origin IN ('LIVE', 'IMPORT')),
  route                  text COLLATE "C" NOT NULL DEFAULT '',
  route_date             date,
  match_date             date,
  match_supporter        uuid,
  open_date              date,
  first_appointment_date date,
  close_date             date,
  outcome                text COLLATE "C" NOT NULL DEFAULT '',
  fit                    text COLLATE "C" NOT NULL DEFAULT '',
  minutes                integer,
  end_reason             text COLLATE "C" NOT NULL DEFAULT '',
  end_date               date,
  merged_into            uuid,
  PRIMARY KEY (municipality, application)
);
COMMENT ON COLUMN reporting.application_fact.application IS 'Pseudonym, like resident, referrer, match_supporter and merged_into.';
COMMENT ON COLUMN reporting.application_fact.match_date IS 'The first day on which a supporter said yes; it stays when the match does not last.';
COMMENT ON COLUMN reporting.application_fact.merged_into IS 'The application that it was the same as; it is counted no more.';
CREATE INDEX application_fact_by_date ON reporting.application_fact (municipality, application_date) WHERE merged_into IS NULL;
SELECT platform.protect('reporting.application_fact');
GRANT SELECT, INSERT, UPDATE ON reporting.application_fact TO oco_worker;
GRANT SELECT ON reporting.application_fact TO oco_report;

CREATE TABLE reporting.direct_answer_fact (
  municipality        text COLLATE "C" NOT NULL,
  direct_answer       uuid NOT NULL,
  life_domain         text COLLATE "C" NOT NULL,
  channel             text COLLATE "C" NOT NULL,
  neighbourhood_point text COLLATE "C" NOT NULL DEFAULT '',
  minutes             integer NOT NULL,
  answer_date         date NOT NULL,
  PRIMARY KEY (municipality, direct_answer)
);
CREATE INDEX direct_answer_fact_by_date ON reporting.direct_answer_fact (municipality, answer_date);
SELECT platform.protect('reporting.direct_answer_fact');
GRANT SELECT, INSERT ON reporting.direct_answer_fact TO oco_worker;
GRANT SELECT ON reporting.direct_answer_fact TO oco_report;

-- The last event that is counted in, for readers of the facts, who see no events.
CREATE TABLE reporting.progress (
  municipality  text COLLATE "C" NOT NULL PRIMARY KEY,
  position      bigint NOT NULL,
  recorded_time timestamptz NOT NULL
);
SELECT platform.protect('reporting.progress');
GRANT SELECT, INSERT, UPDATE (position, recorded_time) ON reporting.progress TO oco_worker;
GRANT SELECT ON reporting.progress TO oco_report;
