-- The people who support residents: who they are, what they know, where they stand.

-- +goose Up
CREATE SCHEMA volunteer;
COMMENT ON SCHEMA volunteer IS 'Supporters (cliëntondersteuners), informal and formal.';
GRANT USAGE ON SCHEMA volunteer TO oco_app;

-- Names, phones, mails and lived experience are sealed under the supporter's own key
-- (platform.subject_key); without that key a row is not read any more.
CREATE TABLE volunteer.supporter (
  municipality              text COLLATE "C" NOT NULL,
  id                        uuid NOT NULL,
  kind                      text COLLATE "C" NOT NULL CHECK (kind IN ('INFORMAL', 'FORMAL', '')),
  name                      bytea,
  phone                     bytea,
  email                     bytea,
  organisation              text COLLATE "C" NOT NULL DEFAULT '',
  neighbourhood             text COLLATE "C" NOT NULL DEFAULT '',
  max_cases                 integer NOT NULL CHECK (max_cases BETWEEN 0 AND 100),
  hours_per_week            integer NOT NULL CHECK (hours_per_week BETWEEN 0 AND 60),
  lived_experience          bytea,
  lived_experience_note     bytea,
  conduct_certificate_until date,
  confidentiality_signed    boolean NOT NULL,
  trained                   boolean NOT NULL,
  buddy                     uuid,
  account                   uuid,
  state                     text COLLATE "C" NOT NULL CHECK (state IN
    ('APPLICANT', 'IN_TRAINING', 'WITH_BUDDY', 'ACTIVE', 'PAUSED', 'SUSPENDED', 'LEFT')),
  stub                      boolean NOT NULL DEFAULT false,
  version                   bigint NOT NULL DEFAULT 1,
  create_time               timestamptz NOT NULL,
  update_time               timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, buddy) REFERENCES volunteer.supporter (municipality, id),
  CHECK (kind <> '' OR stub),
  CHECK (kind <> 'FORMAL' OR organisation <> '')
);
COMMENT ON COLUMN volunteer.supporter.stub IS 'Known by name from imported history only; the kind may be unknown ('''').';
COMMENT ON COLUMN volunteer.supporter.conduct_certificate_until IS 'The certificate (VOG) was seen; it is never stored.';
CREATE UNIQUE INDEX supporter_account ON volunteer.supporter (municipality, account) WHERE account IS NOT NULL;
CREATE INDEX supporter_state ON volunteer.supporter (municipality, state, id);
CREATE INDEX supporter_candidate ON volunteer.supporter (municipality, id) WHERE state <> 'LEFT' AND NOT stub;
CREATE INDEX supporter_organisation ON volunteer.supporter (municipality, organisation, id) WHERE organisation <> '';
CREATE INDEX supporter_buddy ON volunteer.supporter (municipality, buddy) WHERE buddy IS NOT NULL;
SELECT platform.protect('volunteer.supporter');
GRANT SELECT, INSERT, UPDATE ON volunteer.supporter TO oco_app;

CREATE TABLE volunteer.supporter_life_domain (
  municipality text COLLATE "C" NOT NULL,
  supporter    uuid NOT NULL,
  life_domain  text COLLATE "C" NOT NULL CHECK (life_domain IN ('WMO', 'CARE', 'PREVENTIVE_CARE', 'YOUTH', 'EDUCATION',
    'WELFARE', 'HOUSING', 'WORK', 'INCOME')),
  place        smallint NOT NULL,
  PRIMARY KEY (municipality, supporter, life_domain),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE
);
CREATE INDEX supporter_by_life_domain ON volunteer.supporter_life_domain (municipality, life_domain, supporter);
SELECT platform.protect('volunteer.supporter_life_domain');
GRANT SELECT, INSERT, DELETE ON volunteer.supporter_life_domain TO oco_app;

CREATE TABLE volunteer.supporter_target_group (
  municipality text COLLATE "C" NOT NULL,
  supporter    uuid NOT NULL,
  target_group text COLLATE "C" NOT NULL,
  place        smallint NOT NULL,
  PRIMARY KEY (municipality, supporter, target_group),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE
);
SELECT platform.protect('volunteer.supporter_target_group');
GRANT SELECT, INSERT, DELETE ON volunteer.supporter_target_group TO oco_app;

CREATE TABLE volunteer.supporter_language (
  municipality text COLLATE "C" NOT NULL,
  supporter    uuid NOT NULL,
  language     text COLLATE "C" NOT NULL,
  place        smallint NOT NULL,
  PRIMARY KEY (municipality, supporter, language),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE
);
SELECT platform.protect('volunteer.supporter_language');
GRANT SELECT, INSERT, DELETE ON volunteer.supporter_language TO oco_app;

-- What a supporter is found by: keyed hashes, one for each word of the name, for the whole name,
-- the phone number, the mail address and the person.
CREATE TABLE volunteer.search_key (
  municipality text COLLATE "C" NOT NULL,
  hash         bytea NOT NULL,
  supporter    uuid NOT NULL,
  PRIMARY KEY (municipality, hash, supporter),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE
);
CREATE INDEX search_key_supporter ON volunteer.search_key (municipality, supporter);
SELECT platform.protect('volunteer.search_key');
GRANT SELECT, INSERT, DELETE ON volunteer.search_key TO oco_app;

-- How a supporter came to stand where they stand.
CREATE TABLE volunteer.supporter_step (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  supporter    uuid NOT NULL,
  step         text COLLATE "C" NOT NULL CHECK (step IN ('CREATED', 'MOVED', 'NAMED_IN_HISTORY', 'IMPORTED', 'JOINED')),
  state        text COLLATE "C" NOT NULL,
  actor        uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE
);
COMMENT ON COLUMN volunteer.supporter_step.state IS 'The state after the step.';
CREATE INDEX supporter_step_supporter ON volunteer.supporter_step (municipality, supporter, id);
SELECT platform.protect('volunteer.supporter_step');
GRANT SELECT, INSERT ON volunteer.supporter_step TO oco_app;

-- What the other slices may know: no personal text.
CREATE VIEW published.supporter WITH (security_invoker = true) AS
SELECT municipality, id AS supporter, kind, state, organisation, max_cases, account, stub
FROM volunteer.supporter;

CREATE VIEW published.supporter_life_domain WITH (security_invoker = true) AS
SELECT municipality, supporter, life_domain, place FROM volunteer.supporter_life_domain;

CREATE VIEW published.supporter_target_group WITH (security_invoker = true) AS
SELECT municipality, supporter, target_group, place FROM volunteer.supporter_target_group;

GRANT SELECT ON published.supporter, published.supporter_life_domain, published.supporter_target_group TO oco_app;
