package telemetry

import (
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBuild(t *testing.T) {
	setting := func(pairs ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{GoVersion: "go1.26"}
		for i := 0; i < len(pairs); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return info
	}
	for _, c := range []struct {
		release string
		info    *debug.BuildInfo
		want    Build
	}{
		{"", setting(), Build{Version: "devel", Go: "go1.26"}},
		{"1.2.3", setting("vcs.revision", "abc", "vcs.modified", "false"), Build{Version: "1.2.3", Revision: "abc", Go: "go1.26"}},
		{"", setting("vcs.modified", "true", "vcs.revision", "abc"), Build{Version: "devel", Revision: "abc+dirty", Go: "go1.26"}},
	} {
		if diff := cmp.Diff(c.want, buildOf(c.release, c.info)); diff != "" {
			t.Error(diff)
		}
	}
	if ThisBuild().Go == "" {
		t.Error("this program does not know its compiler")
	}
}
