package golden_test

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

var reference = regexp.MustCompile(`\$\{([^}]*)\}`)

// references are the names between ${ and }.
func references(text string) []string {
	var names []string
	for _, found := range reference.FindAllStringSubmatch(text, -1) {
		names = append(names, found[1])
	}
	return names
}

// texts are all texts in a value, however deep.
func texts(value any) []string {
	var all []string
	switch value := value.(type) {
	case string:
		all = append(all, value)
	case []any:
		for _, one := range value {
			all = append(all, texts(one)...)
		}
	case map[string]any:
		for _, one := range value {
			all = append(all, texts(one)...)
		}
	}
	return all
}

// words are what ${…} stands for in one run of a story.
type words struct {
	known map[string]string
	// account asks for the account of a persona.
	account func(as string) string
}

// fill replaces what stands between ${ and } in a value, however deep.
func (w *words) fill(value any) any {
	switch value := value.(type) {
	case string:
		return reference.ReplaceAllStringFunc(value, func(found string) string { return w.word(found[2 : len(found)-1]) })
	case []any:
		filled := make([]any, len(value))
		for i, one := range value {
			filled[i] = w.fill(one)
		}
		return filled
	case map[string]any:
		filled := make(map[string]any, len(value))
		for name, one := range value {
			filled[name] = w.fill(one)
		}
		return filled
	default:
		return value
	}
}

func (w *words) word(name string) string {
	if known, ok := w.known[name]; ok {
		return known
	}
	kind, argument, _ := strings.Cut(name, ":")
	switch kind {
	case "today":
		return calendar.Day(time.Now())
	case "day":
		return calendar.Day(time.Now().AddDate(0, 0, number(name, argument)))
	case "new":
		w.known[name] = pg.NewID()
	case "account":
		w.known[name] = w.account(argument)
	case "base64":
		return base64.StdEncoding.EncodeToString([]byte(argument))
	case "long":
		length := number(name, argument)
		return strings.Repeat("Kanarie ", length/8+1)[:length]
	default:
		panic(fmt.Sprintf("nothing is known of ${%s}", name))
	}
	return w.known[name]
}

// number is the number that a word is made with.
func number(name, argument string) int {
	n, err := strconv.Atoi(argument)
	if err != nil {
		panic(fmt.Sprintf("${%s}: %v", name, err))
	}
	return n
}

// pick takes a value out of an answer: "applications[0].id".
func pick(answer any, path string) (string, error) {
	for _, name := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		switch at := answer.(type) {
		case map[string]any:
			answer = at[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(at) {
				return "", fmt.Errorf("%s: no entry %s", path, name)
			}
			answer = at[i]
		default:
			return "", fmt.Errorf("%s: nothing at %s", path, name)
		}
	}
	text, ok := answer.(string)
	if !ok || text == "" {
		return "", fmt.Errorf("%s holds no text: %v", path, answer)
	}
	return text, nil
}
