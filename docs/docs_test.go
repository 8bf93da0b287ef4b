// Package docs_test holds the documents to what they speak of: a link, a command, a flag, a path or a test that
// they name must be there.
package docs_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// root is where the repository begins, as seen from this folder.
const root = ".."

// elsewhere are folders whose files are fetched, built or generated.
var elsewhere = []string{".git", "build", "data", "gen", "node_modules", "third_party"}

// files returns the files of the repository whose names end so, by their path from the root.
func files(t *testing.T, suffix string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(elsewhere, entry.Name()):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, suffix):
			return nil
		}
		content, err := os.ReadFile(path)
		found[strings.TrimPrefix(path, root+"/")] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// documents are the pages of Markdown.
func documents(t *testing.T) map[string]string {
	t.Helper()
	pages := files(t, ".md")
	if len(pages) < 20 {
		t.Fatalf("%d documents were found", len(pages))
	}
	return pages
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#{1,6} (.+)$`)
)

// anchors are what links may point at within a page: its headings, as forges write them.
func anchors(page string) []string {
	var list []string
	for _, match := range heading.FindAllStringSubmatch(page, -1) {
		list = append(list, strings.Map(func(r rune) rune {
			switch {
			case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
				return unicode.ToLower(r)
			case r == ' ':
				return '-'
			}
			return -1
		}, match[1]))
	}
	return list
}

func TestLinksLeadSomewhere(t *testing.T) {
	pages := documents(t)
	for name, page := range pages {
		for _, match := range link.FindAllStringSubmatch(page, -1) {
			target, anchor, _ := strings.Cut(match[1], "#")
			if strings.Contains(target, ":") {
				continue // another site
			}
			path := name
			if target != "" {
				path = filepath.Join(filepath.Dir(name), target)
			}
			if _, err := os.Stat(filepath.Join(root, path)); err != nil {
				t.Errorf("%s: %s is not there", name, match[1])
			} else if anchor != "" && !slices.Contains(anchors(pages[path]), anchor) {
				t.Errorf("%s: %s has no heading %q", name, path, anchor)
			}
		}
	}
}

var (
	repositoryPath = regexp.MustCompile("`((?:server|clients|tools|proto|docs)/[\\w./-]+|\\.golangci\\.yml|\\.ci/run)`")
	testName       = regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w+)`")
)

func TestPathsAndTestsAreThere(t *testing.T) {
	tests := strings.Builder{}
	for _, content := range files(t, "_test.go") {
		tests.WriteString(content)
	}
	for name, page := range documents(t) {
		for _, match := range repositoryPath.FindAllStringSubmatch(page, -1) {
			if _, err := os.Stat(filepath.Join(root, match[1])); err != nil {
				t.Errorf("%s: %s is not there", name, match[1])
			}
		}
		for _, match := range testName.FindAllStringSubmatch(page, -1) {
			if !strings.Contains(tests.String(), "func "+match[1]+"(") {
				t.Errorf("%s: there is no test %s", name, match[1])
			}
		}
	}
}

var (
	madeTarget = regexp.MustCompile("(?:^|`|[0-9a-z] )make ([a-z][a-z-]*)(?:`|$| T=)")
	fence      = regexp.MustCompile("(?s)```(\\w*)\n(.*?)```")
	inline     = regexp.MustCompile("`([^`\n]+)`")
)

// code returns the commands of a page: the lines of its shell blocks, with continued lines put together, and what
// stands between backticks.
func code(page string) []string {
	var lines []string
	for _, block := range fence.FindAllStringSubmatch(page, -1) {
		if block[1] == "sh" {
			lines = append(lines, strings.Split(strings.ReplaceAll(block[2], "\\\n", " "), "\n")...)
		}
	}
	for _, match := range inline.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
		lines = append(lines, match[1])
	}
	return lines
}

func TestTargetsOfMakeAreThere(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range documents(t) {
		for _, line := range code(page) {
			for _, match := range madeTarget.FindAllStringSubmatch(line, -1) {
				if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(match[1]) + `:`).Match(makefile) {
					t.Errorf("%s: there is no make %s", name, match[1])
				}
			}
		}
	}
}

var (
	called = regexp.MustCompile(`(?:^|/|\s)(oco-server|oco) ((?:[a-z][a-z-]*(?: |$))+)`)
	flag   = regexp.MustCompile(`(?:^|\s)--([a-z][a-z-]+)`)
)

// manual asks the programs for help, about each command once.
type manual struct {
	t      *testing.T
	folder string
	known  map[string]string
}

func newManual(t *testing.T) manual {
	t.Helper()
	m := manual{t: t, folder: t.TempDir(), known: map[string]string{}}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", m.folder+"/", "./server/cmd/oco-server", "./clients/cmd/oco")
	build.Dir = root
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return m
}

// about is the help of a command, empty when there is none. Words behind a command that has no
// commands of its own are arguments.
func (m manual) about(words []string) string {
	m.t.Helper()
	key := strings.Join(words, " ")
	if text, asked := m.known[key]; asked {
		return text
	}
	said, err := exec.CommandContext(m.t.Context(), filepath.Join(m.folder, words[0]), append(words[1:], "--help")...).CombinedOutput()
	if err != nil {
		m.t.Fatalf("%s --help: %v\n%s", key, err, said)
	}
	text := string(said)
	// Asked about a word that is none, a command with commands tells of itself.
	if len(words) > 1 && strings.Contains(text, " [command]\n") && text == m.about(words[:len(words)-1]) {
		text = ""
	}
	m.known[key] = text
	return text
}

func TestCommandsAndFlagsAreThere(t *testing.T) {
	m, count := newManual(t), 0
	common := m.about([]string{"oco-server", "serve"}) + m.about([]string{"oco-server", "migrate"}) + m.about([]string{"oco-server", "grant"})
	for name, page := range documents(t) {
		told, alone := common, []string{}
		for _, line := range code(page) {
			match := called.FindStringSubmatch(line)
			switch {
			case strings.HasPrefix(line, "--"):
				alone = append(alone, line)
				continue
			case match == nil || strings.HasPrefix(line, "go "):
				continue // a program of others
			}
			text := m.about(append([]string{match[1]}, strings.Fields(match[2])...))
			if text == "" {
				t.Errorf("%s: there is no command %q", name, line)
			}
			lacks(t, name, line, text)
			told += text
			count++
		}
		for _, line := range alone {
			lacks(t, name, line, told)
		}
	}
	if count < 20 {
		t.Errorf("%d commands were looked at", count)
	}
}

// lacks complains of each flag in the line that the help text does not have.
func lacks(t *testing.T, name, line, help string) {
	t.Helper()
	for _, match := range flag.FindAllStringSubmatch(line, -1) {
		if !strings.Contains(help, "--"+match[1]) {
			t.Errorf("%s: %q: there is no --%s", name, line, match[1])
		}
	}
}

func TestTheReadmeNamesBothCommands(t *testing.T) {
	readme := documents(t)["README.md"]
	for _, command := range []string{"make run", "make test"} {
		if !strings.Contains(readme, "```sh\n"+command+"\n```") {
			t.Errorf("README.md does not give the command %s", command)
		}
	}
}
