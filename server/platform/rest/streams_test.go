package rest_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/platform/rest"
)

func TestStreamsAreLines(t *testing.T) {
	f := newFixture(t)
	f.stream = func(send func(*eventsv1.WatchEventsResponse) error) error {
		for position := range int64(3) {
			if err := send(&eventsv1.WatchEventsResponse{Position: position}); err != nil {
				return err
			}
		}
		return nil
	}
	r := f.call(http.MethodGet, base+"/events/_watch?afterPosition=-1", "")
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("got %d %s", r.StatusCode, r.Header.Get("Content-Type"))
	}
	// A 64-bit number is a text in the proto JSON mapping.
	if diff := cmp.Diff("{\"position\":\"0\"}\n{\"position\":\"1\"}\n{\"position\":\"2\"}\n", strings.ReplaceAll(read(t, r), " ", "")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := f.seen.(*eventsv1.WatchEventsRequest).GetAfterPosition(); got != -1 {
		t.Errorf("after_position: got %d", got)
	}
}

func TestAStreamThatFailsBeforeItsFirstLineIsAProblem(t *testing.T) {
	f := newFixture(t)
	f.stream = func(func(*eventsv1.WatchEventsResponse) error) error {
		return refuse(codes.FailedPrecondition, "STATE_CONFLICT")
	}
	problem(t, f.call(http.MethodGet, base+"/events/_watch", ""), http.StatusConflict, "STATE_CONFLICT")
}

func TestAStreamThatFailsLaterEndsWithAProblem(t *testing.T) {
	f := newFixture(t)
	f.stream = func(send func(*eventsv1.WatchEventsResponse) error) error {
		if err := send(&eventsv1.WatchEventsResponse{Position: 1}); err != nil {
			return err
		}
		return refuse(codes.Unavailable, "UNAVAILABLE")
	}
	lines := strings.Split(read(t, f.call(http.MethodGet, base+"/events/_watch", "")), "\n")
	var p rest.Problem
	if len(lines) != 3 || lines[2] != "" || json.Unmarshal([]byte(lines[1]), &p) != nil || p.Type != "urn:oco:problem:UNAVAILABLE" || p.Status != 503 {
		t.Errorf("got %q", lines)
	}
}

// A line must reach its reader before the next one is there.
func TestLinesAreSentAtOnce(t *testing.T) {
	f := newFixture(t)
	next := make(chan struct{})
	f.stream = func(send func(*eventsv1.WatchEventsResponse) error) error {
		if err := send(&eventsv1.WatchEventsResponse{Position: 1}); err != nil {
			return err
		}
		<-next
		return send(&eventsv1.WatchEventsResponse{Position: 2})
	}
	server := httptest.NewServer(f.handler)
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+base+"/events/_watch", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer x")
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	if !lines.Scan() || !strings.Contains(lines.Text(), `"1"`) {
		t.Fatalf("got %q %v", lines.Text(), lines.Err())
	}
	close(next)
	if !lines.Scan() || !strings.Contains(lines.Text(), `"2"`) {
		t.Errorf("got %q %v", lines.Text(), lines.Err())
	}
}
