package matching

import (
	"math"

	"oco.example/oco/server/matching/score"
)

// Place is a point on the map: degrees north and east (WGS 84). The zero value is not known.
type Place struct{ Latitude, Longitude float64 }

// IsKnown reports whether the place is known.
func (p Place) IsKnown() bool { return p != Place{} }

// pace is how fast somebody gets along, and what it takes to set out: waiting, parking.
type pace struct{ kilometresPerHour, minutesBefore float64 }

// paces are ours, for short ways in and around a town; they rank people, and plan nobody's journey. Who did not say how
// they travel is taken to come by bicycle.
var paces = map[string]pace{
	"FOOT": {5, 0}, "BICYCLE": {15, 0}, "": {15, 0}, "PUBLIC_TRANSPORT": {20, 10}, "CAR": {35, 5},
}

const (
	// earth is its mean radius in kilometres.
	earth = 6371
	// detour is how much longer a way is than a straight line.
	detour = 1.3
	// usualReach is how many minutes somebody travels who did not say.
	usualReach = 30
)

// kilometres is the distance in a straight line (haversine).
func (p Place) kilometres(to Place) float64 {
	radians := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	square := func(x float64) float64 { return x * x }
	h := square(math.Sin(radians(to.Latitude-p.Latitude)/2)) +
		math.Cos(radians(p.Latitude))*math.Cos(radians(to.Latitude))*square(math.Sin(radians(to.Longitude-p.Longitude)/2))
	return 2 * earth * math.Asin(math.Min(1, math.Sqrt(h)))
}

// TravelMinutes is about how long the supporter is on the way to the resident, in whole minutes; 0 in the same
// neighbourhood. It is not known when either place is not.
func (c Candidate) TravelMinutes(a Application) (minutes int, known bool) {
	switch {
	case c.IsNeighbour(a):
		return 0, true
	case !c.Home.IsKnown() || !a.Home.IsKnown():
		return 0, false
	}
	p := paces[c.TravelBy]
	return int(math.Round(p.minutesBefore + c.Home.kilometres(a.Home)*detour/p.kilometresPerHour*60)), true
}

// Reach is how many minutes the supporter travels.
func (c Candidate) Reach() int {
	if c.MaxTravelMinutes > 0 {
		return c.MaxTravelMinutes
	}
	return usualReach
}

// near is how little the way asks of the supporter. Of two neighbourhoods of which nobody knows how far apart they are,
// another one is half of the same.
func (c Candidate) near(a Application) int {
	minutes, known := c.TravelMinutes(a)
	if !known {
		return score.Elsewhere
	}
	return score.Near(minutes, c.Reach())
}
