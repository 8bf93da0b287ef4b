package importer

import "time"

// RetryAfter sets how long an import stands still that met a fault.
func (i *Importer) RetryAfter(d time.Duration) { i.retryAfter = d }

// What tests count with.
const (
	Patience   = patience
	MostFaults = mostFaults
)
