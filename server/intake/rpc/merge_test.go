package rpc_test

import (
	"slices"
	"sync"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/errs"
)

func (o *office) merge(one, into string) error {
	_, err := o.service.MergeApplications(o.coordinator, &intakev1.MergeApplicationsRequest{Municipality: here, Application: one, Into: into})
	return err
}

// However many applications are merged into each other at once, one of them stays, and every other
// leads there.
func TestMergersAtOnceLeaveOneApplication(t *testing.T) {
	o := newOffice(t)
	const many = 4
	var ids []string
	for range many {
		ids = append(ids, o.submit(public(t), submission("06-11930001")).GetApplication())
	}
	var all sync.WaitGroup
	for i, one := range ids {
		for _, into := range slices.Concat(ids[i+1:], ids[:i]) {
			all.Go(func() {
				if err := o.merge(one, into); err != nil && reason(err) != errs.StateConflictReason && reason(err) != errs.Invalid {
					t.Errorf("got %v", err)
				}
			})
		}
	}
	all.Wait()
	var stays []string
	people := map[string]bool{}
	for _, id := range ids {
		a := o.get(id)
		people[a.GetResident()] = true
		if a.GetMergedInto() == "" {
			stays = append(stays, id)
		}
	}
	if len(stays) != 1 || len(people) != 1 {
		t.Errorf("%d applications of %d people stay", len(stays), len(people))
	}
}

func TestAMergeFillsInHowAPersonIsReached(t *testing.T) {
	o := newOffice(t)
	unreachable := submission("")
	stays := o.submit(public(t), unreachable).GetApplication()
	if got := o.get(stays).GetToComplete(); !slices.Equal(got, []string{"contact"}) {
		t.Fatalf("to complete: got %v", got)
	}
	if err := o.merge(o.submit(public(t), submission("06-11930001")).GetApplication(), stays); err != nil {
		t.Fatal(err)
	}
	if got := o.get(stays).GetToComplete(); len(got) != 0 {
		t.Errorf("to complete after the merge: got %v", got)
	}
}

func TestAMergeRefusesWhatThereIsNot(t *testing.T) {
	o := newOffice(t)
	one, other := o.submit(public(t), submission("06-11930001")).GetApplication(), o.submit(public(t), submission("06-11930002")).GetApplication()
	req := &intakev1.MergeApplicationsRequest{Municipality: here, Application: one, Into: other, Etag: "9.9"}
	if _, err := o.service.MergeApplications(o.coordinator, req); reason(err) != errs.EtagMismatchReason {
		t.Errorf("an outdated copy: got %v", err)
	}
	if err := o.merge(one, one); reason(err) != errs.Invalid {
		t.Errorf("into itself: got %v", err)
	}
	if err := o.merge(one, other); err != nil {
		t.Fatal(err)
	}
	if err := o.merge(other, one); reason(err) != errs.Invalid {
		t.Errorf("into one that was merged: got %v", err)
	}
}
