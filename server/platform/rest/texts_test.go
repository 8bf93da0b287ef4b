package rest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

// Every rule and every key that this package names in its sources has words of its own in every
// language.
func TestWhatIsRefusedHereHasWords(t *testing.T) {
	rule := regexp.MustCompile(`"((?:header|json|mask|query|type)\.[a-z0-9_]+)"`)
	key := regexp.MustCompile(`"(rest\.[a-z_]+)"`)
	sources, err := filepath.Glob("*.go")
	if err != nil || len(sources) < 10 {
		t.Fatal(sources, err)
	}
	found := 0
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		content, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range texts.Languages {
			nothing := texts.Violation(language, errs.Violation{Rule: "no.such.rule"})
			for _, match := range rule.FindAllStringSubmatch(string(content), -1) {
				found++
				if text := texts.Violation(language, errs.Violation{Rule: match[1]}); text == nothing {
					t.Errorf("%s: %s has no text in %s", source, match[1], language)
				}
			}
			for _, match := range key.FindAllStringSubmatch(string(content), -1) {
				found++
				if texts.Word(language, match[1]) == "" {
					t.Errorf("%s: %s has no text in %s", source, match[1], language)
				}
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d names were found", found)
	}
	for _, language := range texts.Languages {
		for _, reason := range errs.Reasons {
			if texts.Word(language, "problem."+string(reason)) == "" {
				t.Errorf("%s has no title in %s", reason, language)
			}
		}
	}
}
