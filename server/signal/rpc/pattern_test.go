package rpc_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// A resident is counted once: over signals, over cases, and over two dossiers that were found to be of one person.
func TestResidentsBehindAPatternAreCountedOnce(t *testing.T) {
	w := newWorld(t)
	anna, twin, bram := w.resident(t), w.resident(t), w.resident(t)
	one := w.tell(t, w.volunteer, told(w.caseOf(anna, w.supporter), w.caseOf(bram, w.supporter))).GetId()
	two := w.tell(t, w.other, told(w.caseOf(anna, w.another), w.caseOf(twin, w.another))).GetId()
	p := w.pattern(t, worded(), one, two)
	if p.GetSignals() != 2 || p.GetResidents() != 3 || p.GetEnoughResidents() {
		t.Errorf("got %v", p)
	}
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE intake.dossier SET merged_into = $3 WHERE municipality = $1 AND id = $2`, municipality, twin, anna)
		return err
	})
	if p, err := w.GetPattern(w.coordinator, &signalv1.GetPatternRequest{Municipality: municipality, Pattern: p.GetId()}); err != nil || p.GetResidents() != 2 {
		t.Errorf("got %v, %v", p, err)
	}
	if s, err := w.get(w.coordinator, two); err != nil || s.GetResidents() != 1 {
		t.Errorf("got %v, %v", s, err)
	}
}

func (w *world) gather(id string, add, remove []string) (*signalv1.Pattern, error) {
	return w.GatherSignals(w.coordinator, &signalv1.GatherSignalsRequest{Municipality: municipality, Pattern: id, Add: add, Remove: remove})
}

func TestASignalIsInOnePattern(t *testing.T) {
	w := newWorld(t)
	one, two := w.tell(t, w.volunteer, told()).GetId(), w.tell(t, w.volunteer, told()).GetId()
	p, q := w.pattern(t, worded(), one).GetId(), w.pattern(t, worded()).GetId()
	if _, err := w.gather(q, []string{two, one}, nil); rule(err, "add[1]") != "signal.not_new" {
		t.Errorf("got %v", err)
	}
	if s, err := w.get(w.coordinator, two); err != nil || s.GetState() != signalv1.SignalState_SIGNAL_STATE_NEW {
		t.Errorf("a half is gathered: %v, %v", s, err)
	}
	if _, err := w.gather(q, nil, []string{one}); rule(err, "remove[0]") != "signal.not_gathered" {
		t.Errorf("got %v", err)
	}
	if _, err := w.gather(q, []string{pg.NewID()}, nil); rule(err, "add[0]") != "signal.unknown" {
		t.Errorf("got %v", err)
	}
	got, err := w.gather(p, []string{two}, []string{one})
	if err != nil || got.GetSignals() != 1 || got.GetEtag() != "2" {
		t.Errorf("got %v, %v", got, err)
	}
	for id, want := range map[string]string{one: "", two: p} {
		if s, err := w.get(w.coordinator, id); err != nil || s.GetPattern() != want {
			t.Errorf("got %v, %v", s, err)
		}
	}
	if _, err := w.WithdrawPattern(w.coordinator, &signalv1.WithdrawPatternRequest{Municipality: municipality, Pattern: p}); err != nil {
		t.Fatal(err)
	}
	if s, err := w.get(w.coordinator, two); err != nil || s.GetState() != signalv1.SignalState_SIGNAL_STATE_NEW || s.GetPattern() != "" {
		t.Errorf("got %v, %v", s, err)
	}
	if _, err := w.gather(p, []string{two}, nil); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
}

// Few residents: it leaves in other words, without numbers, by name and with a reason; and the copy counts nobody.
func TestAPatternOfFewResidents(t *testing.T) {
	w := newWorld(t)
	s := w.tell(t, w.volunteer, told(w.cases(t, w.supporter, 4)...))
	p := w.pattern(t, worded(), s.GetId())
	if _, err := w.release(p.GetId(), ""); rule(err, "reason") != "pattern.few_reason" {
		t.Errorf("got %v", err)
	}
	word := func(text string) {
		t.Helper()
		if _, err := w.UpdatePattern(w.coordinator, &signalv1.UpdatePatternRequest{
			Municipality: municipality, Pattern: &signalv1.Pattern{Id: p.GetId(), Text: text}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"text"}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	word("Kort gezegd: " + s.GetDescription())
	if _, err := w.release(p.GetId(), "reden"); rule(err, "pattern") != "pattern.few_words" {
		t.Errorf("got %v", err)
	}
	word("Vier mensen weten niet waar zij aan toe zijn.")
	if _, err := w.release(p.GetId(), "reden"); rule(err, "pattern") != "pattern.few_numbers" {
		t.Errorf("got %v", err)
	}
	word("Mensen weten niet waar zij aan toe zijn.")
	if n := w.count(t, `SELECT count(*) FROM signal.released_pattern WHERE municipality = $1`, municipality); n != 0 {
		t.Fatalf("%d left all the same", n)
	}
	got, err := w.release(p.GetId(), "Het is dringend.")
	if err != nil || got.GetReleasedBy() != call.From(w.coordinator).Caller.Account || got.GetReleaseReason() != "Het is dringend." {
		t.Fatalf("got %v, %v", got, err)
	}
	left, err := w.GetReleasedPattern(w.adviser, &signalv1.GetReleasedPatternRequest{Municipality: municipality, ReleasedPattern: got.GetReleasedPattern().GetId()})
	if err != nil || left.GetResidents() != 0 || left.GetSignals() != 0 || left.GetText() != "Mensen weten niet waar zij aan toe zijn." {
		t.Errorf("got %v, %v", left, err)
	}
	if text := protojson.Format(left); strings.Contains(text, "dringend") {
		t.Errorf("the reason left: %s", text)
	}
}

func (w *world) lists(t *testing.T, by context.Context) (ids []string) {
	t.Helper()
	got, err := w.ListReleasedPatterns(by, &signalv1.ListReleasedPatternsRequest{Municipality: municipality})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range got.GetReleasedPatterns() {
		ids = append(ids, c.GetId())
	}
	return ids
}

// Who a pattern is for reads it; nobody else outside does, and of what was taken back nobody.
func TestWhoReadsWhatLeft(t *testing.T) {
	w := newWorld(t)
	p := w.released(t)
	id := p.GetReleasedPattern().GetId()
	if c := p.GetReleasedPattern(); c.GetResidents() != 5 || c.GetSignals() != 0 {
		t.Errorf("seven residents and one signal are told as %d and %d", c.GetResidents(), c.GetSignals())
	}
	read := func(by context.Context) error {
		_, err := w.GetReleasedPattern(by, &signalv1.GetReleasedPatternRequest{Municipality: municipality, ReleasedPattern: id})
		return err
	}
	for name, by := range map[string]context.Context{"the adviser": w.adviser, "the coordinator": w.coordinator} {
		if err := read(by); err != nil || !slices.Equal(w.lists(t, by), []string{id}) {
			t.Errorf("%s: got %v and %v", name, err, w.lists(t, by))
		}
	}
	for name, by := range map[string]context.Context{"the board": w.board, "the access team": w.team, "another role": as(t, call.RoleRegionManager, call.ScopeMunicipality)} {
		if err := read(by); !errs.Is(err, errs.NotFoundReason) || len(w.lists(t, by)) > 0 {
			t.Errorf("%s: got %v and %v", name, err, w.lists(t, by))
		}
		if _, err := w.answer(by, id, nil); !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s answers: %v", name, err)
		}
	}
	if _, err := w.WithdrawPattern(w.coordinator, &signalv1.WithdrawPatternRequest{Municipality: municipality, Pattern: p.GetId(), Etag: p.GetEtag()}); err != nil {
		t.Fatal(err)
	}
	if err := read(w.adviser); !errs.Is(err, errs.NotFoundReason) || len(w.lists(t, w.adviser)) > 0 {
		t.Errorf("what was taken back is read: %v", err)
	}
}

// What those outside read stands in tables without an id of a signal, a case or a person.
func TestWhatLeftLeadsToNobody(t *testing.T) {
	w := newWorld(t)
	cases := w.cases(t, w.supporter, 6)
	s := w.tell(t, w.volunteer, told(cases...))
	p, err := w.release(w.pattern(t, worded(), s.GetId()).GetId(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.answer(w.adviser, p.GetReleasedPattern().GetId(), nil); err != nil {
		t.Fatal(err)
	}
	var rows []string
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT to_jsonb(r)::text FROM signal.released_pattern r WHERE r.municipality = $1
			UNION ALL SELECT to_jsonb(a)::text FROM signal.released_answer a WHERE a.municipality = $1`, municipality)
	}); err != nil {
		t.Fatal(err)
	}
	secrets := append([]string{s.GetId(), p.GetId(), w.supporter, call.From(w.adviser).Caller.Account, call.From(w.volunteer).Caller.Account, call.From(w.coordinator).Caller.Account}, cases...)
	for _, c := range w.neighbours.cases {
		secrets = append(secrets, c.dossier)
	}
	for _, row := range rows {
		for _, secret := range secrets {
			if strings.Contains(row, secret) {
				t.Errorf("%s stands in %s", secret, row)
			}
		}
	}
	if len(rows) != 2 {
		t.Errorf("%d rows were looked at", len(rows))
	}
}

// Answers are a history; whoever told a signal reads them, and nothing of others.
func TestAnswersComeBackToWhoToldIt(t *testing.T) {
	w := newWorld(t)
	mine := w.tell(t, w.volunteer, told(w.cases(t, w.supporter, 3)...)).GetId()
	theirs := w.tell(t, w.other, told(w.cases(t, w.another, 4)...)).GetId()
	p := w.pattern(t, worded(), mine, theirs)
	if s, err := w.get(w.volunteer, mine); err != nil || s.GetFollowUp().GetState() != signalv1.PatternState_PATTERN_STATE_GATHERING || s.GetFollowUp().GetReleasedPattern() != nil || s.GetPattern() != "" {
		t.Errorf("before it left: %v, %v", s, err)
	}
	p, err := w.release(p.GetId(), "")
	if err != nil {
		t.Fatal(err)
	}
	id := p.GetReleasedPattern().GetId()
	if _, err := w.answer(w.adviser, id, func(r *signalv1.AnswerPatternRequest) { r.Measure, r.ByDate = "Een tweede medewerker.", "2026-06-01" }); err != nil {
		t.Fatal(err)
	}
	if _, err := w.answer(w.coordinator, id, nil); rule(err, "addressee") != "pattern.not_addressed" {
		t.Errorf("got %v", err)
	}
	last, err := w.answer(w.coordinator, id, func(r *signalv1.AnswerPatternRequest) {
		r.Addressee = signalv1.PatternAddressee_PATTERN_ADDRESSEE_CARE_PROVIDER
	})
	if err != nil || len(last.GetAnswers()) != 2 || last.GetState() != signalv1.PatternState_PATTERN_STATE_ANSWERED {
		t.Fatalf("got %v, %v", last, err)
	}
	first := last.GetAnswers()[0]
	if first.GetAddressee() != signalv1.PatternAddressee_PATTERN_ADDRESSEE_POLICY_ADVISER || first.GetMeasure() != "Een tweede medewerker." || first.GetByDate() != "2026-06-01" {
		t.Errorf("got %v", first)
	}
	s, err := w.get(w.volunteer, mine)
	if err != nil || len(s.GetFollowUp().GetReleasedPattern().GetAnswers()) != 2 || s.GetFollowUp().GetState() != signalv1.PatternState_PATTERN_STATE_ANSWERED {
		t.Fatalf("got %v, %v", s, err)
	}
	if text := protojson.Format(s); strings.Contains(text, theirs) || strings.Contains(text, p.GetId()) || strings.Contains(text, w.another) {
		t.Errorf("it tells of others: %s", text)
	}
	// An answer changes what the coordinator sees of the pattern, so closing what was seen before is refused.
	if _, err := w.ClosePattern(w.coordinator, &signalv1.ClosePatternRequest{Municipality: municipality, Pattern: p.GetId(), Etag: p.GetEtag()}); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("got %v", err)
	}
	if _, err := w.ClosePattern(w.coordinator, &signalv1.ClosePatternRequest{Municipality: municipality, Pattern: p.GetId()}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.answer(w.adviser, id, nil); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
	list, err := w.ListPatterns(w.coordinator, &signalv1.ListPatternsRequest{Municipality: municipality})
	if err != nil || len(list.GetPatterns()) != 1 || list.GetPatterns()[0].GetState() != signalv1.PatternState_PATTERN_STATE_CLOSED {
		t.Errorf("got %v, %v", list, err)
	}
}
