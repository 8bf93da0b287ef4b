package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"oco.example/oco/server/matching/assign"
	"oco.example/oco/server/matching/assign/assigntest"
)

// planPart is the part that plans backlogs, which needs nothing but memory.
const planPart = "plan"

const (
	// doublingBound is how much longer a plan may take for twice the applications, supporters and
	// pairs, denseBound how many times faster it is at least than a table of everybody with everybody.
	doublingBound, denseBound = 3.0, 2.0
	// allowedPairs is how many supporters each application may get.
	allowedPairs = 50
)

// measurePlans measures plans of 10,000 applications against plans of 5,000, and plans of 2,000
// against the dense algorithm.
func measurePlans(ctx context.Context, round time.Duration, f *figures) error {
	small, large := backlogs(5_000, 3_000), backlogs(10_000, 6_000)
	smallBytes, err := bytesPerPair(ctx, small)
	if err != nil {
		return err
	}
	largeBytes, err := bytesPerPair(ctx, large)
	if err != nil {
		return err
	}
	found, err := compare(ctx, round, 1, plansOf(small), plansOf(large))
	if err != nil {
		return err
	}
	// Rates of small by large are times of large by small.
	f.bounded("plan_doubling", found.ratio, "ratio", doublingBound, lower)
	f.free("plan_10000", float64(len(large))*found.other, "plans/s", higher)
	f.free("plan_10000_bytes_per_pair", largeBytes, "bytes", lower)
	f.free("plan_5000_bytes_per_pair", smallBytes, "bytes", lower)
	return comparePlansWithDense(ctx, round, f)
}

// kinds are what scores are like: few values, as of factors with few levels, and any.
var kinds = []assigntest.Kind{assigntest.Clustered, assigntest.Spread}

// backlogs are those of a size: of each kind, and of each two.
func backlogs(applications, supporters int) []assign.Problem {
	var list []assign.Problem
	for _, kind := range kinds {
		for seed := range uint64(2) {
			capacity, pairs := assigntest.Backlog(kind, assigntest.Sized(applications, supporters, allowedPairs), seed)
			list = append(list, problem(applications, capacity, pairs))
		}
	}
	return list
}

func problem(applications int, capacity []int, pairs []assigntest.Pair) assign.Problem {
	p := assign.Problem{Applications: applications, Capacity: capacity, Pairs: make([]assign.Pair, len(pairs))}
	for i, pair := range pairs {
		p.Pairs[i] = assign.Pair(pair)
	}
	return p
}

// plansOf is one plan of each backlog.
func plansOf(list []assign.Problem) task {
	return func(ctx context.Context, _ int, _ int64) error {
		for _, p := range list {
			if _, err := assign.Solve(ctx, p); err != nil {
				return err
			}
		}
		return nil
	}
}

// bytesPerPair is how much memory plans ask for, all together; each is held against its proof.
func bytesPerPair(ctx context.Context, list []assign.Problem) (float64, error) {
	var bytes, pairs uint64
	for _, p := range list {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		plan, err := assign.Solve(ctx, p)
		if err != nil {
			return 0, err
		}
		runtime.ReadMemStats(&after)
		if err := p.Check(plan); err != nil {
			return 0, fmt.Errorf("the plan has no proof: %w", err)
		}
		bytes += after.TotalAlloc - before.TotalAlloc
		pairs += uint64(len(p.Pairs))
	}
	return float64(bytes) / float64(pairs), nil
}

// comparePlansWithDense measures plans for 2,000 supporters with one place each. The dense algorithm
// has its tables before it begins, and finds the total alone.
func comparePlansWithDense(ctx context.Context, round time.Duration, f *figures) error {
	const many = 2_000
	var list []assign.Problem
	var tables []assigntest.Table
	for _, kind := range kinds {
		capacity, pairs := assigntest.Single(kind, assigntest.Sized(many, many, allowedPairs), 1)
		p, table := problem(many, capacity, pairs), assigntest.NewTable(many, capacity, pairs)
		plan, err := assign.Solve(ctx, p)
		if err != nil {
			return err
		}
		if plan.Total != table.Best() {
			return errors.New("a plan and the dense algorithm do not find the same total")
		}
		list, tables = append(list, p), append(tables, table)
	}
	found, err := compare(ctx, round, 1, plansOf(list), func(context.Context, int, int64) error {
		for _, table := range tables {
			table.Best()
		}
		return nil
	})
	if err != nil {
		return err
	}
	f.bounded("plan_vs_dense", found.ratio, "ratio", denseBound, higher)
	return nil
}
