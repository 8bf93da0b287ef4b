package meeting

import "time"

// Filter narrows a list of meetings; what is empty does not.
type Filter struct {
	Kind  Kind
	State State
	// From and Until are moments: those that begin then or later, and before.
	From, Until time.Time
}

// Place is where a page of meetings begins: after the meeting that begins then, with this id.
type Place struct {
	Start time.Time
	ID    string
}

// Offer is a meeting as the municipalities of the region see it.
type Offer struct {
	Meeting
	// Organiser is the municipality whose it is, OrganiserName what it is called, OrganiserPhone whom to call.
	Organiser, OrganiserName, OrganiserPhone string
}
