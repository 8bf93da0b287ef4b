// Command bench measures the platform and prints a table; `make bench` runs it. What is told as a
// ratio compares the platform with bare handlers in this same program: the same statements in the
// same kind of transaction, on the same pool, and no interceptors. Every ratio is the median of
// five pairs of rounds that alternate, so that a machine that grows slower or faster meets both.
//
// A bound that is missed is told in the table; the exit code then is 0 all the same.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"
)

// options are the command line.
type options struct {
	out, profile, only string
	// rows and few are the sizes of the large and the small database, in applications.
	rows, few int
	// round is how long one round lasts; a pair of rounds is made five times.
	round time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.out, "out", "", "write the figures to this file, as JSON")
	flag.StringVar(&o.profile, "profile", "", "write a CPU profile of the comparisons with bare handlers to this file")
	flag.StringVar(&o.only, "only", "", "measure only these parts, with commas between: program, website, plan, sizes, propose, doors, tenant, case, watch, outbound, bare")
	flag.IntVar(&o.rows, "rows", 1_000_000, "applications in the large database")
	flag.IntVar(&o.few, "few", 10_000, "applications in the small database")
	flag.DurationVar(&o.round, "round", 3*time.Second, "how long one round lasts")
	flag.Parse()
	if err := runUntilStopped(o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func runUntilStopped(o options) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, o)
}

// parts are what is measured, in this order; -only chooses some. The bare handlers come last: what
// they submit is nobody's, and lists would meet it.
var parts = []struct {
	name    string
	measure func(context.Context, *region, *figures) error
}{{"sizes", compareSizes}, {"propose", comparePropose}, {"doors", compareDoors}, {"tenant", measureTenant},
	{"case", compareCases}, {"watch", measureWatch}, {"outbound", measureOutbound}, {"bare", compareWithBare}}

// programPart is the part that needs no region: the server's process.
const programPart = "program"

func (o options) wants(part string) bool {
	return o.only == "" || slices.Contains(strings.Split(o.only, ","), part)
}

func (o options) wantsRegion() bool {
	for _, part := range parts {
		if o.wants(part.name) {
			return true
		}
	}
	return false
}

func run(ctx context.Context, o options) error {
	found := &figures{}
	if o.wants(programPart) {
		if err := measureProcess(ctx, found); err != nil {
			return fmt.Errorf("%s: %w", programPart, err)
		}
	}
	if o.wants(websitePart) {
		if err := measureWebsite(ctx, found); err != nil {
			return fmt.Errorf("%s: %w", websitePart, err)
		}
	}
	if o.wants(planPart) {
		if err := measurePlans(ctx, o.round, found); err != nil {
			return fmt.Errorf("%s: %w", planPart, err)
		}
	}
	if o.wantsRegion() {
		if err := measureRegion(ctx, o, found); err != nil {
			return err
		}
	}
	found.print(os.Stdout)
	if o.out == "" {
		return nil
	}
	return found.write(o.out)
}

// measureRegion measures what runs on the two databases.
func measureRegion(ctx context.Context, o options, found *figures) (err error) {
	r, err := newRegion(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if o.profile != "" {
		file, err := os.Create(o.profile)
		if err != nil {
			return fmt.Errorf("profile: %w", err)
		}
		defer func() { _ = file.Close() }() // the profile is complete when it is stopped
		if err := pprof.StartCPUProfile(file); err != nil {
			return fmt.Errorf("profile: %w", err)
		}
		defer pprof.StopCPUProfile()
	}
	for _, part := range parts {
		if !o.wants(part.name) {
			continue
		}
		if err := part.measure(ctx, r, found); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}
