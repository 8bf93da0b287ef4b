// Package migrations holds the schema of the database as SQL files, one per step, in the order of
// their numbers. They only go forward, and each is safe while the version before it still runs.
package migrations

import "embed"

// FS holds the files.
//
//go:embed *.sql
var FS embed.FS
