package complaint_test

import (
	"fmt"
	"testing"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
)

// readers says, by hand, who reads what: a complaint that coordinators handle too, or that goes past them (about a
// coordinator), that concerns somebody else or the reader.
var readers = []struct {
	who                  string
	officer, coordinator bool
	//       other's  mine   past: other's  mine
	reads [4]bool
}{
	{"nobody in particular", false, false, [4]bool{false, false, false, false}},
	{"the officer", true, false, [4]bool{true, false, true, false}},
	{"a coordinator", false, true, [4]bool{true, false, false, false}},
	{"an officer who is a coordinator", true, true, [4]bool{true, false, false, false}},
}

func TestWhoReadsWhichComplaint(t *testing.T) {
	for _, r := range readers {
		reader := complaint.Reader{Account: "me", Officer: r.officer, Coordinator: r.coordinator}
		for i, want := range r.reads {
			concerns := complaint.Concerns{PastCoordinators: i >= 2, Accounts: []string{"somebody"}}
			if i%2 == 1 {
				concerns.Accounts = append(concerns.Accounts, "me")
			}
			if got := reader.Reads(concerns); got != want {
				t.Errorf("%s, %+v: got %t", r.who, concerns, got)
			}
			reader := reader
			reader.Account = ""
			if reader.Reads(concerns) {
				t.Errorf("%s without an account reads %+v", r.who, concerns)
			}
		}
	}
}

// Every role of the platform is asked: none but these two reads any complaint.
func TestNoOtherRoleReads(t *testing.T) {
	for role := call.RoleUnspecified; role <= call.RoleSystem; role++ {
		c := call.Call{Municipality: "gm0867", Caller: call.Caller{Account: "me", Grants: []call.Grant{{Role: role, Municipality: "gm0867"}}}}
		want := role == call.RoleComplaintsOfficer || role == call.RoleCoordinator
		if got := complaint.ReaderOf(c).Reads(complaint.Concerns{}); got != want {
			t.Errorf("role %d reads: %t", role, got)
		}
		c.Municipality = "gm0855"
		if complaint.ReaderOf(c).Reads(complaint.Concerns{}) {
			t.Errorf("role %d of another municipality reads", role)
		}
	}
}

func TestWhomAComplaintConcerns(t *testing.T) {
	c := complaint.Complaint{ConcernedAccount: "a", SupporterAccount: "b", PastCoordinators: true}
	if got := fmt.Sprint(c.Concerns()); got != "{true [a b]}" {
		t.Error(got)
	}
	if got := fmt.Sprint(complaint.Complaint{}.Concerns()); got != "{false []}" {
		t.Error(got)
	}
}
