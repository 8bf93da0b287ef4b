package promises_test

import (
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// weekly are the lines of a mail that tells something of the week, each a count or a remark.
func weekly(t *testing.T, content string) (lines []string) {
	t.Helper()
	message, err := mail.ReadMessage(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	_, parameters, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	part, err := multipart.NewReader(message.Body, parameters["boundary"]).NextPart() // the text comes before the page
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line, found := strings.CutPrefix(strings.TrimSpace(line), "- "); found {
			lines = append(lines, line)
		}
	}
	return lines
}

// On Monday from seven o'clock the coordinator is told what waits, which promises are at risk, what lapses and of whom nothing was
// heard; a supporter what their own remarks and silent cases are. Nobody asks for it, and it is told once.
func TestTheWeekIsToldOnMonday(t *testing.T) {
	var clock, looks atomic.Int64
	at := func(date string) {
		t.Helper()
		moment, err := time.Parse(time.RFC3339, date)
		if err != nil {
			t.Fatal(err)
		}
		clock.Store(moment.Unix())
	}
	at("2026-01-27T10:00:00Z") // a Tuesday
	w := newPostTown(t, harness.WithOffersEvery(20*time.Millisecond), harness.WithPools(func(c *pg.Config) {
		c.Clock = func() time.Time {
			looks.Add(1)
			return time.Unix(clock.Load(), 0)
		}
	}))
	for _, waits := range []string{"06-11930001", "06-11930002"} {
		w.make(t, harness.Nobody, "SubmitApplication", "application", object{"resident": object{"name": "Nora Kant", "phone": waits}})
	}
	w.lives(t, 3, someone{name: "helped long ago", mobile: true, closes: true}, instructions[0], object{})
	application := w.make(t, harness.Coordinator, "SubmitApplication", "application", object{"resident": object{"name": "Ben Bos", "phone": "06-11930004"}, "resident_agrees": true, "life_domains": []any{"LIFE_DOMAIN_WMO"}})
	w.make(t, harness.Coordinator, "CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_FORMAL"})
	offer := w.make(t, harness.Coordinator, "CreateOffer", "id", object{"application": application, "supporter": w.supporter})
	w.make(t, harness.Supporter, "AcceptOffer", "id", object{"offer": offer})
	w.make(t, harness.Coordinator, "RecordResidentAnswer", "case", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"})
	w.make(t, harness.Coordinator, "RecordRequirement", "until_date", object{"supporter": w.supporter, "requirement": "conduct_certificate", "until_date": "2026-03-04"})

	told := func() (mails []string) {
		for _, content := range w.post.Mails() {
			if lines := weekly(t, content); len(lines) > 0 {
				mails = append(mails, strings.Join(lines, "\n"))
			}
		}
		slices.Sort(mails)
		return mails
	}
	// looked is when whoever looks for what there is to tell had all chance to do so since the clock moved.
	looked := func(moment string, until int) {
		at(moment)
		for from := looks.Load(); len(told()) < until || looks.Load() < from+300; {
			if looks.Load() > from+100_000 {
				t.Fatalf("at %s: told %q", moment, told())
			}
			runtime.Gosched()
		}
		w.settles(t)
	}
	looked("2026-03-02T05:59:00Z", 0) // one minute before seven
	if early := told(); len(early) > 0 {
		t.Errorf("before seven: %q", early)
	}
	// Three promises to each who waits, and two to whom a supporter was found: an appointment made, and held.
	want := []string{
		"Aanmeldingen die wachten: 2\nBeloften die bijna te laat of te laat zijn: 8\nVereisten die aandacht vragen: 1\nOndersteuners van wie een maand niets is gehoord: 1",
		"Trajecten zonder contact in de laatste maand: 1\nVOG verloopt over 2 dagen",
	}
	for _, moment := range []string{"2026-03-02T06:00:00Z", "2026-03-02T15:00:00Z"} {
		looked(moment, len(want))
		if got := told(); !slices.Equal(got, want) {
			t.Errorf("at %s: told %q, want %q", moment, got, want)
		}
	}
}
