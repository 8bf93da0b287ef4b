package privacy

import "time"

// DossierCopy is what is recorded of a resident, as it is printed.
type DossierCopy struct {
	// Time is when it was made.
	Time  time.Time
	Parts []CopyPart
}

// CopyPart is one thing: an application, a consent, a case.
type CopyPart struct {
	// Kind is a word of the platform, Time when it was recorded.
	Kind  string
	Time  time.Time
	Lines []CopyLine
}

// CopyLine is one line of it.
type CopyLine struct {
	// Name is a word of the platform, Value what stands there.
	Name, Value string
	// FreeText says that somebody typed the value.
	FreeText bool
	// LeftOut says that it is about somebody else.
	LeftOut bool
}
