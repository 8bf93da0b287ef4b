package matching_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"oco.example/oco/server/matching"
)

// Two places a hundredth of a degree apart, north to south, are 1.112 kilometres apart by the length of a meridian.
var (
	south = matching.Place{Latitude: 51.60, Longitude: 5.07}
	north = matching.Place{Latitude: 51.70, Longitude: 5.07}
)

func TestTravelMinutes(t *testing.T) {
	// 11.12 km in a straight line, 14.46 by road.
	for by, want := range map[string]int{"FOOT": 173, "BICYCLE": 58, "": 58, "PUBLIC_TRANSPORT": 53, "CAR": 30} {
		c := matching.Candidate{Neighbourhood: "zuid", Home: south, TravelBy: by}
		if got, known := c.TravelMinutes(matching.Application{Neighbourhood: "noord", Home: north}); !known || got != want {
			t.Errorf("%q: got %d, %v, want %d", by, got, known, want)
		}
	}
	c := matching.Candidate{Neighbourhood: "zuid", TravelBy: "CAR"}
	if got, known := c.TravelMinutes(matching.Application{Neighbourhood: "zuid"}); !known || got != 0 {
		t.Errorf("the same neighbourhood, wherever it is: got %d, %v", got, known)
	}
	if _, known := c.TravelMinutes(matching.Application{Neighbourhood: "noord", Home: north}); known {
		t.Error("somebody lives nobody knows where")
	}
}

// The chord between two points of the sphere gives the same distance another way.
func TestDistanceAgainstTheChord(t *testing.T) {
	random := rand.New(rand.NewPCG(51, 5))
	somewhere := func() matching.Place {
		return matching.Place{Latitude: 50 + 4*random.Float64(), Longitude: 3 + 5*random.Float64()}
	}
	onSphere := func(p matching.Place) [3]float64 {
		north, east := p.Latitude*math.Pi/180, p.Longitude*math.Pi/180
		return [3]float64{math.Cos(north) * math.Cos(east), math.Cos(north) * math.Sin(east), math.Sin(north)}
	}
	for range 2_000 {
		from, to := somewhere(), somewhere()
		x, y := onSphere(from), onSphere(to)
		chord := math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
		kilometres := 6371 * 2 * math.Asin(chord/2)
		want := kilometres * 1.3 / 15 * 60
		c := matching.Candidate{Neighbourhood: "a", Home: from, TravelBy: "BICYCLE"}
		there, _ := c.TravelMinutes(matching.Application{Neighbourhood: "b", Home: to})
		if math.Abs(float64(there)-want) > 0.51 {
			t.Fatalf("%v to %v: got %d, want %.2f", from, to, there, want)
		}
		back := matching.Candidate{Neighbourhood: "b", Home: to, TravelBy: "BICYCLE"}
		if again, _ := back.TravelMinutes(matching.Application{Neighbourhood: "a", Home: from}); again != there {
			t.Fatalf("%v to %v: %d there and %d back", from, to, there, again)
		}
	}
}

func TestHoursHoldSoManyCases(t *testing.T) {
	for name, c := range map[string]struct {
		hours, minutes, most, want int
	}{
		"hours do not matter":    {8, 60, 3, 3},
		"hours are fewer":        {2, 60, 3, 2},
		"a case takes more":      {8, 180, 5, 2},
		"hours are not counted":  {1, 0, 3, 3},
		"nobody said how many":   {0, 60, 3, 3},
		"not enough for any one": {1, 90, 3, 0},
	} {
		candidate := matching.Candidate{MaxCases: c.most, HoursPerWeek: c.hours, CaseMinutes: c.minutes}
		if got := candidate.Free(matching.Ordinary, today); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}
