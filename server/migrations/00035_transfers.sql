-- Who is on a case beside its supporter, who comes after, and what they see.

-- +goose Up
ALTER TABLE support.support_case
  ADD COLUMN second_supporter uuid CHECK (second_supporter <> supporter),
  ADD COLUMN seen_from_time timestamptz,
  ADD COLUMN successor_view text COLLATE "C" NOT NULL DEFAULT '' CHECK (successor_view IN ('', 'MINIMUM', 'GOALS', 'EVERYTHING')),
  ADD COLUMN successor_view_time timestamptz,
  ADD COLUMN successor_view_account uuid;
COMMENT ON COLUMN support.support_case.seen_from_time IS 'When who supports now took over: what was before is seen as far as the resident chose. NULL: they were there from the start.';
COMMENT ON COLUMN support.support_case.successor_view IS 'What the resident chose that a successor sees; empty: nothing was chosen, which is the minimum.';
CREATE INDEX support_case_second ON support.support_case (municipality, second_supporter, id);

CREATE TABLE support.transfer (
  municipality   text COLLATE "C" NOT NULL,
  id             uuid NOT NULL,
  support_case   uuid NOT NULL,
  from_supporter uuid NOT NULL,
  kind           text COLLATE "C" NOT NULL CHECK (kind IN ('INFORMAL', 'FORMAL')),
  reason         text COLLATE "C" NOT NULL CHECK (reason IN ('COMPLEX', 'NO_CLICK', 'ACQUAINTED', 'TIME', 'ILL', 'LEAVING', 'RESIDENT_ASKED', 'OTHER')),
  note           bytea,
  successor      uuid,
  first_contact  boolean NOT NULL,
  state          text COLLATE "C" NOT NULL CHECK (state IN ('ASKED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
  ask_date       date NOT NULL,
  answer_date    date,
  by_phone       boolean NOT NULL DEFAULT false,
  version        bigint NOT NULL DEFAULT 1,
  create_time    timestamptz NOT NULL,
  update_time    timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  FOREIGN KEY (municipality, support_case) REFERENCES support.support_case (municipality, id),
  CHECK ((state = 'ASKED') = (answer_date IS NULL)),
  CHECK (state <> 'ACCEPTED' OR successor IS NOT NULL)
);
COMMENT ON COLUMN support.transfer.note IS 'Sealed under the key of the resident''s dossier.';
CREATE UNIQUE INDEX transfer_one_asked ON support.transfer (municipality, support_case) WHERE state = 'ASKED';
CREATE INDEX transfer_case ON support.transfer (municipality, support_case, id DESC);
CREATE INDEX transfer_from ON support.transfer (municipality, from_supporter, id DESC);
CREATE INDEX transfer_successor ON support.transfer (municipality, successor, id DESC) WHERE successor IS NOT NULL;
CREATE INDEX transfer_state ON support.transfer (municipality, state, id DESC);
SELECT platform.protect('support.transfer');
GRANT SELECT, INSERT, UPDATE, DELETE ON support.transfer TO oco_app;
