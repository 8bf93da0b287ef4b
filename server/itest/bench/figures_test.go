package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFiguresSayWhetherTheirBoundHolds(t *testing.T) {
	f := &figures{}
	f.bounded("ratio", 0.80, "ratio", 0.80, higher)
	f.bounded("slow", 0.79, "ratio", 0.80, higher)
	f.bounded("memory", 80, "MB", 80, lower)
	f.bounded("large", 80.1, "MB", 80, lower)
	f.free("calls", 1234, "calls/s", higher)
	path := filepath.Join(t.TempDir(), "bench.json")
	if err := f.write(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{
		{"name": "ratio", "value": 0.80, "unit": "ratio", "bound": 0.80, "better": "higher", "holds": true},
		{"name": "slow", "value": 0.79, "unit": "ratio", "bound": 0.80, "better": "higher", "holds": false},
		{"name": "memory", "value": 80.0, "unit": "MB", "bound": 80.0, "better": "lower", "holds": true},
		{"name": "large", "value": 80.1, "unit": "MB", "bound": 80.0, "better": "lower", "holds": false},
		{"name": "calls", "value": 1234.0, "unit": "calls/s", "bound": nil, "better": "higher", "holds": true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}
}

func TestTheMedianIsNoMean(t *testing.T) {
	if got := median([]float64{9, 1, 2, 100, 3}); got != 3 {
		t.Errorf("got %v", got)
	}
}

func TestAFigureFailsWithTheOneThatItRestsOn(t *testing.T) {
	for _, c := range []struct {
		memory, pace float64
		holds        bool
	}{{80, 200, true}, {80, 189, false}, {200, 200, false}} {
		f := &figures{}
		f.bounded("memory", c.memory, "MB", 150, lower)
		f.bounded("pace", c.pace, "calls/s", 190, higher)
		f.failWith("memory", "pace")
		if f.list[0].Holds != c.holds {
			t.Errorf("memory %v at %v calls/s holds: %t, want %t", c.memory, c.pace, f.list[0].Holds, c.holds)
		}
	}
	f := &figures{}
	f.bounded("memory", 80, "MB", 150, lower)
	if f.failWith("memory", "pace"); f.list[0].Holds {
		t.Error("memory holds without a pace")
	}
}
