-- Webhooks: events of a municipality that are delivered to an address.

-- +goose Up
CREATE SCHEMA events;
COMMENT ON SCHEMA events IS 'The slice events: who gets events delivered. The events themselves are platform.event.';
GRANT USAGE ON SCHEMA events TO oco_app, oco_worker;

CREATE TABLE events.webhook_subscription (
  municipality  text COLLATE "C" NOT NULL,
  id            uuid NOT NULL,
  url           text NOT NULL,
  event_types   text[] NOT NULL,
  state         text NOT NULL CHECK (state IN ('ACTIVE', 'PAUSED', 'STOPPED')),
  position      bigint NOT NULL CHECK (position >= 0),
  success_time  timestamptz,
  failure_time  timestamptz,
  failure       text NOT NULL DEFAULT '' CHECK (failure IN ('', 'UNREACHABLE', 'TIMEOUT', 'ADDRESS', 'REDIRECT', 'REFUSED', 'FAULT', 'GONE')),
  failing_since timestamptz,
  attempts      integer NOT NULL DEFAULT 0,
  retry_time    timestamptz,
  claim         uuid,
  claim_until   timestamptz,
  version       bigint NOT NULL DEFAULT 1,
  create_time   timestamptz NOT NULL,
  update_time   timestamptz NOT NULL,
  PRIMARY KEY (municipality, id)
);
COMMENT ON COLUMN events.webhook_subscription.claim IS 'Of the replica that delivers, until claim_until; whoever takes it away is not answered to any more.';
CREATE INDEX webhook_subscription_active ON events.webhook_subscription (municipality, id) WHERE state = 'ACTIVE';
SELECT platform.protect('events.webhook_subscription');
GRANT SELECT, INSERT, UPDATE, DELETE ON events.webhook_subscription TO oco_app;
GRANT SELECT, UPDATE (state, position, success_time, failure_time, failure, failing_since, attempts, retry_time, claim, claim_until, version, update_time)
  ON events.webhook_subscription TO oco_worker;
