package golden_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"sort"
	"strings"

	"oco.example/oco/server/itest/harness"
)

// success is the HTTP status of a call that succeeded.
func success(c harness.Call) int {
	rule, err := harness.HTTPRuleOf(c.RPC)
	if err != nil {
		return 0
	}
	last := rule.Path[strings.LastIndex(rule.Path, "/")+1:]
	switch {
	case c.RPC.Output().FullName() == "google.protobuf.Empty":
		return http.StatusNoContent
	case rule.Method == http.MethodPost && !strings.HasPrefix(last, "_"):
		return http.StatusCreated
	default:
		return http.StatusOK
	}
}

// lacks lists where a value is not what was expected. Objects may hold more than expected, lists
// may not.
func lacks(at string, want, got any) []string {
	switch want := want.(type) {
	case nil:
		return nil
	case string:
		switch {
		case want == "<none>" && isNothing(got), want == "<any>" && !isNothing(got):
			return nil
		}
	case map[string]any:
		object, isObject := got.(map[string]any)
		if !isObject && len(want) > 0 {
			return []string{fmt.Sprintf("%s: want an object, got %v", at, got)}
		}
		var differs []string
		for _, name := range sorted(want) {
			differs = append(differs, lacks(at+"."+name, want[name], object[name])...)
		}
		return differs
	case []any:
		list, _ := got.([]any)
		if len(list) != len(want) {
			return []string{fmt.Sprintf("%s: want %d entries, got %d", at, len(want), len(list))}
		}
		var differs []string
		for i := range want {
			differs = append(differs, lacks(fmt.Sprintf("%s[%d]", at, i), want[i], list[i])...)
		}
		return differs
	case int:
		if fmt.Sprint(got) == fmt.Sprint(want) || want == 0 && got == nil {
			return nil // a 64-bit number is a text in JSON; what is zero is left out
		}
	case bool:
		if !want && got == nil {
			return nil
		}
	}
	if !reflect.DeepEqual(want, got) {
		return []string{fmt.Sprintf("%s: want %v, got %v", at, want, got)}
	}
	return nil
}

func isNothing(value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return value == ""
	case []any:
		return len(value) == 0
	default:
		return false
	}
}

func sorted(values map[string]any) []string {
	var names []string
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func indented(values map[string]any) string {
	text, err := json.MarshalIndent(values, "", " ")
	if err != nil {
		panic(fmt.Sprintf("no JSON: %v", err)) // it came from JSON
	}
	return string(text) + "\n"
}

var (
	ids     = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	moments = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`)
	tokens  = regexp.MustCompile(`("next_page_token": )"[^"]+"`)
	told    = regexp.MustCompile(`\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{2}\b`) // a receipt code in the text of a message
	codesOf = regexp.MustCompile(`("(?:receipt_code|secret)": )"[^"]+"`)
	cards   = regexp.MustCompile(`\b[2-9A-HJ-NP-RTV-Z]{4}-[2-9A-HJ-NP-RTV-Z]{4}\b`)
	files   = regexp.MustCompile(`("content": )"[^"]+"`) // with ids and moments in it
	subject = regexp.MustCompile(`@gm\d{4}`)
	issuers = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
)

// normalised is what was told, with names in place of what differs between two runs: ids are
// numbered in the order in which they appear.
func (r *run) normalised() []string {
	seen := map[string]string{}
	var all []string
	for _, text := range r.told {
		text = ids.ReplaceAllStringFunc(text, func(id string) string {
			if seen[id] == "" {
				seen[id] = fmt.Sprintf("<id %d>", len(seen)+1)
			}
			return seen[id]
		})
		text = subject.ReplaceAllString(text, "@<place>")
		text = strings.ReplaceAll(text, r.home.Code, "<home>")
		text = strings.ReplaceAll(text, r.neighbour.Code, "<neighbour>")
		text = strings.ReplaceAll(text, r.home.Region, "<region>")
		text = told.ReplaceAllString(text, "<receipt>")
		text = moments.ReplaceAllString(text, "<moment>")
		text = tokens.ReplaceAllString(text, `$1"<token>"`)
		text = files.ReplaceAllString(text, `$1"<file>"`)
		text = codesOf.ReplaceAllString(text, `$1"<code>"`)
		text = cards.ReplaceAllString(text, "<card>")
		all = append(all, issuers.ReplaceAllString(text, "<issuer>"))
	}
	return all
}
