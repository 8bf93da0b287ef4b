package migrations_test

import (
	"maps"
	"slices"
)

// withoutRowSecurity are the tables that hold no rows of a municipality, or none about persons,
// with the reason why each needs no row security.
var withoutRowSecurity = map[string]string{
	"public.goose_db_version": "which migrations the database has",

	"admin.municipality": "settings that the public pages show; the door reads them before there is a tenant",
	"admin.code":         "code lists, public like the settings",
	"admin.account":      "the door finds an account before there is a tenant; name and mail are sealed under a key that row security protects",
	"admin.role_grant":   "the door reads what an account may do, in every municipality at once",
	"admin.certificate":  "the door finds an account by the fingerprint of its certificate",

	"meeting.region_offer": "meetings that a municipality offers the others of its region, copied for them to read; it holds no person",
}

// runAsOwner are the functions that run with the rights of their owner.
var runAsOwner = []string{
	"platform.make_log_partitions(integer)",
	"platform.log_hash(timestamp with time zone,timestamp with time zone,bytea)",
	"platform.seal_log(timestamp with time zone)",
	"platform.broken_seals()",
}

func exempt() []string { return slices.Sorted(maps.Keys(withoutRowSecurity)) }
