package assign

import (
	"errors"
	"fmt"
	"math"
)

// ErrProblem is what Solve answers to a problem that is none; the text says where it goes wrong.
var ErrProblem = errors.New("no problem that can be planned")

// most is how many applications, supporters or pairs there can be.
const most = math.MaxInt32

func (p Problem) check() error {
	if p.Applications < 0 || p.Applications > most {
		return fmt.Errorf("%w: %d applications", ErrProblem, p.Applications)
	}
	if len(p.Capacity) > most || len(p.Pairs) > most {
		return fmt.Errorf("%w: %d supporters and %d pairs are too many", ErrProblem, len(p.Capacity), len(p.Pairs))
	}
	for supporter, capacity := range p.Capacity {
		if capacity < 0 {
			return fmt.Errorf("%w: supporter %d has %d places", ErrProblem, supporter, capacity)
		}
	}
	for i, pair := range p.Pairs {
		if err := p.checkPair(pair); err != nil {
			return fmt.Errorf("%w: pair %d: %w", ErrProblem, i, err)
		}
	}
	return nil
}

func (p Problem) checkPair(pair Pair) error {
	switch {
	case pair.Application < 0 || pair.Application >= p.Applications:
		return fmt.Errorf("there is no application %d", pair.Application)
	case pair.Supporter < 0 || pair.Supporter >= len(p.Capacity):
		return fmt.Errorf("there is no supporter %d", pair.Supporter)
	case pair.Score < 1 || pair.Score > MaxScore:
		return fmt.Errorf("a score of %d is not from 1 to %d", pair.Score, MaxScore)
	}
	return nil
}
