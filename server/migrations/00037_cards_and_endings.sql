-- What is told when a case closes beside need, outcome and fit; thank-you cards.

-- +goose Up
CREATE TABLE support.case_ending (
  municipality         text COLLATE "C" NOT NULL,
  support_case         uuid NOT NULL,
  resident_fit         text COLLATE "C" NOT NULL CHECK (resident_fit IN ('', 'YES', 'PARTLY', 'NO')),
  life_domains         text NOT NULL,
  supporter_told_date  date,
  referrer_told        boolean NOT NULL,
  PRIMARY KEY (municipality, support_case),
  FOREIGN KEY (municipality, support_case) REFERENCES support.support_case (municipality, id)
);
COMMENT ON COLUMN support.case_ending.life_domains IS 'What it turned out to be about; parted by commas, to show only.';
COMMENT ON COLUMN support.case_ending.referrer_told IS 'With the consent of the resident.';
SELECT platform.protect('support.case_ending');
GRANT SELECT, INSERT, DELETE ON support.case_ending TO oco_app;

CREATE TABLE support.case_referral (
  municipality text COLLATE "C" NOT NULL,
  support_case uuid NOT NULL,
  position     integer NOT NULL,
  organisation bytea NOT NULL,
  reason       text COLLATE "C" NOT NULL CHECK (reason IN ('STRUCTURAL', 'EXPERTISE', 'COMPANY', 'OTHER')),
  PRIMARY KEY (municipality, support_case, position),
  FOREIGN KEY (municipality, support_case) REFERENCES support.case_ending (municipality, support_case)
);
COMMENT ON COLUMN support.case_referral.organisation IS 'Sealed under the key of the resident of the case: erased with the resident.';
SELECT platform.protect('support.case_referral');
GRANT SELECT, INSERT, DELETE ON support.case_referral TO oco_app;

CREATE TABLE support.card_batch (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  label        text NOT NULL,
  cards        integer NOT NULL CHECK (cards BETWEEN 1 AND 400),
  code         text COLLATE "C" NOT NULL,
  uses         bigint NOT NULL DEFAULT 0,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  UNIQUE (municipality, code)
);
COMMENT ON TABLE support.card_batch IS 'Printed thank-you cards: a code tells a batch, never a case or a person.';
SELECT platform.protect('support.card_batch');
GRANT SELECT, INSERT, UPDATE ON support.card_batch TO oco_app;
