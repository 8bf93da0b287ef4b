package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// command is one command: the human form of one RPC. Its flags and arguments follow from the
// RPC's request, how its answer is printed from the RPC's response; what differs stands here.
type command struct {
	// rpc is the RPC's full name, from the generated code.
	rpc string
	// also are further RPCs that run calls.
	also []string
	// use is the command's word, short its line in a list, long what help adds.
	use, short, long string
	aliases          []string
	// example are command lines to copy, one a line.
	example string
	// shape says which fields are arguments, left out or required.
	shape bind.Shape
	// columns are those of a table of rows, by their path in a row.
	columns []string
	// sparse leaves out of a table those that are empty in all rows.
	sparse bool
	// danger is the key of the question asked before something that cannot be undone.
	danger string
	// file says that the first argument names a file.
	file bool
	// flags adds flags that no field has.
	flags func(*pflag.FlagSet)
	// prepare makes flags of others, before it is checked what was typed.
	prepare func(*call) error
	// run does it, when sending one request and printing the answer is not enough.
	run func(*call) error
}

// group is a command that only holds others.
type group struct {
	use, short string
	aliases    []string
	section    string
	commands   []command
}

// descriptor finds an RPC by the name that the generated code has for it.
func descriptor(rpc string) protoreflect.MethodDescriptor {
	name := protoreflect.FullName(strings.ReplaceAll(strings.TrimPrefix(rpc, "/"), "/", "."))
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		panic(err) // the tables of commands are wrong
	}
	method, ok := found.(protoreflect.MethodDescriptor)
	if !ok {
		panic(rpc + " is no RPC")
	}
	return method
}

// cobra builds a group and the commands in it.
func (g group) cobra(a *app) *cobra.Command {
	parent := &cobra.Command{
		Use: g.use, Short: g.short, Aliases: g.aliases, GroupID: g.section,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &bind.Error{Problem: texts.Wrong("line.no_command", "command", cmd.CommandPath())}
			}
			return cmd.Help()
		},
	}
	for _, c := range g.commands {
		parent.AddCommand(c.cobra(a))
	}
	return parent
}

// cobra builds a command.
func (c command) cobra(a *app) *cobra.Command {
	method := descriptor(c.rpc)
	form := bind.New(method, c.shape)
	cmd := &cobra.Command{
		Use: strings.TrimSpace(c.use + " " + form.Arguments()), Short: c.short, Long: c.text(), Aliases: c.aliases,
		Example: indent(c.example), Args: cobra.ArbitraryArgs, // the form counts them
	}
	form.AddFlags(cmd.Flags())
	if isList(method) {
		cmd.Flags().Int("limit", defaultLimit, "rows at most")
		cmd.Flags().Bool("all", false, "all rows, however many")
	}
	if c.flags != nil {
		c.flags(cmd.Flags())
	}
	a.complete(cmd, form)
	if c.file {
		cmd.ValidArgsFunction = completeFile
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.call(cmd, c, method, form, args)
	}
	return cmd
}

func (c command) text() string {
	long := c.short + "."
	if c.long != "" {
		long += "\n\n" + c.long
	}
	return long
}

func indent(lines string) string {
	if lines = strings.TrimSpace(lines); lines == "" {
		return ""
	}
	var b strings.Builder
	for line := range strings.Lines(lines) {
		b.WriteString("  " + strings.TrimSpace(line) + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// isList reports whether an RPC answers with pages.
func isList(method protoreflect.MethodDescriptor) bool {
	return method.Output().Fields().ByName("next_page_token") != nil
}

// rowsOf is the field of a page that holds its rows.
func rowsOf(page protoreflect.MessageDescriptor) protoreflect.FieldDescriptor {
	for i := range page.Fields().Len() {
		if field := page.Fields().Get(i); field.IsList() && field.Message() != nil {
			return field
		}
	}
	return nil
}
