package config

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// Error is a setting that stops the start. Its text is one line that names the flag, and the
// environment variable when the value came from there.
type Error struct {
	// Flag is the name of the flag without its hyphens.
	Flag string
	// FromVariable is the environment variable that the value came from, empty when it did not.
	FromVariable string
	// Problem says what is wrong and what to do.
	Problem string
}

// Error is the line.
func (e *Error) Error() string {
	if e.FromVariable == "" {
		return "--" + e.Flag + ": " + e.Problem
	}
	return "--" + e.Flag + " (from " + e.FromVariable + "): " + e.Problem
}

// Flags are the settings of one command.
type Flags struct {
	set    *pflag.FlagSet
	groups []Group
	texts  map[string]*text
}

// text is a flag's value as it was typed; Load turns it into what it means, so that a wrong flag
// and a wrong variable are told in the same words.
type text struct{ value, kind string }

// String is the value as it was typed.
func (t *text) String() string { return t.value }

// Set keeps the value as it was typed.
func (t *text) Set(value string) error { t.value = value; return nil }

// Type is what a value is, for the help text.
func (t *text) Type() string { return t.kind }

// Bind adds the settings of the groups to a command's flags.
func Bind(set *pflag.FlagSet, groups ...Group) *Flags {
	f := &Flags{set: set, groups: groups, texts: map[string]*text{}}
	for s := range inGroups(groups) {
		value := &text{kind: s.kind}
		f.texts[s.name] = value
		flag := set.VarPF(value, s.name, "", plain(s.usage))
		if s.kind == "" {
			flag.NoOptDefVal = "true"
		}
	}
	return f
}

// Load takes the settings from the flags, else from the environment, else from the defaults, and
// checks each and all together. lookup is os.LookupEnv. An empty variable counts as none, an
// empty flag as empty. The error is an *Error.
func (f *Flags) Load(lookup func(variable string) (string, bool)) (Server, error) {
	var server Server
	from := map[string]string{} // the variable that a setting came from, by flag
	for s := range inGroups(f.groups) {
		value := s.fallback
		if f.set.Changed(s.name) {
			value = f.texts[s.name].value
		} else if given, ok := lookup(Variable(s.name)); ok && given != "" {
			value, from[s.name] = given, Variable(s.name)
		}
		if err := s.take(&server, value); err != nil {
			return Server{}, &Error{Flag: s.name, FromVariable: from[s.name], Problem: s.problem(value, err)}
		}
	}
	if err := complete(&server, f.groups); err != nil {
		err.FromVariable = from[err.Flag]
		return Server{}, err
	}
	return server, nil
}

// Variable is the environment variable of a flag: OCO_GRPC_ADDR for grpc-addr.
func Variable(flag string) string {
	return "OCO_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// problem quotes the value, unless that is a secret.
func (s setting) problem(value string, err error) string {
	if s.secret {
		return "the value " + err.Error()
	}
	return fmt.Sprintf("%q %v", value, err)
}
