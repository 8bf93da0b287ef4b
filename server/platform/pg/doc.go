// Package pg is the room between the slices and Postgres: pool, transaction, tenant, once-only
// requests, processing log, events, statement cache, migrations. Everything a slice does in the
// database happens inside DB.Read, DB.Write or Once; there is no way to a statement outside a
// transaction, so there is none without a tenant.
//
// The driver (lib/pq) is imported here and nowhere else.
package pg
