package pg

import (
	"database/sql"
	"time"
)

// Null is NULL for what is empty.
func Null(text string) sql.NullString { return sql.NullString{String: text, Valid: text != ""} }

// NullTime is NULL for the zero moment.
func NullTime(moment time.Time) sql.NullTime {
	return sql.NullTime{Time: moment, Valid: !moment.IsZero()}
}
