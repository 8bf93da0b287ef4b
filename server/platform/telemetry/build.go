package telemetry

import (
	"runtime/debug"
)

// version is set when a release is built: -ldflags "-X oco.example/oco/server/platform/telemetry.version=1.2.3".
var version string

// Build is what this program was made from.
type Build struct {
	// Version is the release, "1.2.3", or "devel" for anything else.
	Version string
	// Revision is the commit, with "+dirty" behind it when files were changed; empty if unknown.
	Revision string
	// Go is the version of the compiler.
	Go string
}

// ThisBuild tells what this program was made from.
func ThisBuild() Build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return buildOf(version, info)
}

func buildOf(release string, info *debug.BuildInfo) Build {
	b := Build{Version: release, Go: info.GoVersion}
	if b.Version == "" {
		b.Version = "devel"
	}
	dirty := false
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.Revision = setting.Value
		case "vcs.modified":
			dirty = setting.Value == "true"
		}
	}
	if dirty && b.Revision != "" {
		b.Revision += "+dirty"
	}
	return b
}
