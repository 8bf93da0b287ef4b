-- Support cases: from the resident's yes to the close.

-- +goose Up
CREATE SCHEMA support;
COMMENT ON SCHEMA support IS 'Support cases (ondersteuningstrajecten).';
GRANT USAGE ON SCHEMA support TO oco_app;

CREATE TABLE support.support_case (
  municipality           text COLLATE "C" NOT NULL,
  id                     uuid NOT NULL,
  application            uuid NOT NULL,
  dossier                uuid NOT NULL,
  supporter              uuid NOT NULL,
  state                  text COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'ON_HOLD', 'CLOSED')),
  life_domains           text NOT NULL DEFAULT '',
  application_date       date NOT NULL,
  open_date              date NOT NULL,
  first_appointment_date date,
  close_date             date,
  need                   bytea,
  outcome                text COLLATE "C" NOT NULL DEFAULT '',
  fit                    text COLLATE "C" NOT NULL DEFAULT '' CHECK (fit IN ('', 'YES', 'PARTLY', 'NO')),
  minutes                integer NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 60000),
  origin                 text COLLATE "C" NOT NULL CHECK (origin IN ('LIVE', 'IMPORT')),
  version                bigint NOT NULL DEFAULT 1,
  create_time            timestamptz NOT NULL,
  update_time            timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state = 'CLOSED') = (close_date IS NOT NULL))
);
COMMENT ON COLUMN support.support_case.dossier IS 'The subject under whose key the need is sealed: erased with the resident.';
COMMENT ON COLUMN support.support_case.life_domains IS 'What the application was about when the case opened; parted by commas, to show only.';
CREATE UNIQUE INDEX support_case_one_open ON support.support_case (municipality, application) WHERE state <> 'CLOSED';
CREATE INDEX support_case_application ON support.support_case (municipality, application, id);
CREATE INDEX support_case_supporter ON support.support_case (municipality, supporter, id);
CREATE INDEX support_case_state ON support.support_case (municipality, state, id);
CREATE INDEX support_case_load ON support.support_case (municipality, supporter) WHERE state <> 'CLOSED';
SELECT platform.protect('support.support_case');
GRANT SELECT, INSERT, UPDATE ON support.support_case TO oco_app;

-- Cases that are open or on hold.
CREATE VIEW published.open_case WITH (security_invoker = true) AS
SELECT municipality, supporter, application, id AS support_case
FROM support.support_case
WHERE state <> 'CLOSED';

-- What counts against a supporter's max_cases: one row for each open case and for each accepted
-- offer that waits for the resident.
CREATE VIEW published.supporter_load WITH (security_invoker = true) AS
SELECT municipality, supporter, application FROM published.open_case
UNION ALL
SELECT municipality, supporter, application FROM published.waiting_offer;

GRANT SELECT ON published.open_case, published.supporter_load TO oco_app;
