package config_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"oco.example/oco/server/platform/config"
)

var update = flag.Bool("update", false, "write docs/settings.md anew")

const page = "../../../docs/settings.md"

func TestThePageOfSettingsIsCurrent(t *testing.T) {
	if *update {
		if err := os.WriteFile(page, []byte(config.Markdown()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(config.Markdown(), string(content)); diff != "" {
		t.Errorf("docs/settings.md differs; write it anew with: go test ./server/platform/config -update\n%s", diff)
	}
}

func TestHelpAndPageNameEverySetting(t *testing.T) {
	set := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	config.Bind(set, config.Groups...)
	usage := config.Usage(config.Groups...)
	count := 0
	set.VisitAll(func(f *pflag.Flag) {
		count++
		if !strings.Contains(usage, "  --"+f.Name) {
			t.Errorf("the help text lacks --%s", f.Name)
		}
		if !strings.Contains(config.Markdown(), "| `--"+f.Name+"` | `"+config.Variable(f.Name)+"` |") {
			t.Errorf("the page lacks --%s", f.Name)
		}
		if !regexp.MustCompile(`^[A-Z].*\.$`).MatchString(f.Usage) {
			t.Errorf("--%s: its meaning is no sentence: %q", f.Name, f.Usage)
		}
	})
	if rows := strings.Count(config.Markdown(), "| `--"); rows != count {
		t.Errorf("the page has %d settings, the flags are %d: one belongs to no group", rows, count)
	}
	for _, group := range config.Groups {
		if !strings.Contains(usage, string(group)+":\n") {
			t.Errorf("the help text lacks the heading %s", group)
		}
	}
	if strings.Contains(config.Usage(config.Limits), "--grpc-addr <") {
		t.Error("the help text of one group shows another's settings")
	}
}

// What the help text shows as an example must be taken.
func TestExamplesAreRight(t *testing.T) {
	example := regexp.MustCompile(`Example: --([a-z-]+) (\S+)`)
	found := example.FindAllStringSubmatch(config.Usage(config.Groups...), -1)
	if len(found) < 20 {
		t.Fatalf("%d examples found", len(found))
	}
	args := []string{}
	for _, match := range found {
		args = append(args, "--"+match[1]+"="+match[2])
	}
	if _, err := load(t, nil, args...); err != nil {
		t.Error(err)
	}
}
