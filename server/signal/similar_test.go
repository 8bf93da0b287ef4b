package signal_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/signal"
)

func about(theme, key, from, until string) signal.Matter {
	return signal.Matter{Theme: theme, Key: key, From: from, Until: until}
}

func TestLikeness(t *testing.T) {
	matter := about("waiting_list", "buro", "2026-01-01", "2026-01-31")
	const text = "De wachtlijst voor begeleiding is lang"
	for name, c := range map[string]struct {
		other signal.Matter
		text  string
		want  int
	}{
		"the same":                    {matter, text, 100},
		"other words":                 {matter, "niets gemeen", 75},
		"half the words":              {matter, "wachtlijst", 75 + 25/2},
		"goes on":                     {about("waiting_list", "buro", "2024-01-01", ""), text, 100},
		"another theme":               {about("other", "buro", "2026-01-01", ""), text, 0},
		"another organisation":        {about("waiting_list", "ander", "2026-01-01", ""), text, 0},
		"a quarter later":             {about("waiting_list", "buro", "2026-05-02", ""), text, 50 + 25*(183-91)/183 + 25},
		"a quarter before":            {about("waiting_list", "buro", "2025-01-01", "2025-10-02"), text, 50 + 25*(183-91)/183 + 25},
		"more than half a year apart": {about("waiting_list", "buro", "2026-08-03", ""), text, 0},
		"half a year apart":           {about("waiting_list", "buro", "2026-08-02", ""), text, 75},
	} {
		if got := matter.Likeness(text, signal.Signal{Matter: c.other, Description: sealed.Of(c.text)}); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

// TestRank: the most alike come first, of two the newer, and nothing that is not like it.
func TestRank(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) string {
		return time.Date(2026, 1, 1+rapid.IntRange(0, 500).Draw(t, "day"), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	})
	rapid.Check(t, func(t *rapid.T) {
		matter := about("t", "k", day.Draw(t, "from"), "")
		matter.Until = matter.From
		signals := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) signal.Signal {
			s := signal.Signal{
				ID:          rapid.StringMatching(`[a-f0-9]{8}`).Draw(t, "id"),
				Matter:      about(rapid.SampledFrom([]string{"t", "u"}).Draw(t, "theme"), rapid.SampledFrom([]string{"k", "l"}).Draw(t, "key"), day.Draw(t, "from"), ""),
				Description: sealed.Of(rapid.StringMatching(`(langer wachten )?(brieven )?`).Draw(t, "text")),
			}
			return s
		}), 0, 12).Draw(t, "signals")
		ranked := matter.Rank("langer wachten", signals)
		for i, r := range ranked {
			if r.Theme != "t" || r.Key != "k" || r.Likeness < 50 || r.Likeness > 100 {
				t.Fatalf("got %+v", r)
			}
			if i > 0 && (ranked[i-1].Likeness < r.Likeness || ranked[i-1].Likeness == r.Likeness && ranked[i-1].ID < r.ID) {
				t.Fatalf("%+v stands before %+v", ranked[i-1], r)
			}
		}
	})
}

func TestSinceIsHalfAYear(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	if got := signal.Since(now); !got.Equal(time.Date(2025, 9, 10, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("got %s", got)
	}
}
