package config

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// inGroups goes over the settings of the groups, in the order of the table.
func inGroups(groups []Group) iter.Seq[setting] {
	return func(yield func(setting) bool) {
		for _, s := range settings {
			if slices.Contains(groups, s.group) && !yield(s) {
				return
			}
		}
	}
}

// Usage is the help text of the settings of the groups, under their headings.
func Usage(groups ...Group) string {
	var b strings.Builder
	for _, group := range groups {
		fmt.Fprintf(&b, "%s:\n", group)
		for s := range inGroups([]Group{group}) {
			fmt.Fprintf(&b, "  --%s", s.name)
			if s.kind != "" {
				fmt.Fprintf(&b, " <%s>", s.kind)
			}
			b.WriteByte('\n')
			fmt.Fprintf(&b, "      %s\n", plain(s.usage))
			if def := s.shownDefault(); def != "" {
				fmt.Fprintf(&b, "      Default: %s.\n", plain(def))
			}
			if s.example != "" {
				fmt.Fprintf(&b, "      Example: --%s %s\n", s.name, s.example)
			}
		}
		b.WriteByte('\n')
	}
	b.WriteString("Each setting is also an environment variable: --grpc-addr is OCO_GRPC_ADDR. The flag wins.\n")
	return b.String()
}

// Markdown is docs/settings.md: every setting of every group.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# Settings of oco-server\n\n" +
		"Each setting is a flag and an environment variable; the flag wins. An empty variable counts as not set.\n" +
		"A wrong value stops the start with one line that names the setting. This page is made from the list that the\n" +
		"server itself reads (`server/platform/config/settings.go`), and a test holds the two equal.\n")
	for _, group := range Groups {
		fmt.Fprintf(&b, "\n## %s\n\n| Flag | Variable | Value | Default | What it does |\n|---|---|---|---|---|\n", group)
		for s := range inGroups([]Group{group}) {
			kind, def, usage := s.kind, s.shownDefault(), s.usage
			if kind == "" {
				kind = "true or false"
			}
			switch {
			case def == "":
				def = "none"
			case s.fallback != "":
				def = "`" + def + "`"
			}
			if s.example != "" {
				usage += " Example: `" + s.example + "`."
			}
			fmt.Fprintf(&b, "| `--%s` | `%s` | %s | %s | %s |\n", s.name, Variable(s.name), kind, def, usage)
		}
	}
	return b.String()
}

func (s setting) shownDefault() string {
	if s.computed != "" {
		return s.computed
	}
	return s.fallback
}

// plain takes the marks of Markdown out, for the terminal. It also keeps pflag from reading the
// first quoted word as the name of the value.
func plain(text string) string { return strings.ReplaceAll(text, "`", "") }
