package page_test

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
)

func newTokens(t testing.TB, fill byte) *page.Tokens {
	t.Helper()
	tokens, err := page.NewTokens(bytes.Repeat([]byte{fill}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

var query = page.Query{Method: "/oco.intake.v1.IntakeService/ListApplications", Municipality: "gm0867", Order: "create_time desc, application", Filters: []string{"OPEN", ""}}

// rule returns the rule of the page token that err names.
func rule(t testing.TB, err error) string {
	t.Helper()
	e := errs.Of(err)
	if e == nil || e.Reason != errs.Invalid || len(e.Violations) != 1 || e.Violations[0].Field != "page_token" {
		t.Fatalf("got %v, want one violation of page_token", err)
	}
	return e.Violations[0].Rule
}

func TestATokenGivesBackItsKeys(t *testing.T) {
	tokens := newTokens(t, 1)
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(rapid.String(), 1, 4).Draw(t, "keys")
		token, err := tokens.Encode(query, keys...)
		if err != nil {
			t.Fatal(err)
		}
		got, err := tokens.Decode(token, query)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(keys, got); diff != "" {
			t.Fatal(diff)
		}
	})
	if keys, err := tokens.Decode("", query); keys != nil || err != nil {
		t.Errorf("first page: got %v, %v", keys, err)
	}
}

func TestATokenIsRefusedForAnotherQuery(t *testing.T) {
	tokens := newTokens(t, 1)
	token, err := tokens.Encode(query, "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*page.Query){
		"method":             func(q *page.Query) { q.Method += "s" },
		"municipality":       func(q *page.Query) { q.Municipality = "gm0855" },
		"order":              func(q *page.Query) { q.Order = "create_time, application" },
		"filter":             func(q *page.Query) { q.Filters = []string{"CLOSED", ""} },
		"filters swapped":    func(q *page.Query) { q.Filters = []string{"", "OPEN"} },
		"one filter more":    func(q *page.Query) { q.Filters = append(q.Filters, "") },
		"parts run together": func(q *page.Query) { q.Method, q.Municipality = q.Method+q.Municipality, "" },
	} {
		other := query
		change(&other)
		if _, err := tokens.Decode(token, other); rule(t, err) != "page_token.other_query" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestATokenCannotBeMadeOrAltered(t *testing.T) {
	tokens := newTokens(t, 1)
	token, err := tokens.Encode(query, "2026-11-22", "a")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(token, base64.RawURLEncoding.EncodeToString([]byte("2026-11-22"))) || len(token) != len(strings.TrimRight(token, "=")) {
		t.Errorf("token is readable or padded: %s", token)
	}
	foreign, err := newTokens(t, 2).Encode(query, "2026-11-22", "a")
	if err != nil {
		t.Fatal(err)
	}
	bad := []string{"x", "?", token + "A", token[1:], foreign, token + "=", strings.Repeat("A", 5000), base64.RawURLEncoding.EncodeToString([]byte("after=1"))}
	for i := range token {
		replaced := byte('A')
		if token[i] == 'A' {
			replaced = 'Q'
		}
		bad = append(bad, token[:i]+string(replaced)+token[i+1:])
	}
	for _, b := range bad {
		if _, err := tokens.Decode(b, query); rule(t, err) != "page_token.invalid" {
			t.Errorf("%q: got %v", b, err)
		}
	}
}

func TestSize(t *testing.T) {
	for requested, want := range map[int32]int{-1: 50, 0: 50, 1: 1, 50: 50, 200: 200, 201: 200, 1 << 30: 200} {
		if got := page.Size(requested); got != want {
			t.Errorf("Size(%d): got %d, want %d", requested, got, want)
		}
	}
}

// Reading page by page gives every item once, whatever the size of the pages.
func TestPagesTogetherAreTheList(t *testing.T) {
	tokens := newTokens(t, 1)
	rapid.Check(t, func(t *rapid.T) {
		list := make([]int, rapid.IntRange(0, 30).Draw(t, "items"))
		for i := range list {
			list[i] = i
		}
		var got []int
		for token, calls := "", 0; ; calls++ {
			if calls > len(list)+1 {
				t.Fatal("the pages never end")
			}
			keys, err := tokens.Decode(token, query)
			if err != nil {
				t.Fatal(err)
			}
			after := -1
			if keys != nil {
				if after, err = strconv.Atoi(keys[0]); err != nil {
					t.Fatal(err)
				}
			}
			size := rapid.IntRange(1, 10).Draw(t, "size")
			rows := list[after+1 : min(len(list), after+1+size+1)]
			var items []int
			items, token, err = page.Next(tokens, query, rows, size, func(i int) []string { return []string{strconv.Itoa(i)} })
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, items...)
			if token == "" {
				break
			}
		}
		if diff := cmp.Diff(append([]int{}, list...), append([]int{}, got...)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAKeyOfTheWrongSizeIsRefused(t *testing.T) {
	if _, err := page.NewTokens([]byte("short")); err == nil {
		t.Error("a short key was taken")
	}
}

func FuzzDecode(f *testing.F) {
	tokens := newTokens(f, 1)
	token, err := tokens.Encode(query, "2026-11-22", "a")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(token)
	f.Add("")
	f.Add("AAAA")
	f.Fuzz(func(t *testing.T, input string) {
		keys, err := tokens.Decode(input, query)
		switch {
		case err != nil:
			if rule(t, err) != "page_token.invalid" || keys != nil {
				t.Fatalf("got %v, %v", keys, err)
			}
		case input != "" && !cmp.Equal(keys, []string{"2026-11-22", "a"}):
			t.Fatalf("%q was never made, and gives %q", input, keys)
		}
	})
}
