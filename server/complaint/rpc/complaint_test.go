package rpc_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

const (
	aboutSupporter   = complaintv1.ComplaintAbout_COMPLAINT_ABOUT_SUPPORTER
	aboutCoordinator = complaintv1.ComplaintAbout_COMPLAINT_ABOUT_COORDINATOR
	aboutOther       = complaintv1.ComplaintAbout_COMPLAINT_ABOUT_OTHER
)

// The statements of the store let through exactly whom the rule does: every pair of a reader and a complaint is tried.
func TestTheStoreReadsWhatTheRuleSays(t *testing.T) {
	w := newWorld(t)
	me, other := account(w.coordinator), account(w.chief)
	mine := w.volunteer(t, me)
	type made struct {
		id       string
		concerns complaint.Concerns
	}
	var all []made
	for _, about := range []complaintv1.ComplaintAbout{aboutSupporter, aboutCoordinator, aboutOther} {
		for _, concernedAccount := range []string{"", me, other} {
			for _, supporter := range []string{"", mine, w.other} {
				id := w.submit(t, w.public, about)
				past := about == aboutCoordinator || concernedAccount == other
				w.exec(t, `UPDATE complaint.complaint SET concerned_account = nullif($3, '')::uuid, concerned_supporter = nullif($4, '')::uuid, past_coordinators = $5
					WHERE municipality = $1 AND id = $2`, municipality, id, concernedAccount, supporter, past)
				accounts := []string{concernedAccount, map[string]string{mine: me, w.other: account(w.stranger)}[supporter]}
				all = append(all, made{id, complaint.Concerns{PastCoordinators: past, Accounts: slices.DeleteFunc(accounts, func(a string) bool { return a == "" })}})
			}
		}
	}
	tried := 0
	for _, who := range []string{me, other, account(w.officer), ""} {
		for roles := range 4 {
			reader := complaint.Reader{Account: who, Officer: roles&1 > 0, Coordinator: roles&2 > 0}
			var listed, got []string
			w.write(t, func(tx *pg.Tx) error {
				list, err := w.store.Complaints(w.officer, tx, reader, complaint.Filter{}, "", 100)
				for _, c := range list {
					listed = append(listed, c.ID)
				}
				return err
			})
			for _, c := range all {
				w.write(t, func(tx *pg.Tx) error {
					if _, err := w.store.Complaint(w.officer, tx, reader, c.id, "try"); err == nil {
						got = append(got, c.id)
					} else if rule(err) != "NOT_FOUND" {
						return err
					}
					return nil
				})
				if reads := reader.Reads(c.concerns); reads != slices.Contains(listed, c.id) || reads != slices.Contains(got, c.id) {
					t.Errorf("%+v, %+v: rule %t, list %t, get %t", reader, c.concerns, reads, slices.Contains(listed, c.id), slices.Contains(got, c.id))
				}
				tried++
			}
		}
	}
	if tried != 4*4*27 {
		t.Errorf("only %d pairs were tried", tried)
	}
}

func TestAReceiptAndNothingElse(t *testing.T) {
	w := newWorld(t)
	req := &complaintv1.SubmitComplaintRequest{Municipality: municipality, About: aboutCoordinator, Text: "Kanarieklacht over de coördinator", RequestId: pg.NewID()}
	var codes []string
	for range 2 {
		receipt, err := w.SubmitComplaint(w.public, req)
		if err != nil || receipt.GetAcknowledgeDate() != "2026-03-12" || receipt.GetSettleDate() != "2026-04-16" {
			t.Fatal(receipt, err)
		}
		codes = append(codes, receipt.GetReceiptCode())
	}
	if codes[0] != codes[1] || len(codes[0]) < 14 {
		t.Errorf("a repeated request is answered with %v", codes)
	}
	if _, err := w.SubmitComplaint(w.public, &complaintv1.SubmitComplaintRequest{Municipality: municipality, About: aboutOther, Text: " \n"}); rule(err) != "required" {
		t.Errorf("an empty complaint: %v", err)
	}
	if got := w.events(t); !slices.Equal(got, []string{"ComplaintReceived"}) {
		t.Errorf("told: %v", got)
	}
	w.submit(t, w.desk, aboutOther)
	if got := w.events(t); !slices.Equal(got, []string{"ComplaintReceived", "ComplaintReceived", "ComplaintShared"}) {
		t.Errorf("told: %v", got)
	}
	var leaked int
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.officer, &leaked, `SELECT count(*) FROM complaint.complaint WHERE position('Kanarie'::bytea IN body || coalesce(name, '')) > 0`)
	})
	if leaked != 0 {
		t.Error("a complaint stands readable in the database")
	}
}

func TestAComplaintIsHandledByWhoMayReadIt(t *testing.T) {
	w := newWorld(t)
	past, shared := w.submit(t, w.coordinator, aboutCoordinator), w.submit(t, w.desk, aboutSupporter)
	for _, by := range []context.Context{w.coordinator, w.chief} {
		for name, try := range map[string]func() error{
			"get": func() error {
				_, err := w.GetComplaint(by, &complaintv1.GetComplaintRequest{Municipality: municipality, Complaint: past})
				return err
			},
			"acknowledge": func() error {
				_, err := w.AcknowledgeComplaint(by, &complaintv1.AcknowledgeComplaintRequest{Municipality: municipality, Complaint: past})
				return err
			},
			"extend": func() error {
				_, err := w.ExtendComplaint(by, &complaintv1.ExtendComplaintRequest{Municipality: municipality, Complaint: past, Reason: "druk"})
				return err
			},
			"settle": func() error {
				_, err := w.SettleComplaint(by, &complaintv1.SettleComplaintRequest{Municipality: municipality, Complaint: past, Outcome: 1, Explanation: "nee"})
				return err
			},
			"note": func() error {
				_, err := w.AddComplaintStep(by, &complaintv1.AddComplaintStepRequest{Municipality: municipality, Complaint: past, Note: "gebeld"})
				return err
			},
		} {
			if err := try(); rule(err) != "NOT_FOUND" {
				t.Errorf("a coordinator tries to %s a complaint about a coordinator: %v", name, err)
			}
		}
		list, err := w.ListComplaints(by, &complaintv1.ListComplaintsRequest{Municipality: municipality})
		if err != nil || len(list.GetComplaints()) != 1 || list.GetComplaints()[0].GetId() != shared {
			t.Errorf("a coordinator lists %v, %v", list, err)
		}
	}
	if list, err := w.ListComplaints(w.officer, &complaintv1.ListComplaintsRequest{Municipality: municipality}); err != nil || len(list.GetComplaints()) != 2 {
		t.Errorf("the officer lists %v, %v", list, err)
	}
	if c, err := w.AcknowledgeComplaint(w.coordinator, &complaintv1.AcknowledgeComplaintRequest{Municipality: municipality, Complaint: shared, Note: "gebeld"}); err != nil ||
		c.GetState() != complaintv1.ComplaintState_COMPLAINT_STATE_ACKNOWLEDGED || len(c.GetSteps()) != 1 || c.GetClocks()[0].GetKeptTime() == nil {
		t.Fatal(c, err)
	}
	if _, err := w.AddComplaintStep(w.coordinator, &complaintv1.AddComplaintStepRequest{Municipality: municipality, Complaint: shared, Note: "gesproken"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ExtendComplaint(w.officer, &complaintv1.ExtendComplaintRequest{Municipality: municipality, Complaint: shared, Reason: "vakantie"}); err != nil {
		t.Fatal(err)
	}
	c, err := w.SettleComplaint(w.officer, &complaintv1.SettleComplaintRequest{
		Municipality: municipality, Complaint: shared, Outcome: complaintv1.ComplaintOutcome_COMPLAINT_OUTCOME_FOUNDED, Explanation: "klopt",
	})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, s := range c.GetSteps() {
		told = append(told, strings.TrimPrefix(s.GetKind().String(), "COMPLAINT_STEP_KIND_")+" "+s.GetNote())
	}
	if got := strings.Join(told, ", "); got != "ACKNOWLEDGED gebeld, NOTED gesproken, EXTENDED vakantie, SETTLED klopt" || c.GetText() != "Kanarieklacht" || c.GetComplainantPhone() != "+31612345678" {
		t.Errorf("%s; %v", got, c)
	}
	if got := w.events(t); got[len(got)-1] != "ComplaintSettled" {
		t.Errorf("told: %v", got)
	}
}

func TestWhomItConcernsReadsItNoMore(t *testing.T) {
	w := newWorld(t)
	w.volunteer(t, account(w.coordinator))
	mine := w.volunteer(t, account(w.chief))
	id := w.submit(t, w.public, aboutSupporter)
	update := func(by context.Context, mask string, c *complaintv1.Complaint) error {
		c.Id = id
		_, err := w.UpdateComplaint(by, &complaintv1.UpdateComplaintRequest{Municipality: municipality, Complaint: c, UpdateMask: &fieldmaskpb.FieldMask{Paths: strings.Split(mask, ",")}})
		return err
	}
	reads := func(by context.Context) bool {
		_, err := w.GetComplaint(by, &complaintv1.GetComplaintRequest{Municipality: municipality, Complaint: id})
		return err == nil
	}
	for _, c := range []struct {
		what, mask, rule   string
		set                *complaintv1.Complaint
		coordinator, chief bool
	}{
		{"a supporter", "concerned_supporter", "", &complaintv1.Complaint{ConcernedSupporter: w.vera}, true, true},
		{"a supporter who is not there", "concerned_supporter", "supporter.unknown", &complaintv1.Complaint{ConcernedSupporter: pg.NewID()}, true, true},
		{"an application that is not there", "application", "application.unknown", &complaintv1.Complaint{Application: pg.NewID()}, true, true},
		{"a supporter who coordinates too", "concerned_supporter", "", &complaintv1.Complaint{ConcernedSupporter: mine}, false, false},
		{"a supporter again", "concerned_supporter", "", &complaintv1.Complaint{ConcernedSupporter: w.other}, true, true},
		{"a coordinator by account", "concerned_account", "", &complaintv1.Complaint{ConcernedAccount: account(w.chief)}, false, false},
		{"the officer", "concerned_account", "complaint.concerns_you", &complaintv1.Complaint{ConcernedAccount: account(w.officer)}, false, false},
		{"somebody at the desk", "concerned_account", "", &complaintv1.Complaint{ConcernedAccount: account(w.desk)}, true, true},
		{"about a coordinator", "about", "", &complaintv1.Complaint{About: aboutCoordinator}, false, false},
	} {
		if err := update(w.officer, c.mask, c.set); rule(err) != c.rule {
			t.Errorf("%s: got %v", c.what, err)
		}
		if reads(w.coordinator) != c.coordinator || reads(w.chief) != c.chief || !reads(w.officer) {
			t.Errorf("%s: coordinator %t, chief %t, officer %t", c.what, reads(w.coordinator), reads(w.chief), reads(w.officer))
		}
	}
	both := call.From(w.officer)
	both.Caller.Account = pg.NewID()
	both.Caller.Grants = append(both.Caller.Grants, call.Grant{Role: call.RoleCoordinator, Municipality: municipality})
	if reads(call.With(t.Context(), both)) {
		t.Error("an officer who coordinates reads a complaint about a coordinator")
	}
}

func TestWhatIsOverdueIsFound(t *testing.T) {
	w := newWorld(t)
	id := w.submit(t, w.public, aboutOther)
	overdue := func() int {
		list, err := w.ListComplaints(w.officer, &complaintv1.ListComplaintsRequest{Municipality: municipality, Overdue: true})
		if err != nil {
			t.Fatal(err)
		}
		return len(list.GetComplaints())
	}
	w.now = time.Date(2026, time.March, 12, 22, 59, 59, 0, time.UTC)
	before := overdue()
	w.now = time.Date(2026, time.March, 12, 23, 0, 0, 0, time.UTC)
	after := overdue()
	if _, err := w.AcknowledgeComplaint(w.officer, &complaintv1.AcknowledgeComplaintRequest{Municipality: municipality, Complaint: id}); err != nil {
		t.Fatal(err)
	}
	done := overdue()
	w.now = time.Date(2026, time.April, 16, 22, 0, 0, 0, time.UTC)
	late := overdue()
	if _, err := w.ExtendComplaint(w.officer, &complaintv1.ExtendComplaintRequest{Municipality: municipality, Complaint: id, Reason: "meer tijd"}); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(before, after, done, late, overdue()); got != "0 1 0 1 0" {
		t.Errorf("overdue: %s", got)
	}
}

func TestWhomAComplaintCanConcernComesInPages(t *testing.T) {
	w := newWorld(t)
	var found []string
	req := &complaintv1.ListConcernedPeopleRequest{Municipality: municipality, PageSize: 1}
	for {
		answer, err := w.ListConcernedPeople(w.officer, req)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range answer.GetConcernedPeople() {
			found = append(found, p.GetSupporter()+p.GetAccount())
		}
		if answer.GetNextPageToken() == "" {
			break
		}
		req.PageToken = answer.GetNextPageToken()
	}
	coordinators := []string{account(w.coordinator), account(w.chief)}
	slices.Sort(coordinators)
	slices.Reverse(coordinators)
	if want := append([]string{w.other, w.vera}, coordinators...); !slices.Equal(found, want) {
		t.Errorf("got %v, want %v", found, want)
	}
}
