package signal_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/signal"
)

// ready is a pattern that leaves by itself, but for what a test changes.
func ready(residents int) signal.Pattern {
	return signal.Pattern{
		ID: "p", Matter: signal.Matter{Theme: "waiting_list", Organisation: "Buro", Key: "buro", From: "2026-01-01"}, Title: "Lang wachten",
		Words: "Wie hulp vraagt, hoort pas na maanden iets.", Addressees: []signal.Addressee{signal.PolicyAdviser}, State: signal.Gathering,
		Signals: 12, Residents: residents,
	}
}

var told = []string{"Mijnheer wacht nu al drie maanden op een antwoord van het buro.", "Niemand belt terug"}

// TestRelease is the whole rule: how many residents, and what is missing or tells too much.
func TestRelease(t *testing.T) {
	const few, enough = signal.Enough - 1, signal.Enough
	for name, c := range map[string]struct {
		residents int
		change    func(*signal.Pattern)
		reason    string
		want      string
	}{
		"enough":                           {enough, nil, "", ""},
		"enough, with numbers in it":       {enough, func(p *signal.Pattern) { p.Words = "Het duurt 12 weken." }, "", ""},
		"enough, in the words of a signal": {enough, func(p *signal.Pattern) { p.Words = told[0] }, "", ""},
		"enough, without a text":           {enough, func(p *signal.Pattern) { p.Words = " \n" }, "", "pattern pattern.no_text"},
		"enough, for nobody":               {enough, func(p *signal.Pattern) { p.Addressees = nil }, "", "pattern pattern.no_addressee"},
		"few, in other words, by name":     {few, nil, "Het gaat om veiligheid.", ""},
		"nobody, in other words, by name":  {0, nil, "Het gaat om veiligheid.", ""},
		"few, without a reason":            {few, nil, " ", "reason pattern.few_reason"},
		"few, a number in the text":        {few, func(p *signal.Pattern) { p.Words = "Het duurt 12 weken." }, "reden", "pattern pattern.few_numbers"},
		"few, a number in words":           {few, func(p *signal.Pattern) { p.Words = "Het overkwam drie mensen." }, "reden", "pattern pattern.few_numbers"},
		"few, a number in the title":       {few, func(p *signal.Pattern) { p.Title = "Twee brieven" }, "reden", "pattern pattern.few_numbers"},
		"few, in the words of a signal":    {few, func(p *signal.Pattern) { p.Words = "Kort: NIEMAND belt terug" }, "reden", ""},
		"few, a signal and nothing else":   {few, func(p *signal.Pattern) { p.Words = "Niemand belt, terug." }, "reden", "pattern pattern.few_words"},
		"few, the title is a signal":       {few, func(p *signal.Pattern) { p.Title = "niemand belt terug" }, "reden", "pattern pattern.few_words"},
		"few, a part of a signal":          {few, func(p *signal.Pattern) { p.Words = "Ook: wacht nu al maanden op een antwoord van het buro" }, "reden", ""},
		"few, all that can be wrong":       {few, func(p *signal.Pattern) { p.Words, p.Addressees, p.Title = "", nil, "Drie" }, "", "pattern pattern.no_text, pattern pattern.no_addressee, reason pattern.few_reason, pattern pattern.few_numbers"},
		"nothing gathered":                 {0, func(p *signal.Pattern) { p.Signals = 0 }, "reden", "pattern pattern.no_signal"},
	} {
		p := ready(c.residents)
		if c.change != nil {
			c.change(&p)
		}
		got, left, err := p.Release("copy", "account", c.reason, told)
		if rules(err) != c.want {
			t.Errorf("%s: got %q, want %q", name, rules(err), c.want)
			continue
		}
		if c.want != "" {
			if got.State != signal.Gathering || left.ID != "" {
				t.Errorf("%s: it left all the same: %+v", name, left)
			}
			continue
		}
		if got.State != signal.Released || got.Released != "copy" || got.ReleasedBy != "account" || left.State != signal.Released || left.Words != p.Words {
			t.Errorf("%s: got %+v and %+v", name, got, left)
		}
		if c.residents < signal.Enough && (left.Residents != 0 || left.Signals != 0 || got.Reason != c.reason) {
			t.Errorf("%s: of few residents %d signals and %d residents are told, for the reason %q", name, left.Signals, left.Residents, got.Reason)
		}
	}
}

// TestOfFewNoDayAndNoOrganisationLeaves: with few residents the copy tells quarters, and not whom it is about; with enough
// it tells what the pattern does. What the coordinator has stays as it was.
func TestOfFewNoDayAndNoOrganisationLeaves(t *testing.T) {
	for _, c := range []struct{ from, until, leavesFrom, leavesUntil string }{
		{"2026-01-01", "", "2026-01-01", ""},
		{"2026-02-17", "2026-02-17", "2026-01-01", "2026-03-31"},
		{"2025-12-31", "2026-04-01", "2025-10-01", "2026-06-30"},
		{"2024-06-30", "2024-09-01", "2024-04-01", "2024-09-30"},
		{"2026-11-11", "2026-12-31", "2026-10-01", "2026-12-31"},
	} {
		for residents := range signal.Enough + 1 {
			p := ready(residents)
			p.From, p.Until = c.from, c.until
			want := p.Matter
			if residents < signal.Enough {
				want = signal.Matter{Theme: p.Theme, From: c.leavesFrom, Until: c.leavesUntil}
			}
			kept, left, err := p.Release("copy", "account", "reden", told)
			if err != nil || left.Matter != want || kept.Matter != p.Matter {
				t.Errorf("of %d residents, %s until %s: got %+v, %v, want %+v; kept is %+v", residents, c.from, c.until, left.Matter, err, want, kept.Matter)
			}
		}
	}
}

// TestOnlyWhatIsGatheredLeaves: what left, was closed or withdrawn does not leave again.
func TestOnlyWhatIsGatheredLeaves(t *testing.T) {
	for _, state := range signal.PatternStates {
		p := ready(9)
		p.State = state
		if _, _, err := p.Release("copy", "account", "", nil); (err == nil) != (state == signal.Gathering) || err != nil && !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("%s: got %v", state, err)
		}
	}
}

// TestNumbersThatLeave: whatever stands behind a pattern, a number that leaves is a multiple of five that is not more than
// there are, and none leaves of fewer residents than enough.
func TestNumbersThatLeave(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := ready(rapid.IntRange(0, 60).Draw(t, "residents"))
		p.Signals = rapid.IntRange(1, 60).Draw(t, "signals")
		_, left, err := p.Release("copy", "account", "reden", told)
		if err != nil {
			t.Fatal(err)
		}
		for what, count := range map[string][2]int{"residents": {left.Residents, p.Residents}, "signals": {left.Signals, p.Signals}} {
			if count[0]%5 != 0 || count[0] > count[1] || p.Residents >= signal.Enough && count[1]-count[0] >= 5 {
				t.Fatalf("%d %s are told as %d", count[1], what, count[0])
			}
		}
		if p.Residents < signal.Enough && (left.Residents != 0 || left.Signals != 0) {
			t.Fatalf("of %d residents %d and %d signals are told", p.Residents, left.Residents, left.Signals)
		}
		if p.Residents >= signal.Enough && left.Residents < signal.Enough {
			t.Fatalf("%d residents are told as %d", p.Residents, left.Residents)
		}
	})
}

// TestWhateverIsAddedASignalShines: however a text begins and ends, a signal in it is found, in any case and punctuation.
func TestWhateverIsAddedASignalShines(t *testing.T) {
	word := rapid.StringMatching(`[a-z]{3,8}`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 4, 20).Draw(t, "signal")
		before, after := rapid.SliceOfN(word, 0, 6).Draw(t, "before"), rapid.SliceOfN(word, 0, 6).Draw(t, "after")
		text := strings.ToUpper(strings.Join(slices.Concat(before, words, after), ", "))
		if !signal.TakenOver(text, strings.Join(words, " ")) {
			t.Fatalf("%q is not found in %q", words, text)
		}
	})
}

func TestTellsNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "Een brief van de gemeente": false, "De achterstand is groot": false, "Tieners en vieringen": false, "Het aantal is groot": false,
		"vanaf 2025": true, "½ jaar": true, "twaalf weken": true, "Drieëntwintig mensen": true, "zesentachtig": true, "veertien dagen": true,
		"tientallen mensen": true, "Twee-derde": true, "één gezin": true, "three people": true, "TWENTY": true, "honderden": true, "tweehonderd": true,
		"one letter": false, "dozens": true, "allebei": true,
	} {
		if got := signal.TellsNumber(text); got != want {
			t.Errorf("%q: got %t", text, got)
		}
	}
}
