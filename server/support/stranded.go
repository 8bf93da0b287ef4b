package support

import "oco.example/oco/server/platform/sealed"

// Stranded is a running case whose supporter is away or gone: somebody has to see to it.
type Stranded struct {
	View
	SupporterName sealed.Text
	// Reason is a name of the contract without prefix.
	Reason string
	// Start and End are the first and last day of the pause, YYYY-MM-DD; empty for who is gone, and End while nobody knows.
	Start, End string
}
