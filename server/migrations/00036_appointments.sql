-- Appointments of cases.

-- +goose Up
CREATE TABLE support.appointment (
  municipality  text COLLATE "C" NOT NULL,
  id            uuid NOT NULL,
  support_case  uuid NOT NULL,
  start_time    timestamptz NOT NULL,
  end_time      timestamptz NOT NULL,
  kind          text COLLATE "C" NOT NULL CHECK (kind IN ('HOME', 'NEIGHBOURHOOD_POINT', 'ELSEWHERE', 'PHONE', 'VIDEO')),
  companies     text NOT NULL DEFAULT '',
  place         bytea,
  note          bytea,
  state         text COLLATE "C" NOT NULL CHECK (state IN ('PLANNED', 'HELD', 'CANCELLED', 'MISSED')),
  cancel_reason text COLLATE "C" NOT NULL DEFAULT '' CHECK (cancel_reason IN ('', 'RESIDENT', 'SUPPORTER', 'OTHER')),
  sequence      integer NOT NULL DEFAULT 0,
  version       bigint NOT NULL DEFAULT 1,
  create_time   timestamptz NOT NULL,
  update_time   timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, support_case) REFERENCES support.support_case (municipality, id),
  CHECK (end_time > start_time),
  CHECK ((state = 'CANCELLED') = (cancel_reason <> ''))
);
COMMENT ON TABLE support.appointment IS 'Place and note are sealed under the key of the resident of the case: erased with the resident.';
COMMENT ON COLUMN support.appointment.companies IS 'Who else is there; parted by commas, to show only.';
COMMENT ON COLUMN support.appointment.sequence IS 'Raised by what calendars must take over.';
CREATE INDEX appointment_case ON support.appointment (municipality, support_case, start_time, id);
CREATE INDEX appointment_start ON support.appointment (municipality, start_time, id);
SELECT platform.protect('support.appointment');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.appointment TO oco_app;
