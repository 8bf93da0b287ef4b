// Package golden tells stories of calls and what must come of them, in the YAML files beside it.
// Each story runs over gRPC and over REST, in a municipality of its own, with one expectation.
//
// A step makes one call:
//
//	call:     the RPC
//	as:       who calls: a persona, "neighbour coordinator" (of the other municipality),
//	          "expired coordinator", "garbage" (a token that nobody gave out), "nobody"
//	send:     the request; municipality is filled in when it is left out, null leaves it empty
//	language: Accept-Language
//	take:     how many messages of a stream are read
//	doors:    only these doors, for what the other cannot say
//	answer:   what the answer must hold; "<any>" is anything but nothing, "<none>" is nothing
//	until:    true asks again until it does, for what follows a call a moment later
//	refused:  the reason of the refusal, with
//	fields:   all fields that break a rule, and the rule of each
//	about:    what the refusal is about (metadata)
//	says:     words of the text for people
//	keep:     names for values of the answer
//
// A text may hold ${name}: what was kept, home and neighbour (the municipalities), today,
// day:-1 (yesterday), account:supporter (the account of a persona, "neighbour supporter" of one of
// the other municipality), new:x (an id of this story), long:300 (a text of that length), base64:…
// (of a text).
package golden_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"oco.example/oco/server/itest/harness"
)

// story is one case.
type story struct {
	// Story is its name.
	Story string
	// Canaries are texts that must appear in no log, besides all that personal fields are sent with.
	Canaries []string
	Steps    []step
}

type step struct {
	Call     string
	As       string
	Send     map[string]any
	Headers  map[string]string
	Language string
	Take     int
	Doors    []harness.Door
	Answer   map[string]any
	Until    bool
	Refused  string
	Fields   map[string]string
	About    map[string]string
	Says     string
	Keep     map[string]string
}

// runs reports whether the step is one for a door.
func (s step) runs(door harness.Door) bool {
	for _, d := range s.Doors {
		if d == door {
			return true
		}
	}
	return len(s.Doors) == 0
}

// who parts "expired coordinator" into how and who.
func who(as string) (how string, persona harness.Persona) {
	if before, after, two := strings.Cut(as, " "); two {
		return before, harness.Persona(after)
	}
	return "", harness.Persona(as)
}

// people are who must be known in the story's municipality, and in the neighbouring one.
func (s story) people() (home, neighbour []harness.Persona) {
	seen := map[string]bool{}
	add := func(how string, persona harness.Persona) {
		if seen[how+string(persona)] || persona == "garbage" {
			return
		}
		seen[how+string(persona)] = true
		if how == "neighbour" {
			neighbour = append(neighbour, persona)
		} else {
			home = append(home, persona)
		}
	}
	for _, step := range s.Steps {
		how, persona := who(step.As)
		if how == "expired" {
			how = ""
		}
		add(how, persona)
		for _, text := range texts(step.Send) {
			for _, name := range references(text) {
				if account, ok := strings.CutPrefix(name, "account:"); ok {
					add(who(account))
				}
			}
		}
	}
	return home, neighbour
}

// readStories reads all files beside this test; a word that they do not know is refused.
func readStories(t *testing.T) []story {
	t.Helper()
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	var all []story
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decoder := yaml.NewDecoder(bytes.NewReader(content))
		decoder.KnownFields(true)
		var stories []story
		if err := decoder.Decode(&stories); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for i := range stories {
			stories[i].Story = fmt.Sprintf("%s: %s", strings.TrimSuffix(file, ".yaml"), stories[i].Story)
		}
		all = append(all, stories...)
	}
	return all
}
