-- Other roles of supporters and what a municipality lets them do, ties between supporters and residents, and the
-- organisation that a question is about.

-- +goose Up
CREATE TABLE volunteer.role_purity_policy (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('INFORMAL', 'FORMAL')),
  start_date   date NOT NULL,
  rules        jsonb NOT NULL,
  otherwise    text COLLATE "C" NOT NULL CHECK (otherwise IN ('NOTE', 'SAME_CONCERNED', 'ALL_MATCHES')),
  recorded_by  uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON TABLE volunteer.role_purity_policy IS 'Never changed: a new version follows. Before the first the standard one counts, which stands in the program.';
CREATE INDEX role_purity_policy_in_force ON volunteer.role_purity_policy (municipality, kind, start_date DESC, id DESC);
SELECT platform.protect('volunteer.role_purity_policy');
GRANT SELECT, INSERT ON volunteer.role_purity_policy TO oco_app;

CREATE TABLE volunteer.other_role (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  supporter    uuid NOT NULL,
  role         text COLLATE "C" NOT NULL,
  organisation text NOT NULL DEFAULT '',
  since_date   date NOT NULL,
  until_date   date,
  mistaken     boolean NOT NULL DEFAULT false,
  recorded_by  uuid,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, supporter) REFERENCES volunteer.supporter (municipality, id) ON DELETE CASCADE,
  CHECK (until_date >= since_date)
);
COMMENT ON COLUMN volunteer.other_role.role IS 'A code of the list OTHER_ROLE.';
COMMENT ON COLUMN volunteer.other_role.until_date IS 'The last day of it; empty while it goes on.';
COMMENT ON COLUMN volunteer.other_role.mistaken IS 'It was recorded by mistake, and counts on no day.';
CREATE INDEX other_role_supporter ON volunteer.other_role (municipality, supporter, id);
SELECT platform.protect('volunteer.other_role');
GRANT SELECT, INSERT, UPDATE ON volunteer.other_role TO oco_app;

INSERT INTO admin.code (municipality, id, list, code, label_nl, label_en, position, create_time, update_time)
SELECT m.municipality, gen_random_uuid(), 'OTHER_ROLE', role.code, role.label_nl, role.label_en, role.position, now(), now()
FROM admin.municipality m CROSS JOIN (VALUES
  ('advocate', 'Belangenbehartiger', 'Advocate', 10), ('buddy_visitor', 'Maatje of bezoekvrijwilliger', 'Buddy-visitor', 20),
  ('access_team', 'Medewerker van de Toegang', 'Member of the access team', 30),
  ('care_employee', 'Medewerker van een zorgaanbieder', 'Care provider''s employee', 40),
  ('other', 'Andere functie', 'Other role', 50)) AS role (code, label_nl, label_en, position);

-- Sealed, both under the supporter's own key. Of the address there is a search key too, the same as a resident's.
ALTER TABLE volunteer.supporter ADD COLUMN postcode bytea, ADD COLUMN house_number bytea;

CREATE TABLE matching.tie (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  application  uuid NOT NULL,
  dossier      uuid NOT NULL,
  supporter    uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('FAMILY', 'ACQUAINTED', 'NEIGHBOUR', 'OTHER_ROLE', 'OTHER')),
  note         bytea,
  recorded_by  uuid,
  ended_by     uuid,
  end_time     timestamptz,
  version      bigint NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON TABLE matching.tie IS 'Between a supporter and a resident; erased with either.';
COMMENT ON COLUMN matching.tie.note IS 'Sealed under the resident''s key.';
COMMENT ON COLUMN matching.tie.end_time IS 'Empty while it stands.';
CREATE INDEX tie_dossier ON matching.tie (municipality, dossier, id);
CREATE INDEX tie_supporter ON matching.tie (municipality, supporter, id);
SELECT platform.protect('matching.tie');
GRANT SELECT, INSERT, UPDATE, DELETE ON matching.tie TO oco_app;

ALTER TABLE intake.application ADD COLUMN concerned_organisation bytea;
COMMENT ON COLUMN intake.application.concerned_organisation IS 'The organisation that the question is about, sealed as the question is.';

-- Which dossiers are of one person, and which supporters live where they do: that two keys are equal, never the keys.
CREATE VIEW published.same_person WITH (security_invoker = true) AS
SELECT one.municipality, one.id AS dossier, other.id AS other
FROM intake.dossier one JOIN intake.dossier other ON other.municipality = one.municipality AND other.person = one.person;

CREATE VIEW published.same_address WITH (security_invoker = true) AS
SELECT r.municipality, r.dossier, s.supporter
FROM intake.search_key r JOIN volunteer.search_key s ON s.municipality = r.municipality AND s.hash = r.hash;

GRANT SELECT ON published.same_person, published.same_address TO oco_app;
