-- Intake: dossiers of residents, applications, triage, direct answers, households, referrers,
-- imports. Personal text is bytea, sealed under the key of its subject.

-- +goose Up
CREATE SCHEMA intake;
GRANT USAGE ON SCHEMA intake TO oco_app, oco_worker;

CREATE TABLE intake.household (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (municipality, id)
);
SELECT platform.protect('intake.household');
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.household TO oco_app;

-- A dossier is one resident in one municipality.
CREATE TABLE intake.dossier (
  municipality         text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  name                 bytea NOT NULL,
  phone                bytea,
  email                bytea,
  postcode             bytea,
  house_number         bytea,
  neighbourhood        text NOT NULL DEFAULT '',
  preferred_channel    text NOT NULL DEFAULT ''
    CHECK (preferred_channel IN ('', 'PHONE', 'EMAIL', 'POST', 'NEIGHBOURHOOD_POINT', 'TRUSTED_PERSON')),
  interpreter_language text NOT NULL DEFAULT '',
  no_post              boolean NOT NULL DEFAULT false,
  no_email             boolean NOT NULL DEFAULT false,
  no_phone             boolean NOT NULL DEFAULT false,
  no_voicemail         boolean NOT NULL DEFAULT false,
  no_calendar          boolean NOT NULL DEFAULT false,
  safe_instruction     bytea,
  household            uuid,
  merged_into          uuid,
  create_time          timestamptz NOT NULL,
  update_time          timestamptz NOT NULL,
  version              bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, household) REFERENCES intake.household (municipality, id),
  FOREIGN KEY (municipality, merged_into) REFERENCES intake.dossier (municipality, id)
);
COMMENT ON COLUMN intake.dossier.merged_into IS 'The dossier that this one was found to be the same person as; this one keeps its key and rows.';
CREATE INDEX dossier_household ON intake.dossier (municipality, household) WHERE household IS NOT NULL;
CREATE INDEX dossier_merged ON intake.dossier (municipality, merged_into) WHERE merged_into IS NOT NULL;
SELECT platform.protect('intake.dossier');
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.dossier TO oco_app;

-- Keyed hashes by which a person is found again; equality only.
CREATE TABLE intake.search_key (
  municipality text COLLATE "C" NOT NULL,
  hash         bytea NOT NULL,
  dossier      uuid NOT NULL,
  PRIMARY KEY (municipality, hash, dossier),
  FOREIGN KEY (municipality, dossier) REFERENCES intake.dossier (municipality, id)
);
CREATE INDEX search_key_dossier ON intake.search_key (municipality, dossier);
SELECT platform.protect('intake.search_key');
GRANT SELECT, INSERT, DELETE ON intake.search_key TO oco_app;

CREATE TABLE intake.referrer_organisation (
  municipality   text COLLATE "C" NOT NULL,
  id             uuid NOT NULL,
  name           text NOT NULL,
  name_key       text COLLATE "C" NOT NULL,
  kind           text NOT NULL,
  partner_status text NOT NULL DEFAULT '' CHECK (partner_status IN ('', 'KNOWN', 'INFORMED', 'ACTIVE')),
  create_time    timestamptz NOT NULL,
  update_time    timestamptz NOT NULL,
  version        bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (municipality, id),
  UNIQUE (municipality, name_key)
);
COMMENT ON COLUMN intake.referrer_organisation.name_key IS 'The name without regard to case, accents and spaces.';
CREATE INDEX referrer_organisation_kind ON intake.referrer_organisation (municipality, kind, name_key);
SELECT platform.protect('intake.referrer_organisation');
GRANT SELECT, INSERT, UPDATE ON intake.referrer_organisation TO oco_app;

-- A referrer is the pair of a name and an organisation; history may know only one of the two.
CREATE TABLE intake.referrer (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  organisation uuid,
  pair_key     bytea NOT NULL,
  name         bytea,
  phone        bytea,
  email        bytea,
  account      uuid,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (municipality, id),
  UNIQUE (municipality, pair_key),
  UNIQUE (municipality, account),
  FOREIGN KEY (municipality, organisation) REFERENCES intake.referrer_organisation (municipality, id)
);
COMMENT ON COLUMN intake.referrer.pair_key IS 'Keyed hash of the name and of the organisation''s id.';
CREATE INDEX referrer_by_organisation ON intake.referrer (municipality, organisation, id);
SELECT platform.protect('intake.referrer');
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.referrer TO oco_app;

CREATE TABLE intake.application (
  municipality        text COLLATE "C" NOT NULL,
  id                  uuid NOT NULL,
  dossier             uuid NOT NULL,
  state               text COLLATE "C" NOT NULL CHECK (state IN ('RECEIVED', 'AWAITING_CONSENT', 'ANSWERED', 'OWN_NETWORK',
    'HANDED_OVER', 'REFERRED', 'WAITING_FOR_MATCH', 'OFFERED', 'MATCHED', 'IN_SUPPORT', 'CLOSED', 'ENDED', 'MERGED')),
  receipt_key         bytea NOT NULL,
  applicant_kind      text NOT NULL CHECK (applicant_kind IN ('RESIDENT', 'NEAR_PERSON', 'REFERRER')),
  applicant_name      bytea,
  applicant_phone     bytea,
  applicant_email     bytea,
  applicant_relation  bytea,
  organisation        text NOT NULL DEFAULT '',
  referrer            uuid,
  channel             text NOT NULL CHECK (channel IN ('', 'WEBSITE', 'PHONE', 'EMAIL', 'NEIGHBOURHOOD_POINT', 'OUTREACH')),
  question            bytea,
  life_domains        text[] NOT NULL DEFAULT '{}',
  sub_themes          text[] NOT NULL DEFAULT '{}',
  target_groups       text[] NOT NULL DEFAULT '{}',
  neighbourhood       text NOT NULL DEFAULT '',
  stage               text NOT NULL DEFAULT ''
    CHECK (stage IN ('', 'BEFORE_ENQUIRY', 'BEFORE_CONVERSATION', 'AFTER_DECISION', 'OBJECTION')),
  urgency_reason      text NOT NULL DEFAULT ''
    CHECK (urgency_reason IN ('', 'EVICTION', 'CUT_OFF', 'OBJECTION_TERM', 'APPOINTMENT', 'OTHER')),
  urgency_latest_date date,
  urgency_note        bytea,
  urgency_order       date NOT NULL DEFAULT 'infinity',
  call_back           bytea,
  route               text NOT NULL DEFAULT ''
    CHECK (route IN ('', 'ANSWERED', 'OWN_NETWORK', 'INFORMAL', 'FORMAL', 'ACCESS_TEAM', 'REFERRED')),
  to_complete         text[] NOT NULL DEFAULT '{}',
  end_reason          text NOT NULL DEFAULT ''
    CHECK (end_reason IN ('', 'WITHDRAWN', 'UNREACHABLE', 'MOVED', 'DECEASED', 'NO_CONSENT', 'NOT_OCO')),
  merged_into         uuid,
  origin              text NOT NULL CHECK (origin IN ('LIVE', 'IMPORT')),
  application_date    date NOT NULL,
  promise_date        date,
  entered_by          uuid,
  create_time         timestamptz NOT NULL,
  update_time         timestamptz NOT NULL,
  version             bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (municipality, id),
  UNIQUE (municipality, receipt_key),
  FOREIGN KEY (municipality, dossier) REFERENCES intake.dossier (municipality, id),
  FOREIGN KEY (municipality, referrer) REFERENCES intake.referrer (municipality, id),
  FOREIGN KEY (municipality, merged_into) REFERENCES intake.application (municipality, id)
);
COMMENT ON COLUMN intake.application.channel IS 'Empty for imported history that does not say.';
COMMENT ON COLUMN intake.application.receipt_key IS 'Keyed hash of the receipt code, by which it is looked up.';
COMMENT ON COLUMN intake.application.urgency_order IS 'The latest date, else the day of an urgent application, else infinity: the order of the worklist.';
COMMENT ON COLUMN intake.application.life_domains IS 'For showing; application_life_domain holds the same for finding.';
CREATE INDEX application_by_state ON intake.application (municipality, state, id);
CREATE INDEX application_by_urgency ON intake.application (municipality, urgency_order, id);
CREATE INDEX application_by_state_urgency ON intake.application (municipality, state, urgency_order, id);
CREATE INDEX application_by_dossier ON intake.application (municipality, dossier, id);
CREATE INDEX application_by_entry ON intake.application (municipality, entered_by, id) WHERE entered_by IS NOT NULL;
CREATE INDEX application_by_referrer ON intake.application (municipality, referrer, id) WHERE referrer IS NOT NULL;
SELECT platform.protect('intake.application');
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.application TO oco_app;

CREATE TABLE intake.application_life_domain (
  municipality text COLLATE "C" NOT NULL,
  life_domain  text COLLATE "C" NOT NULL CHECK (life_domain IN
    ('WMO', 'CARE', 'PREVENTIVE_CARE', 'YOUTH', 'EDUCATION', 'WELFARE', 'HOUSING', 'WORK', 'INCOME')),
  application  uuid NOT NULL,
  PRIMARY KEY (municipality, life_domain, application),
  FOREIGN KEY (municipality, application) REFERENCES intake.application (municipality, id) ON DELETE CASCADE
);
CREATE INDEX application_life_domain_application ON intake.application_life_domain (municipality, application);
SELECT platform.protect('intake.application_life_domain');
GRANT SELECT, INSERT, DELETE ON intake.application_life_domain TO oco_app;

-- Judgements are kept: the newest counts.
CREATE TABLE intake.triage_decision (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  application  uuid NOT NULL,
  route        text NOT NULL CHECK (route IN ('ANSWERED', 'OWN_NETWORK', 'INFORMAL', 'FORMAL', 'ACCESS_TEAM', 'REFERRED')),
  grounds      bytea,
  decided_by   uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, application) REFERENCES intake.application (municipality, id) ON DELETE CASCADE
);
CREATE INDEX triage_decision_by_application ON intake.triage_decision (municipality, application, id);
SELECT platform.protect('intake.triage_decision');
GRANT SELECT, INSERT, DELETE ON intake.triage_decision TO oco_app;

CREATE TABLE intake.direct_answer (
  municipality        text COLLATE "C" NOT NULL,
  id                  uuid NOT NULL,
  life_domain         text NOT NULL,
  channel             text NOT NULL,
  neighbourhood_point text NOT NULL DEFAULT '',
  minutes             integer NOT NULL CHECK (minutes >= 0),
  answer_date         date NOT NULL,
  recorded_by         uuid,
  create_time         timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
CREATE INDEX direct_answer_by_recorder ON intake.direct_answer (municipality, recorded_by, id);
SELECT platform.protect('intake.direct_answer');
GRANT SELECT, INSERT ON intake.direct_answer TO oco_app;

CREATE TABLE intake.representative (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  dossier      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('PARENT', 'AUTHORISED', 'MENTOR', 'ADMINISTRATOR', 'GUARDIAN')),
  name         bytea NOT NULL,
  phone        bytea,
  email        bytea,
  extent       bytea,
  seen_date    date,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, dossier) REFERENCES intake.dossier (municipality, id)
);
CREATE INDEX representative_by_dossier ON intake.representative (municipality, dossier, id);
SELECT platform.protect('intake.representative');
GRANT SELECT, INSERT, DELETE ON intake.representative TO oco_app;

-- A recorded yes or no; never changed, the newest of its kind counts.
CREATE TABLE intake.consent (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  dossier      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('SUPPORT', 'STATUS_TO_REFERRER', 'HEALTH_DATA', 'HANDOVER')),
  given        boolean NOT NULL,
  manner       bytea,
  given_date   date NOT NULL,
  recorded_by  uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, dossier) REFERENCES intake.dossier (municipality, id)
);
CREATE INDEX consent_by_dossier ON intake.consent (municipality, dossier, kind, id);
SELECT platform.protect('intake.consent');
GRANT SELECT, INSERT, DELETE ON intake.consent TO oco_app;

-- An import keeps its file, sealed under a key of its own, until the last row has a result.
CREATE TABLE intake.import (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('APPLICATIONS', 'SUPPORTERS')),
  file_name    bytea,
  file         bytea,
  file_key     bytea,
  state        text NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
  dry_run      boolean NOT NULL,
  mapping      jsonb NOT NULL DEFAULT '[]',
  columns      jsonb NOT NULL DEFAULT '[]',
  rows         integer NOT NULL DEFAULT 0,
  rows_done    integer NOT NULL DEFAULT 0,
  imported     integer NOT NULL DEFAULT 0,
  to_complete  integer NOT NULL DEFAULT 0,
  duplicate    integer NOT NULL DEFAULT 0,
  refused      integer NOT NULL DEFAULT 0,
  skipped      integer NOT NULL DEFAULT 0,
  failure      text NOT NULL DEFAULT '',
  account      uuid,
  language     text NOT NULL DEFAULT 'nl',
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
CREATE INDEX import_running ON intake.import (municipality, id) WHERE state = 'RUNNING';
SELECT platform.protect('intake.import');
GRANT SELECT, INSERT, UPDATE ON intake.import TO oco_app;

CREATE TABLE intake.import_row (
  municipality      text COLLATE "C" NOT NULL,
  import            uuid NOT NULL,
  line              integer NOT NULL,
  row_number        text NOT NULL DEFAULT '',
  result            text COLLATE "C" NOT NULL CHECK (result IN ('IMPORTED', 'DUPLICATE', 'REFUSED', 'SKIPPED')),
  to_complete       boolean NOT NULL DEFAULT false,
  remarks           jsonb NOT NULL DEFAULT '[]',
  resource          uuid,
  duplicate_of_line integer NOT NULL DEFAULT 0,
  PRIMARY KEY (municipality, import, line),
  FOREIGN KEY (municipality, import) REFERENCES intake.import (municipality, id)
);
COMMENT ON COLUMN intake.import_row.remarks IS 'Rules and their arguments; never personal data.';
CREATE INDEX import_row_by_result ON intake.import_row (municipality, import, result, line);
SELECT platform.protect('intake.import_row');
GRANT SELECT, INSERT ON intake.import_row TO oco_app;

-- The key under which a row of an import is known again: person and application day. It outlives
-- the import, so that the same file, sorted or extended, adds only what is new.
CREATE TABLE intake.import_key (
  municipality text COLLATE "C" NOT NULL,
  hash         bytea NOT NULL,
  application  uuid NOT NULL,
  PRIMARY KEY (municipality, hash),
  FOREIGN KEY (municipality, application) REFERENCES intake.application (municipality, id) ON DELETE CASCADE
);
SELECT platform.protect('intake.import_key');
GRANT SELECT, INSERT, DELETE ON intake.import_key TO oco_app;
