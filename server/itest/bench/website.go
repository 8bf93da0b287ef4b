package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"oco.example/oco/server/itest/program"
)

// websitePart is the part that looks at the website in a browser.
const websitePart = "website"

// websiteBounds are what the pages must keep: how much comes over the line at a first visit, what
// lighthouse gives the worst public page, and how long the worklist of ten thousand is deaf.
var websiteBounds = []struct {
	name, unit, better string
	bound              float64
}{
	{"first_page_kb", "KB", lower, 120},
	{"desk_first_use_kb", "KB", lower, 350},
	{"lighthouse_min", "score", higher, 95},
	{"worklist_10k_longest_task_ms", "ms", lower, 50},
}

// measureWebsite runs clients/web/bench/measure.mjs against the program with the demo region.
func measureWebsite(ctx context.Context, f *figures) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	measure := func(server *program.Server) error { return measurePages(ctx, root, server, f) }
	return onDemo(ctx, measure, "--web-dir", filepath.Join(root, "build", "web"), "--log-level", "warn")
}

func measurePages(ctx context.Context, root string, server *program.Server, f *figures) error {
	browser, err := chromium(root)
	if err != nil {
		return err
	}
	measure := exec.CommandContext(ctx, "node", "clients/web/bench/measure.mjs", "http://"+server.HTTP, browser, filepath.Join(root, "build", "lighthouse"))
	measure.Stderr = os.Stderr
	printed, err := measure.Output()
	if err != nil {
		return fmt.Errorf("measure in a browser: %w", err)
	}
	found := map[string]float64{}
	if err := json.Unmarshal(printed, &found); err != nil {
		return fmt.Errorf("read what was measured: %w", err)
	}
	for _, b := range websiteBounds {
		value, ok := found[b.name]
		if !ok {
			return fmt.Errorf("%s was not measured", b.name)
		}
		f.bounded(b.name, value, b.unit, b.bound, b.better)
	}
	return nil
}

// chromium finds the machine's own, else the one that tools/chromium/install fetched.
func chromium(root string) (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	fetched := filepath.Join(root, "build", "chromium", "chromium")
	if _, err := os.Stat(fetched); err != nil {
		return "", fmt.Errorf("no Chromium: run tools/chromium/install: %w", err)
	}
	return fetched, nil
}
