package show

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// TestInert holds that no cell of a spreadsheet runs.
func TestInert(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+2": "'=1+2", "@SUM(A1)": "'@SUM(A1)", "+cmd|x": "'+cmd|x", "-2+3+cmd": "'-2+3+cmd", "\t=1": "'\t=1", "=": "'=", "=12": "'=12",
		"+31611930999": "+31611930999", "-12": "-12", "+31 6 1193 0999": "+31 6 1193 0999", "gewoon": "gewoon", "": "", "5141 AB": "5141 AB",
	} {
		if got := inert(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}

// TestHarmless holds that text of others does not steer a terminal.
func TestHarmless(t *testing.T) {
	if got := harmless("een\n\x1b[2Jtwee\u202edrie\x00\u200b, é"); got != "een [2Jtweedrie, é" {
		t.Errorf("got %q", got)
	}
}

func TestSpecialMessages(t *testing.T) {
	hours := &commonv1.OpeningHours{Weekday: 1, Opens: "09:00", Closes: "17:00"}
	for language, want := range map[string]string{"en": "Mon 09:00-17:00", "nl": "ma 09:00-17:00"} {
		if got := (&Printer{Language: language}).Text(hours); got != want {
			t.Errorf("%s: %q", language, got)
		}
	}
	if got := (&Printer{}).Text(&commonv1.OpeningHours{Weekday: 9}); got != " -" {
		t.Errorf("no such day: %q", got)
	}
	point := &commonv1.NeighbourhoodPoint{Code: "centrum", Name: "Wijkpunt", Address: "Plein 1", OpeningHours: []*commonv1.OpeningHours{hours}}
	if got := (&Printer{}).Text(point); got != "centrum: Wijkpunt, Plein 1; Mon 09:00-17:00" {
		t.Errorf("point: %q", got)
	}
	if got := (&Printer{}).Text(&intakev1.Urgency{Reason: intakev1.UrgencyReason_URGENCY_REASON_EVICTION, LatestDate: "2026-05-01"}); got != "reason eviction, latest date 2026-05-01" {
		t.Errorf("any other: %q", got)
	}
}

func TestRecordOfAValueThatIsNewer(t *testing.T) {
	var out strings.Builder
	p := &Printer{To: &out, Format: Table, Zone: time.UTC}
	a := &intakev1.Application{State: 99, CreateTime: timestamppb.New(time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)), Etag: "3"}
	if err := p.Record(a); err != nil {
		t.Fatal(err)
	}
	if want := "State        99\nCreate time  2026-03-01 09:30\nVersion      3\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// TestNo holds that a consent that was refused does not look as if nobody had said anything.
func TestNo(t *testing.T) {
	for language, want := range map[string]string{"en": "Given  no\n", "nl": "Gegeven  nee\n"} {
		var out strings.Builder
		p := &Printer{To: &out, Format: Table, Language: language, Zone: time.UTC}
		if err := p.Record(&intakev1.Consent{}); err != nil || out.String() != want {
			t.Errorf("%q, %v", out.String(), err)
		}
	}
	row := (&intakev1.Consent{}).ProtoReflect()
	if got := (&Printer{Zone: time.UTC, Language: "en"}).people().cell(row, "given"); got != "no" {
		t.Errorf("table: %q", got)
	}
	if got := programs.cell((&intakev1.Application{SafeContact: &intakev1.SafeContact{}}).ProtoReflect(), "safe_contact.no_post"); got != "no" {
		t.Errorf("CSV: %q", got)
	}
}

func TestNarrowTerminal(t *testing.T) {
	var out strings.Builder
	p := &Printer{To: &out, Width: 60}
	long := strings.Repeat("woord ", 30)
	p.Grid([]string{"id", "text"}, [][]string{{"0198c0de-0000-7000-8000-001", long}})
	for line := range strings.Lines(out.String()) {
		if len(strings.TrimRight(line, "\n")) > p.Width {
			t.Errorf("%d wide: %q", len(line), line)
		}
	}
	if got := strings.Count(out.String(), "woord"); got != 30 {
		t.Errorf("%d words are left", got)
	}
	if !strings.Contains(out.String(), "0198c0de-0000-7000-8000-001 ") {
		t.Error("an id is broken")
	}
	out.Reset()
	p.Width = 90
	p.Grid([]string{"id", "text", "who"}, [][]string{{"1", long, "Carla Voorbeeld (0198c0de-0000-7000-8000-000000000001)"}})
	for line := range strings.Lines(out.String()) {
		if len(strings.TrimRight(line, "\n")) > p.Width {
			t.Errorf("two columns: %d wide: %q", len(line), line)
		}
	}
	if !strings.Contains(out.String(), "(0198c0de-0000-7000-8000-000000000001)") || strings.Count(out.String(), "woord") != 30 {
		t.Errorf("two columns: %s", out.String())
	}
	p.Width = 60
	out.Reset()
	a := &intakev1.Application{Question: long}
	if err := p.record(a.ProtoReflect()); err != nil || strings.Count(out.String(), "\n") < 3 {
		t.Errorf("a record is not wrapped: %q, %v", out.String(), err)
	}
}
