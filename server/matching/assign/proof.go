package assign

import "fmt"

// Check holds a plan against the problem, and its prices and worths against the plan: nil proves
// that the plan is allowed and that no other has a higher total. It looks at every pair once, and
// uses nothing of what made the plan.
func (p Problem) Check(plan Plan) error {
	if err := p.check(); err != nil {
		return err
	}
	if len(plan.Supporter) != p.Applications || len(plan.Worth) != p.Applications || len(plan.Price) != len(p.Capacity) {
		return fmt.Errorf("the plan is for %d applications and %d supporters", len(plan.Supporter), len(plan.Price))
	}
	if err := p.checkPairs(plan); err != nil {
		return err
	}
	load := make([]int, len(p.Capacity))
	for a, s := range plan.Supporter {
		switch {
		case s != None:
			load[s]++
		case plan.Worth[a] != 0:
			return fmt.Errorf("application %d stays without a supporter and is worth %d", a, plan.Worth[a])
		}
	}
	for s, capacity := range p.Capacity {
		switch {
		case load[s] > capacity:
			return fmt.Errorf("supporter %d has %d places and gets %d applications", s, capacity, load[s])
		case load[s] < capacity && plan.Price[s] != 0:
			return fmt.Errorf("supporter %d has a place left at the price of %d", s, plan.Price[s])
		}
	}
	return nil
}

// checkPairs checks what concerns single pairs: nobody is put together who is not allowed, worth and
// price reach every score and meet those of the plan, and the total is the sum of these.
func (p Problem) checkPairs(plan Plan) error {
	for a, worth := range plan.Worth {
		if worth < 0 {
			return fmt.Errorf("application %d is worth %d", a, worth)
		}
	}
	for s, price := range plan.Price {
		if price < 0 {
			return fmt.Errorf("supporter %d has a price of %d", s, price)
		}
	}
	var total int64
	allowed := make([]bool, p.Applications)
	for _, pair := range p.Pairs {
		over := plan.Worth[pair.Application] + plan.Price[pair.Supporter] - pair.Score
		chosen := plan.Supporter[pair.Application] == pair.Supporter
		switch {
		case over < 0 || chosen && over > 0:
			return fmt.Errorf("application %d and supporter %d: worth and price are off the score by %d", pair.Application, pair.Supporter, over)
		case chosen:
			allowed[pair.Application] = true
			total += pair.Score
		}
	}
	for a, s := range plan.Supporter {
		if s != None && !allowed[a] {
			return fmt.Errorf("application %d gets supporter %d, which is not allowed", a, s)
		}
	}
	if total != plan.Total {
		return fmt.Errorf("the scores add up to %d, the total says %d", total, plan.Total)
	}
	return nil
}
