package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/itest/program"
)

const (
	readyBound = 1.5
	idleBound  = 80
	busyBound  = 150

	// starts is how many starts the time to be ready is the median of.
	starts = 5
	// quiet is how long a server that has nothing to do is watched, busy how long one that has.
	quiet = 5 * time.Second
	busy  = 20 * time.Second
	// perSecond is how many calls come in while it is busy; paceBound, how many of them at least are
	// answered, for the memory to be that of so many.
	perSecond = 200
	paceBound = 0.95 * perSecond
)

// onDemo starts the program with the demo region, without limits and with more settings, and stops it
// when do is done.
func onDemo(ctx context.Context, do func(*program.Server) error, more ...string) error {
	folder, err := program.NewFolder()
	if err != nil {
		return err
	}
	defer folder.Remove()
	path, err := program.Build(ctx, folder.Path)
	if err != nil {
		return err
	}
	settings := append([]string{"--demo", "--rate-per-address", "1000000/s", "--rate-per-client", "1000000/s"}, more...)
	server, err := program.New(path, folder.Path, settings...)
	if err != nil {
		return err
	}
	if err := server.Start(ctx); err != nil { // makes the data directory
		return err
	}
	defer server.Stop()
	if err := awaitTokens(ctx, server); err != nil {
		return err
	}
	return do(server)
}

// measureProcess measures the program from outside, on the demo region.
func measureProcess(ctx context.Context, f *figures) error {
	return onDemo(ctx, func(server *program.Server) error { return measureStarts(ctx, server, f) })
}

// measureStarts measures how soon a program answers that has its data, and its memory when idle.
func measureStarts(ctx context.Context, server *program.Server, f *figures) error {
	var ready, postgres []float64
	for range starts {
		server.Stop()
		began := time.Now()
		if err := server.Start(ctx); err != nil {
			return err
		}
		took := time.Since(began).Seconds()
		own, err := postgresTook(server)
		if err != nil {
			return err
		}
		ready, postgres = append(ready, took-own), append(postgres, own)
	}
	f.bounded("ready_s", median(ready), "s", readyBound, lower)
	f.free("postgres_start_s", median(postgres), "s", lower)
	idle, err := peakWhile(ctx, server, func(ctx context.Context) error { return wait(ctx, quiet) })
	if err != nil {
		return err
	}
	f.bounded("rss_idle_mb", idle, "MB", idleBound, lower)
	if err := awaitTokens(ctx, server); err != nil {
		return err
	}
	return measureBusy(ctx, server, f)
}

// measureBusy measures the memory under calls, and how many calls those were: at a slower pace the
// memory tells nothing, and its bound is missed.
func measureBusy(ctx context.Context, server *program.Server, f *figures) error {
	var pace float64
	loaded, err := peakWhile(ctx, server, func(ctx context.Context) (err error) {
		pace, err = load(ctx, server, busy)
		return err
	})
	if err != nil {
		return err
	}
	f.bounded("rss_200rps_mb", loaded, "MB", busyBound, lower)
	f.bounded("rss_200rps_pace", pace, "calls/s", paceBound, higher)
	f.failWith("rss_200rps_mb", "rss_200rps_pace")
	return nil
}

func wait(ctx context.Context, long time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(long):
		return nil
	}
}

// awaitTokens waits until a demo that starts has printed its tokens.
func awaitTokens(ctx context.Context, server *program.Server) error {
	for server.Token("coordinator") == "" {
		if err := wait(ctx, 10*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// postgresTook is how long the last start waited for Postgres, as the program's log has it.
func postgresTook(server *program.Server) (seconds float64, err error) {
	file, err := os.Open(server.LogPath())
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	found := false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var line struct {
			Message string        `json:"msg"`
			Took    time.Duration `json:"took"`
		}
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Message == "postgres answers" {
			seconds, found = line.Took.Seconds(), true
		}
	}
	if !found {
		return 0, errors.New("the program's log does not say how long Postgres took")
	}
	return seconds, nil
}

// peakWhile is the most memory that the program holds (VmRSS, in MB) while something is done.
func peakWhile(ctx context.Context, server *program.Server, do func(context.Context) error) (peak float64, err error) {
	work, ctx := errgroup.WithContext(ctx)
	ctx, done := context.WithCancel(ctx)
	work.Go(func() error {
		defer done()
		return do(ctx)
	})
	work.Go(func() error {
		for ctx.Err() == nil {
			now, err := resident(server.Pid())
			if err != nil {
				return err
			}
			peak = max(peak, now)
			_ = wait(ctx, 50*time.Millisecond) // ended: the loop sees it too
		}
		return nil
	})
	err = work.Wait()
	return peak, err
}

func resident(pid int) (float64, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0, fmt.Errorf("memory of the program: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmRSS:" {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			return kilobytes / 1024, err
		}
	}
	return 0, errors.New("memory of the program: the system does not say")
}

// load sends calls for so long, at a steady pace: reads of the public and of a coordinator, lists,
// submissions. It returns how many a second were answered.
func load(ctx context.Context, server *program.Server, long time.Duration) (pace float64, err error) {
	conns, err := dial(server.GRPC)
	if err != nil {
		return 0, err
	}
	defer func() {
		for _, conn := range conns {
			err = errors.Join(err, conn.Close())
		}
	}()
	return steadily(ctx, long, perSecond, func(ctx context.Context, n int) error { return mixed(ctx, server, conns[n%len(conns)], n) })
}

// steadily begins so many calls a second for so long, and returns how many a second were answered. A
// call that could not begin in time begins as soon as it can.
func steadily(ctx context.Context, long time.Duration, perSecond int, do func(ctx context.Context, n int) error) (pace float64, err error) {
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(200)
	began, answered := time.Now(), atomic.Int64{}
	for n := range int(long.Seconds() * float64(perSecond)) {
		if err := wait(ctx, time.Until(began.Add(time.Duration(n)*time.Second/time.Duration(perSecond)))); err != nil {
			break // what failed is told below
		}
		work.Go(func() error {
			if err := do(ctx, n); err != nil {
				return err
			}
			answered.Add(1)
			return nil
		})
	}
	err = work.Wait()
	return float64(answered.Load()) / max(time.Since(began), long).Seconds(), err
}

func mixed(ctx context.Context, server *program.Server, conn *grpc.ClientConn, n int) (err error) {
	const home = "gm0867"
	coordinator := metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+server.Token("coordinator"))
	switch n % 5 {
	case 0:
		_, err = intakeOf(conn).SubmitApplication(ctx, submission(municipalities[rand.IntN(len(municipalities))]))
	case 1:
		_, err = intakeOf(conn).ListApplications(coordinator, &intakev1.ListApplicationsRequest{Municipality: home, PageSize: 50})
	case 2:
		_, err = intakeOf(conn).SearchApplications(coordinator, &intakev1.SearchApplicationsRequest{Municipality: home, Name: "Zonneveld"})
	default:
		_, err = intakeOf(conn).GetIntakeForm(ctx, &intakev1.GetIntakeFormRequest{Municipality: municipalities[rand.IntN(len(municipalities))]})
	}
	return err
}
