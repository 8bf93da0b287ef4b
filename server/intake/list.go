package intake

import "strconv"

// Filter says which applications a list holds; what is empty does not narrow.
type Filter struct {
	States     []string
	Route      string
	LifeDomain string
	Urgent     bool
	ToComplete bool
	// Resident is the person, by any of their dossiers.
	Resident string
}

// Order is how a list of applications is sorted.
type Order int

// The orders of the worklist.
const (
	// NewestFirst is by identifier, which begins with the time, downwards.
	NewestFirst Order = iota
	// OldestFirst is the same upwards.
	OldestFirst
	// MostUrgentFirst is by latest day, then the oldest.
	MostUrgentFirst
	// MostPressingFirst is by what is promised: the urgent, then what is due first.
	MostPressingFirst
)

// Keys names the columns of an order: the keys of its page tokens.
func (o Order) Keys() string {
	return [...]string{"id desc", "id", "urgency_order, id", "clock_order, id"}[o]
}

// Key is where a row stands in the order.
func (o Order) Key(a Application) []string {
	switch o {
	case MostUrgentFirst:
		return []string{a.UrgencyOrder(), a.ID}
	case MostPressingFirst:
		return []string{strconv.FormatInt(a.ClockOrder, 10), a.ID}
	default:
		return []string{a.ID}
	}
}

// UrgencyOrder is the place in the worklist: the latest day, else the day of an urgent
// application, else after all others.
func (a Application) UrgencyOrder() string {
	switch {
	case a.Urgency.LatestDay != "":
		return a.Urgency.LatestDay
	case a.Urgency.Reason != "":
		return a.Day
	default:
		return "infinity"
	}
}

// Twin is an application of another dossier and what the two people have in common: "person",
// "phone", "email", "address".
type Twin struct {
	Application Application
	Equal       []string
}
