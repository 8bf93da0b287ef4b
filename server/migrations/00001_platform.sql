-- The rooms that every slice stands on: tenant protection, keys, once-only requests, events,
-- jobs and the processing log. The roles exist before this runs; oco_owner runs it.

-- +goose Up
CREATE SCHEMA platform;
COMMENT ON SCHEMA platform IS 'What every slice needs; slices reach it through platform rooms in Go.';
CREATE SCHEMA published;
COMMENT ON SCHEMA published IS 'Views that one slice offers the others, each with security_invoker.';

GRANT USAGE ON SCHEMA platform, published TO oco_door, oco_app, oco_worker, oco_report;
GRANT SELECT ON public.goose_db_version TO oco_door, oco_app, oco_worker, oco_report;

-- platform.protect puts row security on a table with a column municipality: a transaction reaches
-- the rows of its own tenant, and without a tenant none. The owner is held by it as well.
-- platform_rows is for the few tables that also serve calls about no municipality at all (an
-- administrator of the platform): their rows carry '' and are reached only without a tenant.
-- +goose StatementBegin
CREATE FUNCTION platform.protect(target regclass, platform_rows boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant text := CASE WHEN platform_rows
    THEN $q$coalesce(current_setting('oco.municipality', true), '')$q$
    ELSE $q$nullif(current_setting('oco.municipality', true), '')$q$ END;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s USING (municipality = %s)', target, tenant);
END
$$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION platform.protect(regclass, boolean) FROM PUBLIC;

-- The secret of a municipality, from which its keyed hashes are derived; wrapped by the
-- controller's key-encryption key.
CREATE TABLE platform.municipality_secret (
  municipality text COLLATE "C" NOT NULL PRIMARY KEY,
  version      integer NOT NULL DEFAULT 1,
  wrapped      bytea NOT NULL,
  create_time  timestamptz NOT NULL DEFAULT now()
);
SELECT platform.protect('platform.municipality_secret', true);
GRANT SELECT, INSERT ON platform.municipality_secret TO oco_app, oco_worker;

-- The data key of one person (a resident's dossier, a supporter, a referrer's contact, an
-- account's holder), wrapped by the key-encryption key. Erasure deletes the row. log_id is the
-- pseudonym under which the processing log knows the person.
CREATE TABLE platform.subject_key (
  municipality text COLLATE "C" NOT NULL,
  subject      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind ~ '^[A-Z][A-Z_]*$'),
  version      integer NOT NULL,
  wrapped      bytea NOT NULL,
  log_id       uuid NOT NULL,
  create_time  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (municipality, subject),
  UNIQUE (municipality, log_id)
);
SELECT platform.protect('platform.subject_key', true);
GRANT SELECT, INSERT, UPDATE (version, wrapped), DELETE ON platform.subject_key TO oco_app, oco_worker;

-- One row for each write that came with a request_id, made in the transaction of its effect.
CREATE TABLE platform.request (
  municipality text COLLATE "C" NOT NULL,
  caller       text COLLATE "C" NOT NULL,
  method       text COLLATE "C" NOT NULL,
  request_id   text COLLATE "C" NOT NULL,
  body_hash    bytea NOT NULL,
  resource_id  text,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, caller, method, request_id)
);
COMMENT ON COLUMN platform.request.body_hash IS 'HMAC of the body; no body is stored.';
CREATE INDEX request_by_age ON platform.request (municipality, create_time);
SELECT platform.protect('platform.request', true);
GRANT SELECT, INSERT, UPDATE (resource_id) ON platform.request TO oco_app;
GRANT SELECT, INSERT, UPDATE (resource_id), DELETE ON platform.request TO oco_worker;

-- The position of a municipality's last event. Its row is locked from the append to the commit.
CREATE TABLE platform.event_clock (
  municipality text COLLATE "C" NOT NULL PRIMARY KEY,
  position     bigint NOT NULL CHECK (position > 0)
);
SELECT platform.protect('platform.event_clock');
GRANT SELECT, INSERT, UPDATE (position) ON platform.event_clock TO oco_app, oco_worker;

-- What happened, append-only and kept. Nobody who serves may change or remove a row.
CREATE TABLE platform.event (
  municipality  text COLLATE "C" NOT NULL,
  position      bigint NOT NULL,
  kind          text COLLATE "C" NOT NULL,
  occurred_time timestamptz NOT NULL,
  recorded_time timestamptz NOT NULL,
  origin        text COLLATE "C" NOT NULL CHECK (origin IN ('LIVE', 'IMPORT')),
  payload       bytea NOT NULL,
  PRIMARY KEY (municipality, position)
);
COMMENT ON COLUMN platform.event.kind IS 'Full name of the message in payload (binary).';
SELECT platform.protect('platform.event');
GRANT SELECT, INSERT ON platform.event TO oco_app, oco_worker;

-- How far each consumer has come, stored together with the effect of the events it has seen.
CREATE TABLE platform.event_place (
  municipality text COLLATE "C" NOT NULL,
  consumer     text COLLATE "C" NOT NULL,
  position     bigint NOT NULL CHECK (position >= 0),
  PRIMARY KEY (municipality, consumer)
);
SELECT platform.protect('platform.event_place');
GRANT SELECT, INSERT, UPDATE (position) ON platform.event_place TO oco_worker;

-- Work for later: timers and sending. The same key of a kind is queued once.
CREATE TABLE platform.job (
  municipality text COLLATE "C" NOT NULL,
  id           uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL,
  key          text COLLATE "C" NOT NULL,
  due_time     timestamptz NOT NULL,
  payload      bytea NOT NULL,
  attempts     integer NOT NULL DEFAULT 0,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (municipality, id),
  UNIQUE (municipality, kind, key)
);
COMMENT ON COLUMN platform.job.payload IS 'Identifiers only, never personal data.';
CREATE INDEX job_due ON platform.job (municipality, due_time);
SELECT platform.protect('platform.job');
GRANT SELECT, INSERT, UPDATE (due_time, attempts), DELETE ON platform.job TO oco_app, oco_worker;

-- The processing log (Logboek Dataverwerkingen). The columns from role to result are for our own
-- audit and are never exported.
CREATE TABLE platform.processing_log (
  municipality   text COLLATE "C" NOT NULL,
  id             uuid NOT NULL,
  log_time       timestamptz NOT NULL,
  start_time     timestamptz NOT NULL,
  trace_id       bytea NOT NULL CHECK (octet_length(trace_id) = 16),
  span_id        bytea NOT NULL CHECK (octet_length(span_id) = 8),
  parent_span_id bytea CHECK (octet_length(parent_span_id) = 8),
  status         text COLLATE "C" NOT NULL CHECK (status IN ('UNSET', 'OK', 'ERROR')),
  name           text NOT NULL,
  activity       text NOT NULL,
  subjects       uuid[] NOT NULL,
  method         text COLLATE "C" NOT NULL,
  role           integer NOT NULL,
  actor          uuid,
  origin         text NOT NULL,
  result         text COLLATE "C" NOT NULL,
  PRIMARY KEY (municipality, log_time, id)
) PARTITION BY RANGE (log_time);
SELECT platform.protect('platform.processing_log', true);
GRANT INSERT ON platform.processing_log TO oco_door, oco_app, oco_worker;

CREATE TABLE platform.processing_log_default PARTITION OF platform.processing_log DEFAULT;
ALTER TABLE platform.processing_log_default ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- platform.make_log_partitions makes the partitions of this month and of the given number of
-- months after it, and returns how many were missing. A partition has row security and no policy
-- of its own: it is reached through the log or not at all. A month of which rows already lie in
-- the default partition stays there.
-- +goose StatementBegin
CREATE FUNCTION platform.make_log_partitions(months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  first date := date_trunc('month', now())::date;
  month date;
  part  text;
  made  integer := 0;
BEGIN
  IF months NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'months must lie between 0 and 120';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('platform.make_log_partitions'));
  FOR i IN 0..months LOOP
    month := first + make_interval(months => i);
    part := 'processing_log_' || to_char(month, 'YYYYMM');
    CONTINUE WHEN to_regclass('platform.' || part) IS NOT NULL;
    BEGIN
      EXECUTE format('CREATE TABLE platform.%I PARTITION OF platform.processing_log FOR VALUES FROM (%L) TO (%L)',
        part, month::timestamptz, (month + interval '1 month')::timestamptz);
      EXECUTE format('ALTER TABLE platform.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
      made := made + 1;
    EXCEPTION WHEN check_violation THEN
      RAISE NOTICE 'rows of % lie in the default partition', part;
    END;
  END LOOP;
  RETURN made;
END
$$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION platform.make_log_partitions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.make_log_partitions(integer) TO oco_worker;
SELECT platform.make_log_partitions(12);

-- The processing log is sealed from time to time: each seal hashes the rows since the one before
-- it, together with that one's hash. Who changes, adds or removes a sealed row breaks its seal; who
-- mends that seal breaks the next (BIO2 8.15.06). Nobody who serves writes here but through
-- platform.seal_log.
CREATE TABLE platform.log_seal (
  municipality text COLLATE "C" NOT NULL,
  until_time   timestamptz NOT NULL,
  rows         bigint NOT NULL,
  hash         bytea NOT NULL,
  create_time  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (municipality, until_time)
);
COMMENT ON COLUMN platform.log_seal.until_time IS 'Rows before this moment are sealed by this or an earlier seal.';
SELECT platform.protect('platform.log_seal', true);

-- platform.log_hash hashes the tenant's rows from one moment until another, on top of a hash.
-- +goose StatementBegin
CREATE FUNCTION platform.log_hash(since timestamptz, until timestamptz, previous bytea, OUT rows bigint, OUT hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' SET bytea_output = 'hex' AS $$
  SELECT count(*), sha256(previous || coalesce(
    string_agg(sha256(convert_to(l::text, 'UTF8')), ''::bytea ORDER BY l.log_time, l.id), ''::bytea))
  FROM platform.processing_log l
  WHERE l.municipality = coalesce(current_setting('oco.municipality', true), '') AND l.log_time >= since AND l.log_time < until
$$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION platform.log_hash(timestamptz, timestamptz, bytea) FROM PUBLIC;

-- platform.seal_log seals the tenant's rows until a moment and returns how many there were. That
-- moment lies so far back that no transaction from before it still runs.
-- +goose StatementBegin
CREATE FUNCTION platform.seal_log(until timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant text := coalesce(current_setting('oco.municipality', true), '');
  last   platform.log_seal;
  sealed record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('platform.seal_log'), hashtext(tenant));
  SELECT * INTO last FROM platform.log_seal s WHERE s.municipality = tenant ORDER BY s.until_time DESC LIMIT 1;
  IF until <= coalesce(last.until_time, '-infinity') THEN
    RETURN 0;
  END IF;
  SELECT * INTO sealed FROM platform.log_hash(coalesce(last.until_time, '-infinity'), until, coalesce(last.hash, ''::bytea));
  INSERT INTO platform.log_seal (municipality, until_time, rows, hash) VALUES (tenant, until, sealed.rows, sealed.hash);
  RETURN sealed.rows;
END
$$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION platform.seal_log(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.seal_log(timestamptz) TO oco_worker;

-- platform.broken_seals returns the tenant's seals whose rows are not what was sealed.
-- +goose StatementBegin
CREATE FUNCTION platform.broken_seals() RETURNS TABLE (until_time timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH seals AS (
    SELECT s.until_time, s.rows, s.hash, lag(s.until_time, 1, '-infinity') OVER chain AS since, lag(s.hash, 1, ''::bytea) OVER chain AS previous
    FROM platform.log_seal s WHERE s.municipality = coalesce(current_setting('oco.municipality', true), '')
    WINDOW chain AS (ORDER BY s.until_time)
  )
  SELECT seals.until_time FROM seals, LATERAL platform.log_hash(seals.since, seals.until_time, seals.previous) now
  WHERE (seals.rows, seals.hash) IS DISTINCT FROM (now.rows, now.hash) ORDER BY seals.until_time
$$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION platform.broken_seals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.broken_seals() TO oco_worker;
