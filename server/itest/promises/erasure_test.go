package promises_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/app"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// monitor is what a coordinator reads of ten years, when everything that happened is counted in.
func (w *erasingTown) monitor(t *testing.T) object {
	t.Helper()
	position := w.place.Position(t)
	year := time.Now().Year()
	from, until := fmt.Sprintf("%d-01-01", year-8), fmt.Sprintf("%d-01-01", year+2)
	for begun := time.Now(); time.Since(begun) < time.Minute; {
		m := w.figures(t, harness.Coordinator, from, until)
		var counted int64
		if text, ok := m["position"].(string); ok {
			if err := json.Unmarshal([]byte(text), &counted); err != nil {
				t.Fatal(err)
			}
		}
		if counted >= position {
			return m
		}
	}
	t.Fatal("the facts stay behind")
	return nil
}

// closed is what a policy adviser reads of the year of the imported list.
func (w *erasingTown) closed(t *testing.T) object {
	t.Helper()
	return w.figures(t, harness.PolicyAdviser, "2024-01-01", "2025-01-01")
}

func (w *erasingTown) figures(t *testing.T, as harness.Persona, from, until string) object {
	t.Helper()
	a := w.call(t, harness.GRPC, as, "GetMonitor", object{"from_date": from, "until_date": until})
	if a.Reason != "" {
		t.Fatal(a.Reason, a.Fields)
	}
	return harness.JSON(a.Messages[0])
}

func (w *erasingTown) resident(id string) app.Erasing {
	return app.Erasing{Municipality: w.place.Code, Resident: id, Reason: "request"}
}

// TestNothingIsLeftOfAResident: after an erasure no table holds what was sealed for the person or
// by what they were found; every answer is that about an id that never was; all figures stay.
func TestNothingIsLeftOfAResident(t *testing.T) {
	database := pgtest.New(t)
	w := newErasingTown(t, database, newPlaces(t))
	before := look(t, database)
	n := w.live(t)
	marks := sealedOf(before, look(t, database))
	n.outlives(t, database, marks)
	seen := columnsOf(marks)
	for _, column := range sealedColumns(t, database) {
		if !slices.Contains(seen, column) {
			t.Errorf("the story left nothing in %s, so its erasure is not seen", column)
		}
	}
	eraser := w.eraser(t)

	_, err := eraser.Erase(t.Context(), w.resident(n.resident))
	if err == nil || !strings.Contains(err.Error(), "application "+n.imported+" is RECEIVED: end it") || strings.Contains(err.Error(), n.application) {
		t.Fatalf("got %v, want a refusal that names the one application that runs", err)
	}
	if entries, err := os.ReadDir(w.settings.ErasureJournal); err != nil || len(entries) != 0 {
		t.Errorf("what was refused was noted: %v, %v", entries, err)
	}
	w.make(t, harness.Coordinator, "EndApplication", "id", object{"application": n.imported, "reason": "END_REASON_WITHDRAWN"})
	// Of what is taken back the ending does not count any more: it runs, and nobody is erased who is helped.
	w.make(t, harness.Coordinator, "ReopenApplication", "id", object{"application": n.referral})
	if _, err := eraser.Erase(t.Context(), w.resident(n.resident)); err == nil || !strings.Contains(err.Error(), "application "+n.referral+" is RECEIVED: end it") {
		t.Fatalf("got %v, want a refusal that names the application that runs again", err)
	}
	w.make(t, harness.Coordinator, "EndApplication", "id", object{"application": n.referral, "reason": "END_REASON_MOVED"})
	w.followed(t)
	exact, shown, position := w.monitor(t), w.closed(t), w.place.Position(t)

	planned, err := eraser.Plan(t.Context(), w.resident(n.resident))
	if err != nil {
		t.Fatal(err)
	}
	if w.make(t, harness.Coordinator, "GetResident", "name", object{"resident": n.resident}) != noorsName {
		t.Error("a plan took something away")
	}
	erased, err := eraser.Erase(t.Context(), w.resident(n.twin)) // whichever of the two is named
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(planned.Gone, erased.Gone); diff != "" {
		t.Errorf("not what was planned: %s", diff)
	}
	if erased.Gone["dossiers"] != 2 || erased.Gone["applications"] != 4 || erased.Gone["endings"] != 3 || erased.Gone["keys"] != 4 || len(erased.Entries) != 2 {
		t.Errorf("got %v, noted in %v", erased.Gone, erased.Entries)
	}

	for _, what := range []string{
		"messages", "appointments", "case endings", "case referrals", "contact moments", "contact drafts", "goals", "questions of the access team", "transfers",
		"hand-overs", "complaints", "incidents", "restricted records", "risks at home visits", "corrections", "cases behind signals", "invitations to the survey",
		"representatives", "consents", "triage decisions", "offers", "ties", "search keys", "rows of imports", "import keys",
	} {
		if erased.Gone[what] == 0 {
			t.Errorf("no %s were counted: %v", what, erased.Gone)
		}
	}
	left := leftOf(look(t, database), marks, n.ids(), []string{"kanariezang", "471147114711"})
	if len(left) > 0 {
		t.Errorf("left:\n  %s", strings.Join(left, "\n  "))
	}
	if diff := cmp.Diff(exact, w.monitor(t)); diff != "" {
		t.Errorf("the exact figures changed: %s", diff)
	}
	if diff := cmp.Diff(shown, w.closed(t)); diff != "" {
		t.Errorf("the shown figures changed: %s", diff)
	}
	if w.place.Position(t) != position {
		t.Error("an erasure is an event, or took one away")
	}
	again, err := eraser.Erase(t.Context(), w.resident(n.resident))
	if err != nil || again.Before.IsZero() || len(again.Gone) != 0 {
		t.Errorf("erasing again: %+v, %v", again, err)
	}
	if _, err := eraser.Erase(t.Context(), w.resident(pg.NewID())); err == nil || !strings.Contains(err.Error(), "has no resident") {
		t.Errorf("erasing nobody: %v", err)
	}
	w.unknown(t, n)
	w.lists(t, n)
}

// unknown checks that what led to the person answers as what never was, byte for byte but for the trace.
func (w *erasingTown) unknown(t *testing.T, n noor) {
	t.Helper()
	for _, door := range harness.Doors() {
		for _, c := range []struct {
			as      harness.Persona
			rpc, id string
			request func(id string) object
		}{
			{harness.Coordinator, "GetApplication", n.application, field("application")},
			{harness.Coordinator, "GetApplication", n.merged, field("application")},
			{harness.Coordinator, "ListTriageDecisions", n.application, field("application")},
			{harness.Coordinator, "ListPossibleDuplicates", n.application, field("application")},
			{harness.Coordinator, "ProposeMatches", n.application, field("application")},
			{harness.Coordinator, "GetResident", n.resident, field("resident")},
			{harness.Coordinator, "GetResident", n.twin, field("resident")},
			{harness.Coordinator, "ListConsents", n.resident, field("resident")},
			{harness.Coordinator, "ListRepresentatives", n.resident, field("resident")},
			{harness.Coordinator, "GetOffer", n.offer, field("offer")},
			{harness.Supporter, "GetOffer", n.offer, field("offer")},
			{harness.Coordinator, "GetCase", n.supportCase, field("case")},
			{harness.Supporter, "GetCase", n.supportCase, field("case")},
			{harness.Coordinator, "EndApplication", n.application, func(id string) object {
				return object{"application": id, "reason": "END_REASON_MOVED", "request_id": pg.NewID()}
			}},
			{harness.Coordinator, "CreateOffer", n.application, func(id string) object {
				return object{"application": id, "supporter": w.supporter, "request_id": pg.NewID()}
			}},
			{harness.Coordinator, "CreateConsent", n.resident, func(id string) object {
				return object{"resident": id, "consent": object{"kind": "CONSENT_KIND_SUPPORT", "given": true}, "request_id": pg.NewID()}
			}},
		} {
			ask := func(id string) harness.Answer { return w.call(t, door, c.as, c.rpc, c.request(id)) }
			same(t, c.rpc+" of an erased one over "+string(door), "NOT_FOUND", ask(c.id), ask(pg.NewID()))
		}
		if a := w.call(t, door, harness.Nobody, "SubmitApplication", n.request); a.Reason != "NOT_FOUND" {
			t.Errorf("the first application came again over %s: got %q %v", door, a.Reason, a.Messages)
		}
		if a := w.call(t, door, harness.Nobody, "LookupReceipt", object{"receipt_code": n.receipt}); a.Reason != "NOT_FOUND" {
			t.Errorf("the receipt over %s: got %q", door, a.Reason)
		}
	}
}

func field(name string) func(id string) object {
	return func(id string) object { return object{name: id} }
}

// text is a value as JSON.
func text(t *testing.T, value any) string {
	t.Helper()
	content, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// lists checks that lists and searches go on, without the person.
func (w *erasingTown) lists(t *testing.T, n noor) {
	t.Helper()
	for _, door := range harness.Doors() {
		for _, c := range []struct {
			as      harness.Persona
			rpc     string
			request object
			some    bool // whether it still has something of others
		}{
			{harness.Coordinator, "ListApplications", object{}, true},
			{harness.Coordinator, "SearchApplications", object{"name": "Kanariezang"}, false},
			{harness.Coordinator, "SearchApplications", object{"phone": noorsPhone}, false},
			{harness.Coordinator, "SearchApplications", object{"email": noorsMail}, false},
			{harness.Coordinator, "SearchApplications", object{"postcode": "5141AB", "house_number": "7"}, false},
			{harness.Coordinator, "SearchApplications", object{"receipt_code": n.receipt}, false},
			{harness.Coordinator, "SearchResidents", object{"name": "Noor"}, false},
			{harness.Coordinator, "ListOffers", object{}, false},
			{harness.Supporter, "ListOffers", object{}, false},
			{harness.Coordinator, "ListCases", object{}, false},
			{harness.Supporter, "ListCases", object{}, false},
			{harness.Referrer, "ListReferrals", object{}, false},
			{harness.Coordinator, "ListReferrers", object{}, true},
			{harness.Coordinator, "ListImports", object{}, true},
			{harness.Coordinator, "ListImportRows", object{"import": n.importedIn}, true},
			{harness.Coordinator, "GetHousehold", object{"household": n.household}, true},
			{harness.Coordinator, "ListSupporters", object{}, true},
		} {
			a := w.call(t, door, c.as, c.rpc, c.request)
			if a.Reason != "" || len(a.Messages) != 1 {
				t.Errorf("%s over %s: %s %s", c.rpc, door, a.Reason, a.Says)
				continue
			}
			answer := harness.JSON(a.Messages[0])
			for _, id := range append(n.ids(), "anariezang") {
				if strings.Contains(text(t, answer), id) {
					t.Errorf("%s over %s still tells of %s: %s", c.rpc, door, id, text(t, answer))
				}
			}
			if (len(answer) > 0) != c.some {
				t.Errorf("%s over %s: got %s", c.rpc, door, text(t, answer))
			}
		}
	}
}
