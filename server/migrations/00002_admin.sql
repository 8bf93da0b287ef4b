-- Functional administration: municipalities and their settings, code lists, accounts, what each
-- account may do, and the certificates of systems. These are tables of the platform: the door
-- reads them before there is a tenant, so they carry no row security. The one thing in them that
-- is about persons, name and mail of an account, is sealed under a key that does.

-- +goose Up
CREATE SCHEMA admin;
COMMENT ON SCHEMA admin IS 'Municipalities, code lists, accounts and grants; without row security, see 00002_admin.sql.';
GRANT USAGE ON SCHEMA admin TO oco_door, oco_app, oco_worker;

CREATE TABLE admin.municipality (
  municipality         text COLLATE "C" NOT NULL PRIMARY KEY CHECK (municipality ~ '^gm[0-9]{4}$'),
  name                 text NOT NULL,
  region               text COLLATE "C" NOT NULL DEFAULT '',
  active               boolean NOT NULL DEFAULT true,
  contact_name         text NOT NULL DEFAULT '',
  phone                text NOT NULL DEFAULT '',
  email                text NOT NULL DEFAULT '',
  website              text NOT NULL DEFAULT '',
  introduction         text NOT NULL DEFAULT '',
  privacy              text NOT NULL DEFAULT '',
  promise_working_days integer NOT NULL DEFAULT 2 CHECK (promise_working_days BETWEEN 0 AND 30),
  opening_hours        jsonb NOT NULL DEFAULT '[]',
  neighbourhood_points jsonb NOT NULL DEFAULT '[]',
  create_time          timestamptz NOT NULL,
  update_time          timestamptz NOT NULL,
  version              bigint NOT NULL DEFAULT 1
);
CREATE INDEX municipality_by_name ON admin.municipality (name COLLATE "C", municipality);
CREATE INDEX municipality_by_region ON admin.municipality (region, municipality);
GRANT SELECT ON admin.municipality TO oco_door, oco_app, oco_worker;
GRANT INSERT, UPDATE ON admin.municipality TO oco_app;

CREATE TABLE admin.code (
  municipality text COLLATE "C" NOT NULL REFERENCES admin.municipality,
  id           uuid NOT NULL,
  list         text COLLATE "C" NOT NULL
    CHECK (list IN ('REFERRER_KIND', 'OUTCOME', 'SUB_THEME', 'TARGET_GROUP', 'NEIGHBOURHOOD')),
  code         text COLLATE "C" NOT NULL CHECK (code ~ '^[a-z0-9_]{1,60}$'),
  label_nl     text NOT NULL,
  label_en     text NOT NULL DEFAULT '',
  life_domain  text COLLATE "C" NOT NULL DEFAULT '',
  words        text[] NOT NULL DEFAULT '{}',
  position     integer NOT NULL DEFAULT 0,
  active       boolean NOT NULL DEFAULT true,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (municipality, id),
  CONSTRAINT code_once UNIQUE (municipality, list, code)
);
COMMENT ON COLUMN admin.code.words IS 'Words by which an import knows the entry.';
CREATE INDEX code_in_order ON admin.code (municipality, list, position, code);
GRANT SELECT ON admin.code TO oco_app, oco_worker;
GRANT INSERT, UPDATE ON admin.code TO oco_app;

CREATE TABLE admin.account (
  id           uuid NOT NULL PRIMARY KEY,
  municipality text COLLATE "C" NOT NULL REFERENCES admin.municipality,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('PERSON', 'SYSTEM')),
  name         bytea NOT NULL,
  email        bytea,
  issuer       text COLLATE "C" NOT NULL DEFAULT '',
  subject      text COLLATE "C" NOT NULL DEFAULT '',
  municipal    boolean NOT NULL,
  active       boolean NOT NULL DEFAULT true,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  CHECK ((issuer = '') = (subject = ''))
);
COMMENT ON COLUMN admin.account.municipality IS 'The home municipality: it keeps the account and, in its tenant, the key of the name.';
COMMENT ON COLUMN admin.account.municipal IS 'An account of the municipality itself; set once, never changed (the independence guarantee).';
CREATE UNIQUE INDEX account_by_sign_in ON admin.account (issuer, subject) WHERE issuer <> '';
CREATE INDEX account_by_municipality ON admin.account (municipality, id);
GRANT SELECT ON admin.account TO oco_app, oco_worker;
GRANT SELECT (id, municipality, kind, issuer, subject, active) ON admin.account TO oco_door;
GRANT INSERT, UPDATE (name, email, issuer, subject, active, update_time, version) ON admin.account TO oco_app;

-- One role of one account. An empty municipality is a grant on the platform, which only the
-- server's own command gives. The numbers of role are those of oco.common.v1.Role.
CREATE TABLE admin.role_grant (
  id           uuid NOT NULL PRIMARY KEY,
  municipality text COLLATE "C" NOT NULL,
  account      uuid NOT NULL REFERENCES admin.account,
  role         integer NOT NULL CHECK (role BETWEEN 1 AND 14),
  organisation text NOT NULL DEFAULT '',
  region       text COLLATE "C" NOT NULL DEFAULT '',
  until_date   date,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('PENDING', 'ACTIVE', 'REVOKED')),
  given_by     uuid REFERENCES admin.account,
  confirmed_by uuid REFERENCES admin.account,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  CHECK (given_by IS DISTINCT FROM account AND confirmed_by IS DISTINCT FROM account),
  CHECK (confirmed_by IS NULL OR confirmed_by IS DISTINCT FROM given_by)
);
COMMENT ON COLUMN admin.role_grant.given_by IS 'NULL: given by the command of the server, not by a person.';
COMMENT ON COLUMN admin.role_grant.until_date IS 'The last day on which it counts, Europe/Amsterdam.';
CREATE UNIQUE INDEX role_grant_once ON admin.role_grant (municipality, account, role, organisation, region) WHERE state <> 'REVOKED';
CREATE INDEX role_grant_by_account ON admin.role_grant (account, state);
CREATE INDEX role_grant_by_municipality ON admin.role_grant (municipality, id);
CREATE INDEX role_grant_by_municipality_account ON admin.role_grant (municipality, account, id);
CREATE INDEX role_grant_of_account_giver ON admin.role_grant (given_by);
CREATE INDEX role_grant_of_account_confirmer ON admin.role_grant (confirmed_by);
GRANT SELECT ON admin.role_grant TO oco_door, oco_app, oco_worker;
GRANT INSERT, UPDATE (state, given_by, confirmed_by, update_time, version) ON admin.role_grant TO oco_app;

-- A client certificate of a system, known by the SHA-256 of the certificate.
CREATE TABLE admin.certificate (
  id           uuid NOT NULL PRIMARY KEY,
  municipality text COLLATE "C" NOT NULL,
  account      uuid NOT NULL REFERENCES admin.account,
  fingerprint  text COLLATE "C" NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  until_date   date NOT NULL,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  CONSTRAINT certificate_once UNIQUE (fingerprint)
);
CREATE INDEX certificate_by_account ON admin.certificate (municipality, account, id);
GRANT SELECT ON admin.certificate TO oco_door, oco_app, oco_worker;
GRANT INSERT, DELETE ON admin.certificate TO oco_app;

-- What the other slices may read.
CREATE VIEW published.code_label WITH (security_invoker = true) AS
SELECT municipality, list, code, label_nl, label_en, position, active
FROM admin.code;
COMMENT ON VIEW published.code_label IS 'What people read for an entry of a code list, also for one that can no longer be chosen.';
GRANT SELECT ON published.code_label TO oco_app, oco_worker;
