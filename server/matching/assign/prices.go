package assign

import "slices"

// lowerPrices takes from every price, and adds to the worth of everybody who sits there, as much as
// all can bear: until a price is nothing, or somebody else's pair would be worth less than its
// score. What is left of a price is what one more place would bring. That is a search for shortest
// ways from everybody who stays without and every place that is for nothing, to all places.
func lowerPrices(n *network) {
	var waitingLine line
	bearable := slices.Clone(n.price)
	for a := range n.applications {
		if n.with[a] == None {
			for _, w := range n.wishes.of(int32(a)) {
				bearable[w.other] = min(bearable[w.other], n.over(int32(a), w))
			}
		}
	}
	for s, distance := range bearable {
		waitingLine.add(waiting{distance, int32(s)})
	}
	for len(waitingLine) > 0 {
		first := waitingLine.take()
		if first.distance != bearable[first.supporter] {
			continue // a shorter way was found since, and has been gone
		}
		for _, a := range n.sitting(first.supporter) {
			for _, w := range n.wishes.of(a) {
				if distance := first.distance + n.over(a, w); distance < bearable[w.other] {
					bearable[w.other] = distance
					waitingLine.add(waiting{distance, w.other})
				}
			}
		}
	}
	for s, less := range bearable {
		n.price[s] -= less
		for _, a := range n.sitting(int32(s)) {
			n.worth[a] += less
		}
	}
}

// ways tells for each supporter what it costs to have one place less, beyond their price, and which
// application would then stay without: None when others need only move.
type ways struct {
	*network
	cost      []int64
	displaced []int32
	line      line
}

func newWays(n *network) *ways {
	return &ways{network: n, cost: make([]int64, len(n.supporters)), displaced: make([]int32, len(n.supporters))}
}

// find goes the ways back from their ends: the free places, and everybody who could go without.
func (w *ways) find() {
	for s := range int32(len(w.supporters)) {
		w.cost[s], w.displaced[s] = far, None
		if w.room(s) {
			w.cost[s] = 0
		}
		for _, a := range w.sitting(s) {
			if w.worth[a] < w.cost[s] {
				w.cost[s], w.displaced[s] = w.worth[a], a
			}
		}
		if w.cost[s] < far {
			w.line.add(waiting{w.cost[s], s})
		}
	}
	for len(w.line) > 0 {
		first := w.line.take()
		if first.distance != w.cost[first.supporter] {
			continue // a shorter way was found since, and has been gone
		}
		for _, back := range w.wishedBy.of(first.supporter) {
			from := w.with[back.other]
			if from == None {
				continue
			}
			distance := first.distance + w.over(back.other, wish{first.supporter, back.score})
			if distance < w.cost[from] {
				w.cost[from], w.displaced[from] = distance, w.displaced[first.supporter]
				w.line.add(waiting{distance, from})
			}
		}
	}
}

// raise adds to every price, and takes from the worth of everybody who sits there, as much as all
// can bear. From then on every way ends at no cost.
func (w *ways) raise() {
	w.find()
	for s, more := range w.cost {
		if more == far {
			continue // nobody has a place there
		}
		w.price[s] += more
		for _, a := range w.sitting(int32(s)) {
			w.worth[a] -= more
		}
	}
}

// why tells why an application stays without.
func (w *ways) why(a int32) Unmatched {
	left := Unmatched{Application: int(w.applications[a]), Reason: NoPlace, Supporter: None, Displaced: None}
	least := int64(far)
	for _, wish := range w.wishes.of(a) {
		if w.cost[wish.other] == far {
			continue // nobody has a place there
		}
		if cost := w.over(a, wish) + w.cost[wish.other]; cost < least {
			least = cost
			left.Reason, left.Cost, left.Supporter = Outweighed, cost, int(w.supporters[wish.other])
			left.Displaced = None
			if displaced := w.displaced[wish.other]; displaced != None {
				left.Displaced = int(w.applications[displaced])
			}
		}
	}
	return left
}
