// Package clock tells the time as the Netherlands does, wherever the command runs: a server's own
// clock mostly shows UTC, by which an appointment at ten would be at noon in summer, and "today"
// still yesterday after midnight.
package clock

import (
	"time"
	_ "time/tzdata" // the time zone is there on a machine without zone files
)

// Zone is where moments are typed and shown: Europe/Amsterdam.
var Zone = amsterdam()

func amsterdam() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // it is part of this program
	}
	return zone
}
