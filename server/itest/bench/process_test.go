package main

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

func TestThePaceCountsWhatWasAnswered(t *testing.T) {
	const long, perSecond = 200 * time.Millisecond, 100
	var begun atomic.Int64
	pace, err := steadily(t.Context(), long, perSecond, func(context.Context, int) error { begun.Add(1); return nil })
	if err != nil || begun.Load() != 20 || pace <= 0 || pace > perSecond {
		t.Errorf("%d calls, %v a second: %v", begun.Load(), pace, err)
	}
	fault := errors.New("refused")
	if _, err := steadily(t.Context(), long, perSecond, func(context.Context, int) error { return fault }); !errors.Is(err, fault) {
		t.Errorf("a call that fails: %v", err)
	}
	// Slow answers are a slow pace, however many were begun.
	release := make(chan struct{})
	time.AfterFunc(3*long, func() { close(release) })
	slow, err := steadily(t.Context(), long, perSecond, func(context.Context, int) error { <-release; return nil })
	if err != nil || slow > perSecond/2 {
		t.Errorf("%v a second: %v", slow, err)
	}
}
