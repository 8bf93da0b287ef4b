-- What supporters claim, who approved it, and how it was paid. Amounts are whole cents.

-- +goose Up
CREATE SCHEMA expense;
COMMENT ON SCHEMA expense IS 'Expense claims (declaraties) and payments.';
GRANT USAGE ON SCHEMA expense TO oco_app;

CREATE TABLE expense.policy (
  municipality    text COLLATE "C" NOT NULL,
  id              uuid NOT NULL,
  start_date      date NOT NULL,
  hour_cents      bigint NOT NULL CHECK (hour_cents >= 0),
  kilometre_cents bigint NOT NULL CHECK (kilometre_cents >= 0),
  hour_limit      bigint NOT NULL CHECK (hour_limit >= 0),
  month_limit     bigint NOT NULL CHECK (month_limit >= 0),
  year_limit      bigint NOT NULL CHECK (year_limit >= 0),
  warn_percent    bigint NOT NULL CHECK (warn_percent BETWEEN 1 AND 100),
  debtor_name     text NOT NULL,
  debtor_iban     text COLLATE "C" NOT NULL,
  recorded_by     uuid,
  create_time     timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON TABLE expense.policy IS 'Never changed: a new version follows. A rate or limit of 0 is not set.';
COMMENT ON COLUMN expense.policy.debtor_iban IS 'The account of the organisation that pays, of no person.';
CREATE INDEX policy_in_force ON expense.policy (municipality, start_date DESC, id DESC);
SELECT platform.protect('expense.policy');
GRANT SELECT, INSERT ON expense.policy TO oco_app;

-- Texts are sealed under the supporter's own key (platform.subject_key); without that key a claim is not read any
-- more. A claim that was paid outlives the supporter without its texts, for the books.
CREATE TABLE expense.claim (
  municipality   text COLLATE "C" NOT NULL,
  id             uuid NOT NULL,
  supporter      uuid NOT NULL,
  state          text COLLATE "C" NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'REFUSED', 'PAID', 'WITHDRAWN')),
  amount_cents   bigint NOT NULL CHECK (amount_cents > 0),
  refusal        bytea,
  entered_by     uuid[] NOT NULL,
  decided_by     uuid,
  decide_time    timestamptz,
  payment_export uuid,
  version        bigint NOT NULL DEFAULT 1,
  create_time    timestamptz NOT NULL,
  update_time    timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  CHECK ((state = 'PAID') = (payment_export IS NOT NULL)),
  CHECK (state NOT IN ('APPROVED', 'REFUSED', 'PAID') OR decided_by <> ALL (entered_by))
);
COMMENT ON COLUMN expense.claim.entered_by IS 'Who entered, changed or submitted it: none of them decides.';
CREATE INDEX claim_supporter ON expense.claim (municipality, supporter, id);
CREATE INDEX claim_state ON expense.claim (municipality, state, id);
SELECT platform.protect('expense.claim');
GRANT SELECT, INSERT, UPDATE, DELETE ON expense.claim TO oco_app;

CREATE TABLE expense.claim_line (
  municipality text COLLATE "C" NOT NULL,
  claim        uuid NOT NULL,
  place        integer NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('HOURS', 'KILOMETRES', 'TICKET')),
  line_date    date NOT NULL,
  quantity     bigint NOT NULL CHECK (quantity > 0),
  support_case uuid,
  description  bytea,
  rate_cents   bigint NOT NULL,
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  PRIMARY KEY (municipality, claim, place),
  FOREIGN KEY (municipality, claim) REFERENCES expense.claim (municipality, id) ON DELETE CASCADE
);
SELECT platform.protect('expense.claim_line');
GRANT SELECT, INSERT, UPDATE, DELETE ON expense.claim_line TO oco_app;

CREATE TABLE expense.bank_details (
  municipality   text COLLATE "C" NOT NULL,
  supporter      uuid NOT NULL,
  iban           bytea NOT NULL,
  account_holder bytea NOT NULL,
  update_time    timestamptz NOT NULL,
  PRIMARY KEY (municipality, supporter)
);
SELECT platform.protect('expense.bank_details');
GRANT SELECT, INSERT, UPDATE, DELETE ON expense.bank_details TO oco_app;

CREATE TABLE expense.payment_export (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  export_date  date NOT NULL,
  debtor_name  text NOT NULL,
  debtor_iban  text COLLATE "C" NOT NULL,
  claims       integer NOT NULL CHECK (claims > 0),
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  over_cents   bigint NOT NULL CHECK (over_cents >= 0),
  recorded_by  uuid,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
SELECT platform.protect('expense.payment_export');
GRANT SELECT, INSERT ON expense.payment_export TO oco_app;

-- The account that a claim was paid to, sealed as the claim is, so that a later change of account changes no payment.
CREATE TABLE expense.payment (
  municipality   text COLLATE "C" NOT NULL,
  payment_export uuid NOT NULL,
  claim          uuid NOT NULL,
  supporter      uuid NOT NULL,
  amount_cents   bigint NOT NULL CHECK (amount_cents > 0),
  over_cents     bigint NOT NULL CHECK (over_cents >= 0),
  iban           bytea,
  account_holder bytea,
  PRIMARY KEY (municipality, payment_export, claim),
  FOREIGN KEY (municipality, payment_export) REFERENCES expense.payment_export (municipality, id)
);
CREATE UNIQUE INDEX payment_claim ON expense.payment (municipality, claim);
CREATE INDEX payment_supporter ON expense.payment (municipality, supporter);
SELECT platform.protect('expense.payment');
GRANT SELECT, INSERT, UPDATE ON expense.payment TO oco_app;
