package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// TestImportKeepsAFileThatIsThere holds that results replace a file only when somebody said so, and that this is
// settled before anything is sent.
func TestImportKeepsAFileThatIsThere(t *testing.T) {
	for _, c := range []struct {
		name     string
		flags    []string
		asks     bool
		in       string
		code     int
		replaced bool
		says     string
	}{
		{"nobody to ask", nil, false, "y\n", exitUsage, false, "results.csv already; add --overwrite"},
		{"nobody to ask, and --yes is about something else", []string{"--yes"}, false, "", exitUsage, false, "add --overwrite"},
		{"--overwrite", []string{"--overwrite"}, false, "", exitOK, true, ""},
		{"yes", nil, true, "y\n", exitOK, true, "Replace the file "},
		{"no", nil, true, "n\n", exitFailed, false, "nothing was done"},
	} {
		p := &platform{answer: taken(intakev1.ImportState_IMPORT_STATE_DONE)}
		s := sit(t, p)
		s.asks, s.in = c.asks, c.in
		saved := s.file("results.csv", "mine")
		args := append([]string{"imports", "create", s.file("lijst.csv", "Naam\n"), "--kind", "applications", "--save", saved}, c.flags...)
		if code := s.run(args...); code != c.code || !strings.Contains(s.err, c.says) || (len(p.requests) > 0) != c.replaced {
			t.Errorf("%s: exit code %d after %d calls: %s", c.name, code, len(p.requests), s.err)
		}
		if now, err := os.ReadFile(saved); err != nil || (string(now) != "mine") != c.replaced {
			t.Errorf("%s: the file reads %q, %v", c.name, now, err)
		}
	}
}

// TestImportSavesWhereNothingIsLost holds that a device is no file that would be replaced.
func TestImportSavesWhereNothingIsLost(t *testing.T) {
	s := sit(t, &platform{answer: taken(intakev1.ImportState_IMPORT_STATE_DONE)})
	s.must("imports", "create", s.file("lijst.csv", "Naam\n"), "--kind", "applications", "--save", os.DevNull)
	if code := s.run("imports", "create", s.file("lijst.csv", "Naam\n"), "--kind", "applications", "--save", filepath.Join(s.dir, "none", "results.csv")); code != exitUsage {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}
