// Package admin has the types and rules of functional administration (functioneel beheer):
// municipalities and their settings, code lists, accounts, and above all which account may hold
// which role. That last part carries the independence guarantee of DOMAIN.md ("Who uses it"): an
// account of the municipality never reaches a person, and nobody lets himself in alone.
package admin

import "time"

// Stamp is what every stored thing of this slice has: when it was made and changed, and the
// version that its etag shows.
type Stamp struct {
	CreateTime, UpdateTime time.Time
	Version                int64
}
