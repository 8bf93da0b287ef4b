package main

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// callers is how many calls are on their way at the same time, each on a connection of its own.
const callers = 16

// pairs is how many pairs of rounds a ratio is the median of.
const pairs = 5

// task is one call by one of the callers; number counts all calls.
type task func(ctx context.Context, caller int, number int64) error

// rate runs a task from many callers for a while and returns how many calls a second were answered.
// A call that fails ends everything: what fails quickly would look fast.
func rate(ctx context.Context, round time.Duration, many int, do task) (float64, error) {
	var calls atomic.Int64
	work, ctx := errgroup.WithContext(ctx)
	began := time.Now()
	for caller := range many {
		work.Go(func() error {
			for time.Since(began) < round {
				if err := do(ctx, caller, counter.Add(1)); err != nil {
					return err
				}
				calls.Add(1)
			}
			return nil
		})
	}
	err := work.Wait()
	return float64(calls.Load()) / time.Since(began).Seconds(), err
}

// counter numbers the calls of the whole program.
var counter atomic.Int64

// compared is what a comparison found: the median of the ratios, and of the rates themselves.
type compared struct{ ratio, one, other float64 }

// compare runs two tasks in alternating rounds, after a short one each to warm up; ratio is the
// first's rate divided by the second's.
func compare(ctx context.Context, round time.Duration, many int, one, other task) (compared, error) {
	var ratios, ones, others []float64
	for pair := range pairs + 1 {
		length := round
		if pair == 0 {
			length = round / 2
		}
		rates := [2]float64{}
		for turn := range 2 {
			which := (pair + turn) % 2 // each goes first in turn
			var err error
			if rates[which], err = rate(ctx, length, many, [2]task{one, other}[which]); err != nil {
				return compared{}, err
			}
		}
		if pair == 0 {
			continue
		}
		ratios, ones, others = append(ratios, rates[0]/rates[1]), append(ones, rates[0]), append(others, rates[1])
	}
	return compared{ratio: median(ratios), one: median(ones), other: median(others)}, nil
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
