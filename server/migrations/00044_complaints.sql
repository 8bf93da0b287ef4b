-- Complaints and incidents. Each is a subject of its own (platform.subject_key): what people wrote is sealed under its key,
-- so it can be erased on its own, and with the resident it has to do with.

-- +goose Up
CREATE SCHEMA complaint;
COMMENT ON SCHEMA complaint IS 'Complaints (klachten), safety concerns (veiligheidszorgen) and incidents (incidenten).';
GRANT USAGE ON SCHEMA complaint TO oco_app;

CREATE TABLE complaint.complaint (
  municipality        text COLLATE "C" NOT NULL,
  id                  uuid NOT NULL,
  about               text COLLATE "C" NOT NULL CHECK (about IN ('SUPPORTER', 'COORDINATOR', 'ORGANISATION', 'OTHER')),
  body                bytea NOT NULL,
  name                bytea,
  email               bytea,
  phone               bytea,
  application         uuid,
  dossier             uuid,
  concerned_supporter uuid,
  concerned_account   uuid,
  past_coordinators   boolean NOT NULL,
  state               text COLLATE "C" NOT NULL CHECK (state IN ('RECEIVED', 'ACKNOWLEDGED', 'IN_HANDLING', 'SETTLED')),
  outcome             text COLLATE "C" NOT NULL DEFAULT '' CHECK (outcome IN ('', 'FOUNDED', 'PARTLY_FOUNDED', 'UNFOUNDED', 'WITHDRAWN', 'TALKED')),
  extended            boolean NOT NULL DEFAULT false,
  acknowledge_due     timestamptz NOT NULL,
  acknowledge_time    timestamptz,
  settle_due          timestamptz NOT NULL,
  settle_time         timestamptz,
  entered_by          uuid,
  version             bigint NOT NULL DEFAULT 1,
  create_time         timestamptz NOT NULL,
  update_time         timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state = 'SETTLED') = (settle_time IS NOT NULL AND outcome <> '')),
  CHECK (about <> 'COORDINATOR' OR past_coordinators),
  CHECK ((application IS NULL) = (dossier IS NULL))
);
COMMENT ON COLUMN complaint.complaint.past_coordinators IS 'It concerns a coordinator: none of them reads it.';
COMMENT ON COLUMN complaint.complaint.dossier IS 'The resident it has to do with: erasing them takes the complaint.';
CREATE INDEX complaint_dossier ON complaint.complaint (municipality, dossier) WHERE dossier IS NOT NULL;
CREATE INDEX complaint_supporter ON complaint.complaint (municipality, concerned_supporter) WHERE concerned_supporter IS NOT NULL;
CREATE INDEX complaint_state ON complaint.complaint (municipality, state, id);
CREATE INDEX complaint_open ON complaint.complaint (municipality, id) WHERE settle_time IS NULL;
SELECT platform.protect('complaint.complaint');
GRANT SELECT, INSERT, UPDATE, DELETE ON complaint.complaint TO oco_app;

CREATE TABLE complaint.complaint_step (
  municipality text COLLATE "C" NOT NULL,
  complaint    uuid NOT NULL,
  id           uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('ACKNOWLEDGED', 'NOTED', 'EXTENDED', 'SETTLED')),
  account      uuid NOT NULL,
  note         bytea,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, complaint, id),
  FOREIGN KEY (municipality, complaint) REFERENCES complaint.complaint (municipality, id) ON DELETE CASCADE
);
SELECT platform.protect('complaint.complaint_step');
GRANT SELECT, INSERT, DELETE ON complaint.complaint_step TO oco_app;

CREATE TABLE complaint.incident (
  municipality   text COLLATE "C" NOT NULL,
  id             uuid NOT NULL,
  kind           text COLLATE "C" NOT NULL CHECK (kind IN ('AGGRESSION', 'THREAT', 'ACCIDENT', 'THEFT', 'DATA_LEAK', 'OTHER')),
  incident_date  date NOT NULL,
  body           bytea NOT NULL,
  affected       text COLLATE "C" NOT NULL,
  application    uuid,
  dossier        uuid,
  supporter      uuid,
  reported_by    uuid NOT NULL,
  state          text COLLATE "C" NOT NULL CHECK (state IN ('REPORTED', 'IN_HANDLING', 'CLOSED')),
  aftercare_due  timestamptz,
  aftercare_time timestamptz,
  version        bigint NOT NULL DEFAULT 1,
  create_time    timestamptz NOT NULL,
  update_time    timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((application IS NULL) = (dossier IS NULL))
);
COMMENT ON COLUMN complaint.incident.affected IS 'Words of oco.complaint.v1.IncidentAffected, with commas between them.';
COMMENT ON COLUMN complaint.incident.aftercare_due IS 'Empty when no supporter was affected.';
CREATE INDEX incident_dossier ON complaint.incident (municipality, dossier) WHERE dossier IS NOT NULL;
CREATE INDEX incident_supporter ON complaint.incident (municipality, supporter) WHERE supporter IS NOT NULL;
CREATE INDEX incident_reported_by ON complaint.incident (municipality, reported_by, id);
CREATE INDEX incident_state ON complaint.incident (municipality, state, id);
CREATE INDEX incident_aftercare ON complaint.incident (municipality, id) WHERE aftercare_time IS NULL AND aftercare_due IS NOT NULL;
SELECT platform.protect('complaint.incident');
GRANT SELECT, INSERT, UPDATE, DELETE ON complaint.incident TO oco_app;

CREATE TABLE complaint.incident_step (
  municipality text COLLATE "C" NOT NULL,
  incident     uuid NOT NULL,
  id           uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('NOTED', 'AFTERCARE', 'CLOSED')),
  account      uuid NOT NULL,
  note         bytea,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, incident, id),
  FOREIGN KEY (municipality, incident) REFERENCES complaint.incident (municipality, id) ON DELETE CASCADE
);
SELECT platform.protect('complaint.incident_step');
GRANT SELECT, INSERT, DELETE ON complaint.incident_step TO oco_app;
