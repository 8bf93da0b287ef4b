package rpc_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// inDays is the day so many days from now.
func inDays(n int) string { return calendar.Day(time.Now().AddDate(0, 0, n)) }

// standings are how a supporter stands with what is asked, by code.
func (w *world) standings(ctx context.Context, t *testing.T, id string) map[string]string {
	t.Helper()
	got, err := w.ListSupporterRequirements(ctx, &volunteerv1.ListSupporterRequirementsRequest{Municipality: municipality, Supporter: id})
	if err != nil {
		t.Fatal(err)
	}
	standings := map[string]string{}
	for _, r := range got.GetRequirements() {
		standings[r.GetRequirement().GetCode()] = r.GetStanding().String()[len("REQUIREMENT_STANDING_"):] + " " + r.GetUntilDate()
	}
	return standings
}

func (w *world) record(ctx context.Context, req *volunteerv1.RecordRequirementRequest) (*volunteerv1.SupporterRequirement, error) {
	req.Municipality = municipality
	return w.RecordRequirement(ctx, req)
}

func TestWhatTheRegisterSaysBecomesRecordsAndTheOtherWayRound(t *testing.T) {
	w := newWorld(t)
	s := volunteerOf("Bo")
	s.Trained, s.ConductCertificateUntilDate = false, "2098-02-28"
	id := w.create(t, s).GetId()
	want := map[string]string{"conduct_certificate": "MET 2098-02-28", "confidentiality": "MET ", "oco_training": "MISSING ", "refresher": "MISSING "}
	if diff := cmp.Diff(want, w.standings(w.coordinator, t, id)); diff != "" {
		t.Error(diff)
	}
	for _, req := range []*volunteerv1.RecordRequirementRequest{
		{Supporter: id, Requirement: volunteer.Training, SeenDate: inDays(0)},
		{Supporter: id, Requirement: volunteer.Confidentiality, Withdrawn: true},
		{Supporter: id, Requirement: volunteer.ConductCertificate, UntilDate: "2099-05-01"},
	} {
		if _, err := w.record(w.coordinator, req); err != nil {
			t.Fatal(err)
		}
	}
	want = map[string]string{"conduct_certificate": "MET 2099-05-01", "confidentiality": "MISSING ", "oco_training": "MET ", "refresher": "MET " + twoYears()}
	if diff := cmp.Diff(want, w.standings(w.coordinator, t, id)); diff != "" {
		t.Error(diff)
	}
	got, err := w.get(w.coordinator, id)
	if err != nil || !got.GetTrained() || got.GetConfidentialitySigned() || got.GetConductCertificateUntilDate() != "2099-05-01" || got.GetEtag() != "4" {
		t.Errorf("the register shows %v, %v", got, err)
	}
}

func TestAnImportedRegisterBecomesRecords(t *testing.T) {
	w := newWorld(t)
	row := rowOf("Vrijwilliger A", "06-11930001")
	row.ConductCertificateUntil, row.Trained = inDays(9), true
	stub := w.stub(t, "Vrijwilliger A")
	joined, _ := w.importRow(t, row)
	other := rowOf("Vrijwilliger B", "06-11930002")
	other.ConfidentialitySigned = true
	imported, _ := w.importRow(t, other)
	if joined != stub {
		t.Fatal("the stub was not joined")
	}
	for id, want := range map[string]map[string]string{
		joined:   {"conduct_certificate": "WARNS " + inDays(9), "confidentiality": "MISSING ", "oco_training": "MET ", "refresher": "MET " + twoYears()},
		imported: {"conduct_certificate": "MISSING ", "confidentiality": "MET ", "oco_training": "MISSING ", "refresher": "MISSING "},
	} {
		if diff := cmp.Diff(want, w.standings(w.coordinator, t, id)); diff != "" {
			t.Error(diff)
		}
	}
}

// twoYears is the last day of a refresher of which the training is of today.
func twoYears() string {
	today := inDays(0)
	if today[5:] == "02-29" {
		today = today[:5] + "02-28"
	}
	year, err := strconv.Atoi(today[:4])
	if err != nil {
		panic(err)
	}
	return strconv.Itoa(year+2) + today[4:]
}

func TestWhoMayRecordWhat(t *testing.T) {
	w := newWorld(t)
	formal := volunteerOf("Bo")
	formal.Kind, formal.Organisation, formal.Account = commonv1.SupportKind_SUPPORT_KIND_FORMAL, "MEE", pg.NewID()
	professional := w.create(t, formal).GetId()
	ours := volunteerOf("Kim")
	ours.Organisation = "MEE"
	informal := w.create(t, ours).GetId()
	planner := as(t, call.RoleOrganisationPlanner, "", "MEE")
	for name, c := range map[string]struct {
		ctx    context.Context
		req    *volunteerv1.RecordRequirementRequest
		reason errs.Reason
	}{
		"the planner, of a professional":          {planner, &volunteerv1.RecordRequirementRequest{Supporter: professional, Requirement: volunteer.ConductCertificate}, ""},
		"the coordinator, in the planner's place": {w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: professional, Requirement: volunteer.Confidentiality}, ""},
		"the planner, of a volunteer":             {planner, &volunteerv1.RecordRequirementRequest{Supporter: informal, Requirement: volunteer.ConductCertificate}, errs.Invalid},
		"another organisation's planner":          {as(t, call.RoleOrganisationPlanner, "", "KBO"), &volunteerv1.RecordRequirementRequest{Supporter: professional, Requirement: volunteer.ConductCertificate}, errs.NotFoundReason},
		"what is not asked":                       {w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: professional, Requirement: volunteer.Refresher}, errs.Invalid},
		"of tomorrow":                             {w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: informal, Requirement: volunteer.Refresher, SeenDate: inDays(1)}, errs.Invalid},
		"of nobody":                               {w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: pg.NewID(), Requirement: volunteer.Refresher}, errs.NotFoundReason},
	} {
		if _, err := w.record(c.ctx, c.req); c.reason == "" && err != nil || c.reason != "" && !errs.Is(err, c.reason) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if got := w.standings(as(t, call.RoleSupporter, formal.GetAccount(), ""), t, professional); len(got) != 2 {
		t.Errorf("the person reads %v", got)
	}
}

// TestAPolicyCountsFromItsDayOn: the municipality asks something else from today, and something else again from
// tomorrow; who is active stays so, and who is not becomes so no more without it.
func TestAPolicyCountsFromItsDayOn(t *testing.T) {
	w := newWorld(t)
	id := w.create(t, volunteerOf("Bo")).GetId()
	set := func(start, code string) string {
		made, err := w.CreateRequirementPolicy(w.coordinator, &volunteerv1.CreateRequirementPolicyRequest{
			Municipality: municipality, RequirementPolicy: &volunteerv1.RequirementPolicy{
				Kind: commonv1.SupportKind_SUPPORT_KIND_INFORMAL, StartDate: start, Requirements: []*volunteerv1.Requirement{{
					Code: code, LabelNl: "EHBO", ConfirmedBy: volunteerv1.RequirementConfirmer_REQUIREMENT_CONFIRMER_COORDINATOR,
					Blocks: volunteerv1.RequirementBlock_REQUIREMENT_BLOCK_ACTIVE,
				}},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		return made.GetId()
	}
	first, later := set("", "first_aid"), set(inDays(1), "second_aid")
	second := set("", "third_aid") // corrects the first on the same day
	list, err := w.ListRequirementPolicies(w.coordinator, &volunteerv1.ListRequirementPoliciesRequest{
		Municipality: municipality, Kind: commonv1.SupportKind_SUPPORT_KIND_INFORMAL,
	})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]bool{}
	for _, p := range list.GetRequirementPolicies() {
		counts[p.GetId()] = p.GetInForce()
	}
	if diff := cmp.Diff(map[string]bool{first: false, later: false, second: true, "": false}, counts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"third_aid": "MISSING "}, w.standings(w.coordinator, t, id)); diff != "" {
		t.Error(diff)
	}
	move := func(state volunteerv1.SupporterState) error {
		_, err := w.MoveSupporter(w.coordinator, &volunteerv1.MoveSupporterRequest{Municipality: municipality, Supporter: id, State: state, Reason: "deed dit elders"})
		return err
	}
	for _, state := range []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING, volunteerv1.SupporterState_SUPPORTER_STATE_WITH_BUDDY} {
		if err := move(state); err != nil {
			t.Fatal(err)
		}
	}
	err = move(volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE)
	if e := errs.Of(err); e == nil || len(e.Violations) != 1 || e.Violations[0].Field != "state" || e.Violations[0].Args["lacking"] != "EHBO" {
		t.Errorf("became active without what is needed: %v", err)
	}
	if _, err := w.record(w.coordinator, &volunteerv1.RecordRequirementRequest{Supporter: id, Requirement: "third_aid"}); err != nil {
		t.Fatal(err)
	}
	if err := move(volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE); err != nil {
		t.Errorf("has what is needed: %v", err)
	}
}

// TestWhoseRequirementsAskForAttention: page by page, those who work and of whom something lapses, lapsed or is
// missing though it stops something.
func TestWhoseRequirementsAskForAttention(t *testing.T) {
	w := newWorld(t)
	work := func(name string, state volunteer.State, change func(row *volunteer.ImportedSupporter)) {
		row := rowOf(name, "")
		row.State, row.ConductCertificateUntil, row.ConfidentialitySigned, row.Trained = state, inDays(400), true, true
		change(&row)
		w.importRow(t, row)
	}
	work("goed", volunteer.Active, func(*volunteer.ImportedSupporter) {})
	work("bijna", volunteer.Active, func(row *volunteer.ImportedSupporter) { row.ConductCertificateUntil = inDays(3) })
	work("voorbij", volunteer.Paused, func(row *volunteer.ImportedSupporter) { row.ConductCertificateUntil = inDays(-1) })
	work("zonder", volunteer.WithBuddy, func(row *volunteer.ImportedSupporter) { row.ConfidentialitySigned = false })
	work("nieuw", volunteer.Applicant, func(row *volunteer.ImportedSupporter) { row.Trained = false })
	work("weg", volunteer.Left, func(row *volunteer.ImportedSupporter) { row.Trained = false })
	work("vak", volunteer.Active, func(row *volunteer.ImportedSupporter) {
		row.Kind, row.Organisation, row.ConductCertificateUntil = volunteer.Formal, "MEE", ""
	})
	got := map[string][]string{}
	for token, pages := "", 0; ; pages++ {
		page, err := w.ListLapsingRequirements(w.coordinator, &volunteerv1.ListLapsingRequirementsRequest{Municipality: municipality, PageSize: 1, PageToken: token})
		if err != nil || pages > 9 {
			t.Fatal(pages, err)
		}
		for _, s := range page.GetSupporters() {
			for _, r := range s.GetRequirements() {
				got[s.GetName()] = append(got[s.GetName()], r.GetText())
			}
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if len(got["voorbij"]) != 1 || got["voorbij"][0][:len("VOG is verlopen na ")] != "VOG is verlopen na " {
		t.Errorf("got %v", got["voorbij"])
	}
	delete(got, "voorbij")
	want := map[string][]string{"bijna": {"VOG verloopt over 3 dagen"}, "zonder": {"Geheimhoudingsverklaring ontbreekt"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	first, err := w.ListLapsingRequirements(w.coordinator, &volunteerv1.ListLapsingRequirementsRequest{
		Municipality: municipality, States: []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_APPLICANT},
	})
	if err != nil || len(first.GetSupporters()) != 1 || first.GetSupporters()[0].GetName() != "nieuw" {
		t.Errorf("who signed up and lacks something: got %v, %v", first, err)
	}
}
