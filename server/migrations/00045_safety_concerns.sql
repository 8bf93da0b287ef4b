-- Safety concerns with the five steps of the Meldcode, and what to mind at a home visit. All of it is sealed under the key
-- of the resident's dossier, so it is erased with the resident.

-- +goose Up
CREATE TABLE complaint.safety_concern (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  application  uuid NOT NULL,
  dossier      uuid NOT NULL,
  raised_by    uuid NOT NULL,
  acute        boolean NOT NULL,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('OPEN', 'DECIDED')),
  decision     text COLLATE "C" NOT NULL DEFAULT '' CHECK (decision IN ('', 'REPORT', 'HELP', 'REPORT_AND_HELP', 'NOTHING')),
  asked        bytea,
  consult_due  timestamptz NOT NULL,
  consult_time timestamptz,
  decide_due   timestamptz NOT NULL,
  decide_time  timestamptz,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state = 'DECIDED') = (decision <> '' AND decide_time IS NOT NULL))
);
CREATE INDEX safety_concern_application ON complaint.safety_concern (municipality, application, id);
CREATE INDEX safety_concern_dossier ON complaint.safety_concern (municipality, dossier);
CREATE INDEX safety_concern_raised_by ON complaint.safety_concern (municipality, raised_by, id);
CREATE INDEX safety_concern_state ON complaint.safety_concern (municipality, state, id);
CREATE INDEX safety_concern_open ON complaint.safety_concern (municipality, id) WHERE decide_time IS NULL;
SELECT platform.protect('complaint.safety_concern');
GRANT SELECT, INSERT, UPDATE, DELETE ON complaint.safety_concern TO oco_app;

CREATE TABLE complaint.safety_record (
  municipality   text COLLATE "C" NOT NULL,
  safety_concern uuid NOT NULL,
  id             uuid NOT NULL,
  step           text COLLATE "C" NOT NULL CHECK (step IN ('SIGNALS', 'CONSULT', 'TALK', 'WEIGH', 'DECIDE')),
  skipped        boolean NOT NULL,
  note           bytea NOT NULL,
  account        uuid NOT NULL,
  second_account uuid,
  second_person  bytea,
  create_time    timestamptz NOT NULL,
  PRIMARY KEY (municipality, safety_concern, id),
  FOREIGN KEY (municipality, safety_concern) REFERENCES complaint.safety_concern (municipality, id) ON DELETE CASCADE,
  CHECK (NOT skipped OR step IN ('CONSULT', 'TALK')),
  CHECK (step <> 'DECIDE' OR second_person IS NOT NULL OR second_account IS NOT NULL),
  CHECK (second_account IS DISTINCT FROM account)
);
COMMENT ON TABLE complaint.safety_record IS 'Never changed: another record follows.';
SELECT platform.protect('complaint.safety_record');
GRANT SELECT, INSERT, DELETE ON complaint.safety_record TO oco_app;

CREATE TABLE complaint.home_visit_risk (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  application  uuid NOT NULL,
  dossier      uuid NOT NULL,
  warning      bytea NOT NULL,
  recorded_by  uuid NOT NULL,
  end_time     timestamptz,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
CREATE INDEX home_visit_risk_standing ON complaint.home_visit_risk (municipality, application, id) WHERE end_time IS NULL;
CREATE INDEX home_visit_risk_dossier ON complaint.home_visit_risk (municipality, dossier);
SELECT platform.protect('complaint.home_visit_risk');
GRANT SELECT, INSERT, UPDATE, DELETE ON complaint.home_visit_risk TO oco_app;
