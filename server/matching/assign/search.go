package assign

import (
	"context"
	"math"
	"slices"
)

// far is where nobody was reached.
const far = math.MaxInt64

// search finds, for one application after the other, the way that costs least to an end. A way
// goes from an application to a supporter that it wishes for, from there to an application that
// they have, and on. The cost of a step to a supporter is what worth and price are over the score.
type search struct {
	*network
	// distance is what the way to each supporter costs, via the application from which it comes.
	distance []int64
	via      []int32
	// reached are the supporters with a distance, settled those whose distance is final.
	reached, settled []int32
	// here are the supporters as far as the search has come; the others that wait are in line.
	here []int32
	line line
	come int64
	// bound is the distance of the nearest end: a free place with the supporter endsAt or, when
	// that is None, the application out, which stays without.
	bound       int64
	endsAt, out int32
	// steps is how many applications were gone on from since prices were raised.
	steps int
}

// placeAll takes the applications one by one, those with the highest best score first.
func placeAll(ctx context.Context, n *network, ways *ways) error {
	s := search{network: n, distance: slices.Repeat([]int64{far}, len(n.supporters)), via: make([]int32, len(n.supporters))}
	for a := range n.applications {
		if err := ctx.Err(); err != nil {
			return err
		}
		if s.steps > 2*len(n.applications) { // raising goes once over the pairs, these steps twice
			ways.raise()
			s.steps = 0
		}
		s.take(int32(a))
	}
	return nil
}

// take gives an application what is best for all that were taken so far.
func (s *search) take(a int32) {
	for _, w := range s.wishes.of(a) {
		s.worth[a] = max(s.worth[a], int64(w.score)-s.price[w.other])
	}
	if s.worth[a] == 0 {
		return // everything it could get is worth as much to others
	}
	s.bound, s.endsAt, s.out = s.worth[a], None, a
	s.step(a)
	for {
		next, ok := s.next()
		if !ok {
			break
		}
		s.visit(next)
	}
	s.settle(a)
	s.move(a)
	for _, supporter := range s.reached {
		s.distance[supporter] = far
	}
	s.reached, s.settled, s.here, s.line, s.come = s.reached[:0], s.settled[:0], s.here[:0], s.line[:0], 0
}

// step goes on from an application to the supporters that it wishes for, as far as there is use.
func (s *search) step(a int32) {
	s.steps++
	begin := s.come + s.worth[a]
	for _, w := range s.wishes.of(a) {
		distance := begin + s.price[w.other] - int64(w.score)
		if distance >= s.bound || distance >= s.distance[w.other] {
			continue
		}
		if s.distance[w.other] == far {
			s.reached = append(s.reached, w.other)
		}
		s.distance[w.other], s.via[w.other] = distance, a
		switch {
		case s.room(w.other):
			s.bound, s.endsAt = distance, w.other
		case distance == s.come:
			s.here = append(s.here, w.other)
		default:
			s.line.add(waiting{distance, w.other})
		}
	}
}

// next is the nearest supporter that waits; none when an end is as near.
func (s *search) next() (int32, bool) {
	if s.bound <= s.come {
		return 0, false
	}
	if last := len(s.here) - 1; last >= 0 {
		supporter := s.here[last]
		s.here = s.here[:last]
		return supporter, true
	}
	for len(s.line) > 0 && s.line[0].distance < s.bound {
		first := s.line.take()
		if first.distance == s.distance[first.supporter] { // else a shorter way was found since
			s.come = first.distance
			return first.supporter, true
		}
	}
	return 0, false
}

// visit goes on from a supporter to the applications that they have. Each could be the end.
func (s *search) visit(supporter int32) {
	s.settled = append(s.settled, supporter)
	for _, a := range s.sitting(supporter) {
		if end := s.come + s.worth[a]; end < s.bound {
			s.bound, s.endsAt, s.out = end, None, a
		}
	}
	for _, a := range s.sitting(supporter) {
		if s.bound <= s.come {
			return
		}
		s.step(a)
	}
}

// settle changes worths and prices by what the way costs, so that every step of it costs nothing.
// Whoever is farther away than the end keeps theirs.
func (s *search) settle(a int32) {
	s.worth[a] -= s.bound
	for _, supporter := range s.settled {
		raise := s.bound - s.distance[supporter]
		s.price[supporter] += raise
		for _, sitting := range s.sitting(supporter) {
			s.worth[sitting] -= raise
		}
	}
}

// move has everybody on the way from the application a to the end move on by one place.
func (s *search) move(a int32) {
	var free, supporter int32
	switch {
	case s.endsAt != None:
		supporter = s.endsAt
		free = s.places.from[supporter] + s.taken[supporter]
		s.taken[supporter]++
	case s.out == a:
		return
	default:
		supporter, free = s.with[s.out], s.place[s.out]
		s.with[s.out], s.place[s.out] = None, None
	}
	for {
		mover := s.via[supporter]
		from, left := s.with[mover], s.place[mover]
		s.with[mover], s.place[mover] = supporter, free
		s.places.list[free] = mover
		if mover == a {
			return
		}
		supporter, free = from, left
	}
}
