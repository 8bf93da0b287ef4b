package rpc_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Of the cases behind a signal their number leaves: only the coordinator reads which.
func TestWhoTellsASignalAndWhatTheySee(t *testing.T) {
	w := newWorld(t)
	anna := w.resident(t)
	cases := []string{w.caseOf(anna, w.supporter), w.caseOf(anna, w.supporter), w.caseOf(w.resident(t), w.supporter)}
	got := w.tell(t, w.volunteer, told(cases...))
	if got.GetResidents() != 2 || len(got.GetCases()) != 0 || got.GetSupporter() != w.supporter || got.GetState() != signalv1.SignalState_SIGNAL_STATE_NEW || got.GetEtag() != "1" {
		t.Errorf("the supporter reads %v", got)
	}
	seen, err := w.get(w.coordinator, got.GetId())
	if err != nil || !slices.Equal(slices.Sorted(slices.Values(seen.GetCases())), slices.Sorted(slices.Values(cases))) || seen.GetSupporterName() != "iemand" {
		t.Errorf("the coordinator reads %v, %v", seen, err)
	}
	for name, by := range map[string]context.Context{"another supporter": w.other, "the desk": as(t, call.RoleDesk, call.ScopeOwn)} {
		if _, err := w.get(by, got.GetId()); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if n := w.count(t, `SELECT count(*) FROM signal.signal WHERE municipality = $1 AND position('maandenlang'::bytea IN description) > 0`, municipality); n != 0 {
		t.Error("what goes wrong stands in the database for all to read")
	}
	if n := w.count(t, `SELECT count(*) FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.SignalRaised'`, municipality); n != 1 {
		t.Errorf("%d events", n)
	}
}

// Evidence is one's own: a supporter names the cases that are theirs, the coordinator any, the desk none.
func TestEvidenceIsOnesOwn(t *testing.T) {
	w := newWorld(t)
	theirs, others := w.caseOf(w.resident(t), w.supporter), w.caseOf(w.resident(t), w.another)
	for name, c := range map[string]struct {
		by    context.Context
		cases []string
		want  errs.Reason
	}{
		"own": {w.volunteer, []string{theirs}, ""}, "another's": {w.volunteer, []string{theirs, others}, errs.NotFoundReason},
		"nobody's": {w.coordinator, []string{pg.NewID()}, errs.NotFoundReason}, "any": {w.coordinator, []string{theirs, others}, ""},
		"at the desk": {w.desk, []string{theirs}, errs.Invalid}, "none at the desk": {w.desk, nil, ""},
		"no supporter": {as(t, call.RoleSupporter, call.ScopeOwn), nil, errs.NotFoundReason},
	} {
		_, err := w.CreateSignal(c.by, &signalv1.CreateSignalRequest{Municipality: municipality, Signal: told(c.cases...)})
		if c.want == "" && err != nil || c.want != "" && !errs.Is(err, c.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func (w *world) update(by context.Context, s *signalv1.Signal, mask ...string) (*signalv1.Signal, error) {
	return w.UpdateSignal(by, &signalv1.UpdateSignalRequest{Municipality: municipality, Signal: s, UpdateMask: &fieldmaskpb.FieldMask{Paths: mask}})
}

// What a mask does not name stays, the cases too, although their supporter does not read them.
func TestASignalChangesWhileItIsNew(t *testing.T) {
	w := newWorld(t)
	s := w.tell(t, w.volunteer, told(w.cases(t, w.supporter, 2)...))
	got, err := w.update(w.volunteer, &signalv1.Signal{Id: s.GetId(), Description: "Er komt geen antwoord.", Etag: "1"}, "description")
	if err != nil || got.GetResidents() != 2 || got.GetDescription() != "Er komt geen antwoord." || got.GetEtag() != "2" || got.GetOrganisation() != "Stichting Zorgbuur" {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := w.update(w.volunteer, &signalv1.Signal{Id: s.GetId(), Etag: "1", Description: "x"}, "description"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("got %v", err)
	}
	if _, err := w.update(w.other, &signalv1.Signal{Id: s.GetId(), Description: "x"}, "description"); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("another's: got %v", err)
	}
	if _, err := w.update(w.volunteer, &signalv1.Signal{Id: s.GetId(), Theme: "weg"}, "theme"); rule(err, "signal.theme") != "code.unknown" {
		t.Errorf("got %v", err)
	}
	if _, err := w.update(w.volunteer, &signalv1.Signal{Id: s.GetId(), Cases: w.cases(t, w.another, 1)}, "cases"); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("another's case: got %v", err)
	}
	if got, err = w.update(w.volunteer, &signalv1.Signal{Id: s.GetId(), Cases: w.cases(t, w.supporter, 3)}, "cases"); err != nil || got.GetResidents() != 3 {
		t.Errorf("got %v, %v", got, err)
	}
	aside, err := w.SetSignalAside(w.coordinator, &signalv1.SetSignalAsideRequest{Municipality: municipality, Signal: s.GetId(), Reason: "Dit is al opgelost."})
	if err != nil || aside.GetState() != signalv1.SignalState_SIGNAL_STATE_SET_ASIDE {
		t.Fatalf("got %v, %v", aside, err)
	}
	if own, err := w.get(w.volunteer, s.GetId()); err != nil || own.GetSetAsideReason() != "Dit is al opgelost." {
		t.Errorf("whoever told it reads %v, %v", own, err)
	}
	if _, err := w.update(w.volunteer, &signalv1.Signal{Id: s.GetId(), Description: "x"}, "description"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
}

// A signal outlives what is kept of a resident: it names nobody of the cases behind it, and nobody whom its teller supports, when
// it is told and when it changes. What does not change is not looked at again.
func TestASignalNamesNoResident(t *testing.T) {
	w := newWorld(t)
	theirs := w.cases(t, w.supporter, 1)
	naming := func(cases ...string) *signalv1.Signal {
		s := told(cases...)
		s.Description = "Wat Kanarie vraagt, blijft liggen."
		return s
	}
	for name, c := range map[string]struct {
		by    context.Context
		cases []string
		want  string
	}{
		"of a case behind it":            {w.volunteer, theirs, "signal.name"},
		"whom its teller supports":       {w.volunteer, nil, "signal.name"},
		"of a case, by a coordinator":    {w.coordinator, theirs, "signal.name"},
		"whom a coordinator only knows":  {w.coordinator, nil, ""},
		"whom another supporter sees by": {w.other, nil, ""},
	} {
		_, err := w.CreateSignal(c.by, &signalv1.CreateSignalRequest{Municipality: municipality, Signal: naming(c.cases...)})
		if got := rule(err, "signal.description"); got != c.want || c.want == "" && err != nil {
			t.Errorf("%s: got %v", name, err)
		}
		if refusal := errs.Of(err); refusal != nil && refusal.Violations[0].Args["place"] != "2" {
			t.Errorf("%s: it says %v", name, refusal.Violations)
		}
	}
	s := w.tell(t, w.volunteer, told(theirs...))
	changed := naming()
	changed.Id = s.GetId()
	for name, by := range map[string]context.Context{"its teller": w.volunteer, "the coordinator": w.coordinator} {
		if _, err := w.update(by, changed, "description"); rule(err, "signal.description") != "signal.name" {
			t.Errorf("%s writes a name into it: %v", name, err)
		}
	}
	general := w.tell(t, w.coordinator, naming())
	if _, err := w.update(w.coordinator, &signalv1.Signal{Id: general.GetId(), Cases: theirs}, "cases"); rule(err, "signal.description") != "signal.name" {
		t.Errorf("the case of who is named comes behind it: %v", err)
	}
	if _, err := w.update(w.coordinator, &signalv1.Signal{Id: general.GetId(), Theme: "other"}, "theme"); err != nil {
		t.Errorf("its theme alone: %v", err)
	}
}

func TestListsOfSignals(t *testing.T) {
	w := newWorld(t)
	first := w.tell(t, w.volunteer, told()).GetId()
	late := told()
	late.Organisation, late.FromDate, late.UntilDate = "ZORGBUUR (st.)", "2026-02-01", "2026-02-10"
	second := w.tell(t, w.other, late).GetId()
	another := told()
	another.Theme, another.Organisation = "other", "Gemeente"
	third := w.tell(t, w.desk, another).GetId()
	gathered := w.tell(t, w.coordinator, told()).GetId()
	pattern := w.pattern(t, worded(), gathered).GetId()
	for name, c := range map[string]struct {
		by   context.Context
		req  *signalv1.ListSignalsRequest
		want []string
	}{
		"all, the newest first": {w.coordinator, &signalv1.ListSignalsRequest{}, []string{gathered, third, second, first}},
		"own":                   {w.volunteer, &signalv1.ListSignalsRequest{}, []string{first}},
		"another's":             {w.other, &signalv1.ListSignalsRequest{}, []string{second}},
		"a theme":               {w.coordinator, &signalv1.ListSignalsRequest{Theme: "other"}, []string{third}},
		"an organisation":       {w.coordinator, &signalv1.ListSignalsRequest{Organisation: "stichting zorgbuur"}, []string{gathered, second, first}},
		"new ones":              {w.coordinator, &signalv1.ListSignalsRequest{States: []signalv1.SignalState{signalv1.SignalState_SIGNAL_STATE_NEW}}, []string{third, second, first}},
		"still going on":        {w.coordinator, &signalv1.ListSignalsRequest{FromDate: "2026-02-11"}, []string{gathered, third, first}},
		"begun":                 {w.coordinator, &signalv1.ListSignalsRequest{UntilDate: "2026-01-31"}, []string{gathered, third, first}},
		"a pattern":             {w.coordinator, &signalv1.ListSignalsRequest{Pattern: pattern}, []string{gathered}},
	} {
		c.req.Municipality = municipality
		got, err := w.ListSignals(c.by, c.req)
		var ids []string
		for _, s := range got.GetSignals() {
			ids = append(ids, s.GetId())
		}
		if err != nil || !slices.Equal(ids, c.want) {
			t.Errorf("%s: got %v, %v, want %v", name, ids, err, c.want)
		}
	}
	if _, err := w.ListSignals(w.volunteer, &signalv1.ListSignalsRequest{Municipality: municipality, Pattern: pattern}); rule(err, "pattern") != "signal.pattern_filter" {
		t.Errorf("got %v", err)
	}
	if _, err := w.ListSignals(w.coordinator, &signalv1.ListSignalsRequest{Municipality: municipality, FromDate: "2026-02-30"}); rule(err, "from_date") != "date.invalid" {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsAlikeIsSuggested(t *testing.T) {
	w := newWorld(t)
	asked := w.tell(t, w.volunteer, told()).GetId()
	spelled := told()
	spelled.Organisation, spelled.Description = "zorg-buur", "Heel iets anders."
	far := w.tell(t, w.other, spelled).GetId()
	near := w.tell(t, w.other, told()).GetId()
	elsewhere := told()
	elsewhere.Organisation = "Gemeente"
	w.tell(t, w.other, elsewhere)
	old := w.tell(t, w.other, told()).GetId()
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE signal.signal SET create_time = create_time - interval '7 months' WHERE municipality = $1 AND id = $2`, municipality, old)
		return err
	})
	list := func(req *signalv1.ListSimilarSignalsRequest) (ids []string) {
		t.Helper()
		req.Municipality = municipality
		for {
			got, err := w.ListSimilarSignals(w.coordinator, req)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range got.GetSimilarSignals() {
				ids = append(ids, s.GetSignal().GetId())
			}
			if req.PageToken = got.GetNextPageToken(); req.GetPageToken() == "" {
				return ids
			}
		}
	}
	for _, size := range []int32{0, 1} {
		if got := list(&signalv1.ListSimilarSignalsRequest{Signal: asked, PageSize: size}); !slices.Equal(got, []string{near, far}) {
			t.Errorf("pages of %d: got %v, want %v", size, got, []string{near, far})
		}
	}
	p := w.pattern(t, worded(), near)
	if got := list(&signalv1.ListSimilarSignalsRequest{Pattern: p.GetId()}); len(got) != 2 || slices.Contains(got, near) || slices.Contains(got, old) {
		t.Errorf("got %v", got)
	}
	for _, req := range []*signalv1.ListSimilarSignalsRequest{{}, {Signal: asked, Pattern: p.GetId()}} {
		if _, err := w.ListSimilarSignals(w.coordinator, req); rule(err, "signal") != "similar.one" {
			t.Errorf("got %v", err)
		}
	}
}

// Who is erased stands behind nothing any more; signals stay, and so does the number that left.
func TestErasure(t *testing.T) {
	w := newWorld(t)
	residents := []string{w.resident(t), w.resident(t), w.resident(t), w.resident(t), w.resident(t)}
	var cases []string
	for _, r := range residents {
		cases = append(cases, w.caseOf(r, w.supporter))
	}
	s := w.tell(t, w.volunteer, told(cases...))
	p, err := w.release(w.pattern(t, worded(), s.GetId()).GetId(), "")
	if err != nil || p.GetReleasedPattern().GetResidents() != 5 {
		t.Fatalf("got %v, %v", p, err)
	}
	erase := func(kind subject.Kind, id string) subject.Erased {
		t.Helper()
		var gone subject.Erased
		w.write(t, func(tx *pg.Tx) (err error) {
			if work, err := w.store.Unfinished(w.coordinator, tx, kind, []string{id}); err != nil || len(work) > 0 {
				t.Errorf("it keeps %v, %v", work, err)
			}
			gone, err = w.store.Erase(w.coordinator, tx, kind, []string{id})
			return err
		})
		return gone
	}
	if gone := erase(subject.Dossier, residents[0]); gone["cases behind signals"] != 1 {
		t.Errorf("got %v", gone)
	}
	if gone := erase(subject.Supporter, w.supporter); gone["tellers of signals"] != 1 {
		t.Errorf("got %v", gone)
	}
	seen, err := w.get(w.coordinator, s.GetId())
	if err != nil || seen.GetResidents() != 4 || slices.Contains(seen.GetCases(), cases[0]) || seen.GetSupporter() != "" || seen.GetSupporterName() != "" {
		t.Errorf("got %v, %v", seen, err)
	}
	after, err := w.GetPattern(w.coordinator, &signalv1.GetPatternRequest{Municipality: municipality, Pattern: p.GetId()})
	if err != nil || after.GetResidents() != 4 || after.GetReleasedPattern().GetResidents() != 5 {
		t.Errorf("got %v, %v", after, err)
	}
}
