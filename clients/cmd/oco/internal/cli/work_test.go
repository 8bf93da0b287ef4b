package cli

import (
	"fmt"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
)

// TestKilometresAreTypedAsPeopleSayThem holds that kilometres become the tenths of the contract, and that others are refused.
func TestKilometresAreTypedAsPeopleSayThem(t *testing.T) {
	for typed, want := range map[string]int32{"12,5": 125, "12.5": 125, "8": 80, "0,4": 4, "2000": 20000} {
		p := &platform{}
		sit(t, p).must("work", "log", "--supporter", someID, "--date", "2-3-2026", "--kilometres", typed)
		entry := p.last(t).(*expensev1.CreateWorkEntryRequest).GetWorkEntry()
		if entry.GetKilometreTenths() != want || entry.GetDate() != "2026-03-02" {
			t.Errorf("%s: got %v", typed, entry)
		}
	}
	for _, typed := range []string{"12,55", "ver", "-3", "12,"} {
		p := &platform{}
		if s := sit(t, p); s.run("work", "update", someID, "--kilometres", typed) != 2 || len(p.requests) > 0 {
			t.Errorf("%s: got %q", typed, s.err)
		}
	}
}

// TestAClaimIsMadeOfWhatIsLogged holds that nobody types ids: all that is in no claim is taken up, the oldest first and as
// much as a claim holds.
func TestAClaimIsMadeOfWhatIsLogged(t *testing.T) {
	p := &platform{answer: func(method string, request proto.Message) ([]proto.Message, error) {
		list, ok := request.(*expensev1.ListWorkEntriesRequest)
		if !ok {
			return nil, nil
		}
		if !list.GetUnclaimed() || list.GetSupporter() != someID {
			return nil, fmt.Errorf("%s was asked for %v", method, list)
		}
		page := &expensev1.ListWorkEntriesResponse{NextPageToken: "more"}
		from := 0
		if list.GetPageToken() != "" {
			page.NextPageToken, from = "", 60
		}
		for i := from; i < from+60; i++ {
			page.WorkEntries = append(page.WorkEntries, &expensev1.WorkEntry{Id: fmt.Sprint(i)})
		}
		return []proto.Message{page}, nil
	}}
	s := sit(t, p)
	s.must("claims", "create", "--supporter", someID, "--logged")
	entries := p.last(t).(*expensev1.CreateExpenseClaimRequest).GetExpenseClaim().GetWorkEntries()
	if len(entries) != 100 || entries[0] != "119" || !slices.Contains(entries, "20") || slices.Contains(entries, "19") {
		t.Errorf("got %v", entries)
	}
	s.must("claims", "create", "--supporter", someID, "--work-entry", otherID)
	if entries := p.last(t).(*expensev1.CreateExpenseClaimRequest).GetExpenseClaim().GetWorkEntries(); !slices.Equal(entries, []string{otherID}) {
		t.Errorf("got %v", entries)
	}
}
