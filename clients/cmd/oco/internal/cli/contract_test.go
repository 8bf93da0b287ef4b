package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"buf.build/go/protovalidate"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

// commands are all commands of the tables with their command line, "oco applications list".
func commands() map[string]command {
	all := map[string]command{}
	for _, g := range groups() {
		for _, c := range g.commands {
			all["oco "+g.use+" "+strings.Fields(c.use)[0]] = c
		}
	}
	for _, s := range singles() {
		all["oco "+s.command.use] = s.command
	}
	return all
}

// TestEveryRPCHasACommand walks the contract and fails for an RPC that no command calls.
func TestEveryRPCHasACommand(t *testing.T) {
	called := map[protoreflect.FullName]string{}
	for line, c := range commands() {
		for _, rpc := range append([]string{c.rpc}, c.also...) {
			called[descriptor(rpc).FullName()] = line
		}
	}
	count := 0
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "oco.") {
			return true
		}
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				count++
				if called[methods.Get(j).FullName()] == "" {
					t.Errorf("%s has no command", methods.Get(j).FullName())
				}
			}
		}
		return true
	})
	if count < 70 {
		t.Errorf("only %d RPCs were found", count)
	}
}

// TestHelp reads the help of every command: each has an example, and each flag says what it is.
func TestHelp(t *testing.T) {
	root := New(System{Getenv: func(string) string { return "" }})
	var visit func(*cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, child := range cmd.Commands() {
			visit(child)
		}
		if cmd.Name() == "completion" || cmd.Parent() != nil && cmd.Parent().Name() == "completion" || cmd.Name() == "help" {
			return
		}
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: short is %q", cmd.CommandPath(), cmd.Short)
		}
		if cmd.Runnable() && !cmd.HasSubCommands() && !strings.Contains(cmd.Example, cmd.CommandPath()) {
			t.Errorf("%s has no example of itself", cmd.CommandPath())
		}
		cmd.LocalNonPersistentFlags().VisitAll(func(flag *pflag.Flag) {
			if flag.Usage == "" || strings.HasPrefix(flag.Usage, ":") {
				t.Errorf("%s: --%s does not say what it is", cmd.CommandPath(), flag.Name)
			}
			if cmd != root && root.PersistentFlags().Lookup(flag.Name) != nil {
				t.Errorf("%s: --%s hides the flag that all commands have", cmd.CommandPath(), flag.Name)
			}
		})
	}
	visit(root)
}

// TestEveryExampleRuns runs every example of the help against a server, which must get the right
// RPC with a request that the contract allows.
func TestEveryExampleRuns(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for name, content := range map[string]string{
		"application.json": `{"resident": {"name": "Noor"}, "callBack": "na vier uur"}`, "waalwijk.json": `{"neighbourhoodPoints": [{"code": "centrum", "name": "Centrum"}]}`,
		"aanmeldingen-2026.xlsx": "x", "ondersteuners.csv": "x", "profiel.json": `{"weeklyRhythm": [{"weekday": 1, "dayPart": "DAY_PART_MORNING"}]}`, "eisen.json": `{"requirements": [{"code": "first_aid", "labelNl": "EHBO", "confirmedBy": "REQUIREMENT_CONFIRMER_COORDINATOR", "blocks": "REQUIREMENT_BLOCK_NOTHING"}]}`, "lijst.csv": "x",
		"declaratie.json":    `{"lines": [{"kind": "EXPENSE_KIND_HOURS", "date": "2026-03-02", "quantity": 90}]}`,
		"rolzuiverheid.json": `{"rules": [{"role": "advocate", "effect": "OTHER_ROLE_EFFECT_NOTE"}], "otherwise": "OTHER_ROLE_EFFECT_SAME_CONCERNED"}`,
		"weging.json":        `{"weights": [{"factor": "MATCH_FACTOR_LIFE_DOMAIN", "weight": 10}]}`,
		"client.pem":         certificateFile(t, time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC)),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for line, c := range commands() {
		for example := range strings.Lines(c.example) {
			example = strings.TrimSpace(example)
			t.Run(example, func(t *testing.T) {
				input, example, piped := strings.Cut(example, " | ")
				if !piped {
					input, example = "", input
				}
				p := &platform{}
				s := sit(t, p)
				s.asks, s.in = true, "yes\n"
				if piped {
					s.in = strings.Trim(strings.TrimPrefix(input, "echo "), "'")
				}
				args := split(example)
				if !strings.HasPrefix(strings.Join(args, " "), line+" ") && strings.Join(args, " ") != line {
					t.Errorf("it is an example of another command than %s", line)
				}
				s.must(args[1:]...)
				want := string(descriptor(c.rpc).Name())
				if !slices.Contains(p.methods, want) {
					t.Errorf("called %v, want %s", p.methods, want)
				}
				for i, request := range p.requests {
					if p.methods[i] == want {
						allowed(t, request)
					}
				}
			})
		}
	}
}

// allowed holds a request against the rules of the contract: of an update those of the fields that
// its mask names.
func allowed(t *testing.T, request proto.Message) {
	t.Helper()
	masked, update := request.(interface {
		GetUpdateMask() *fieldmaskpb.FieldMask
	})
	named := protovalidate.FilterFunc(func(_ protoreflect.Message, d protoreflect.Descriptor) bool {
		field, ok := d.(protoreflect.FieldDescriptor)
		whole := field == nil || field.Parent().FullName() == request.ProtoReflect().Descriptor().FullName()
		return !ok || !update || whole || field.Name() == "id" || slices.Contains(masked.GetUpdateMask().GetPaths(), string(field.Name()))
	})
	if err := protovalidate.Validate(request, protovalidate.WithFilter(named)); err != nil {
		t.Errorf("the contract does not allow it: %v", err)
	}
}

// split parts a command line as a shell does, with double quotes.
func split(line string) []string {
	var args []string
	quoted, open := false, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
			if !open {
				args, open = append(args, ""), true
			}
		case r == ' ' && !quoted:
			open = false
		case open:
			args[len(args)-1] += string(r)
		default:
			args, open = append(args, string(r)), true
		}
	}
	return args
}

// TestWhatListsIDsIsACommand holds that a refused id points to a command that is there.
func TestWhatListsIDsIsACommand(t *testing.T) {
	all := commands()
	for _, line := range bind.Listed() {
		if _, there := all[line]; !there {
			t.Errorf("there is no command %s", line)
		}
	}
}

// TestExitCodesAreDocumented holds that help exit-codes knows every code.
func TestExitCodesAreDocumented(t *testing.T) {
	s := sit(t, &platform{})
	help := s.must("help", "exit-codes")
	for _, code := range []int{exitOK, exitFailed, exitUsage, exitSignIn, exitNotAllowed, exitNotFound, exitConflict, exitTryAgain, exitInterrupted} {
		if !strings.Contains(help, fmt.Sprintf("\n  %-5d", code)) {
			t.Errorf("exit code %d is not there", code)
		}
	}
	if environment := s.must("help", "environment"); !strings.Contains(environment, "OCO_TOKEN") || !strings.Contains(environment, "OCO_MUNICIPALITY") {
		t.Error("help environment does not name the variables")
	}
}
