package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/clock"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/oco"
)

const (
	// defaultLimit is how many rows a list shows, largestPage how many the server gives at once.
	defaultLimit = 50
	largestPage  = 200
	// longestDocument, in bytes, is more than any request but an import takes.
	longestDocument = 1 << 20
)

// call is one run of a command.
type call struct {
	*app
	ctx     context.Context
	cmd     *cobra.Command
	command command
	method  protoreflect.MethodDescriptor
	form    *bind.Form
	args    []string
	client  *oco.Client
	printer *show.Printer
	// me is who is signed in, once it was asked.
	me *adminv1.Caller
	// more is the key of what is said when a list has more rows.
	more string
}

// call runs a command.
func (a *app) call(cmd *cobra.Command, c command, method protoreflect.MethodDescriptor, form *bind.Form, args []string) error {
	run := &call{app: a, ctx: cmd.Context(), cmd: cmd, command: c, method: method, form: form, args: args, more: "list.more"}
	err := run.do()
	if err == nil {
		return nil
	}
	return &failure{err: err, name: form.NameOf, server: a.server(cmd), path: cmd.CommandPath()}
}

func (c *call) do() (err error) {
	if c.printer, err = c.app.printer(c.cmd); err != nil {
		return err
	}
	c.args = c.form.Typed(c.args, c.municipality(c.cmd))
	if c.command.prepare != nil {
		if err := c.command.prepare(c); err != nil {
			return err
		}
	}
	if err := c.required(); err != nil {
		return err
	}
	if c.client, err = c.dial(c.cmd); err != nil {
		return err
	}
	defer c.client.Close()
	if c.command.run != nil {
		return c.command.run(c)
	}
	request, err := c.request()
	if err != nil {
		return err
	}
	if err := c.confirm(); err != nil {
		return err
	}
	if isList(c.method) {
		return c.list(request)
	}
	answer, err := c.invoke(c.method, request)
	if err != nil {
		return err
	}
	return c.print(answer)
}

// say is a text of the command's own in the language of the command line.
func (c *call) say(key string, pairs ...string) string {
	return texts.Say(c.printer.Language, key, pairs...)
}

// errContract is an answer or a request of another kind than this command was made for.
var errContract = texts.Wrong("end.contract")

// required checks that what must be given is, and names all that is missing at once; a document may
// hold what flags do.
func (c *call) required() error {
	missing := c.form.Missing(c.args)
	if c.command.file && len(c.args) == 0 {
		missing = append(missing, fileArgument)
	}
	problem := texts.Wrong("line.missing")
	for _, name := range c.command.shape.Require {
		alternatives := strings.Split(name, "|")
		if !slices.ContainsFunc(append(alternatives, "from"), c.cmd.Flags().Changed) {
			missing, problem = append(missing, "--"+strings.Join(alternatives, "|--")), texts.Wrong("line.must_be_given")
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return &bind.Error{Name: strings.Join(missing, ", "), Problem: problem}
}

// request is the request as it was typed.
func (c *call) request() (proto.Message, error) {
	request, err := blank(c.method.Input())
	if err != nil {
		return nil, err
	}
	document, err := c.document()
	if err != nil {
		return nil, err
	}
	in := bind.Input{Arguments: c.args, Municipality: c.municipality(c.cmd), Document: document, Today: c.now().In(clock.Zone)}
	return request, c.form.Fill(request, in, c.current(in))
}

func blank(message protoreflect.MessageDescriptor) (proto.Message, error) {
	kind, err := protoregistry.GlobalTypes.FindMessageByName(message.FullName())
	if err != nil {
		return nil, err
	}
	return kind.New().Interface(), nil
}

// document is the content of --from, nil without.
func (c *call) document() ([]byte, error) {
	path, err := c.cmd.Flags().GetString("from")
	if err != nil || path == "" { // the command takes none, or none was given
		return nil, nil
	}
	from := c.in
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, &bind.Error{Name: "--from", Problem: texts.Wrong("file.unreadable")}
		}
		defer func() { _ = file.Close() }() // it was only read
		from = file
	}
	return io.ReadAll(io.LimitReader(from, longestDocument))
}

// current reads the resource that an update is about, as it stands.
func (c *call) current(in bind.Input) func() (proto.Message, error) {
	name := protoreflect.Name(strings.Replace(string(c.method.Name()), "Update", "Get", 1))
	get := c.method.Parent().(protoreflect.ServiceDescriptor).Methods().ByName(name)
	if get == nil || get == c.method || len(in.Arguments) == 0 {
		return nil
	}
	return func() (proto.Message, error) {
		request, err := blank(get.Input())
		if err != nil {
			return nil, err
		}
		m := request.ProtoReflect()
		for i, value := range []string{in.Municipality, in.Arguments[0]} {
			m.Set(m.Descriptor().Fields().Get(i), protoreflect.ValueOfString(value))
		}
		return c.invoke(get, request)
	}
}

// invoke sends a request.
func (c *call) invoke(method protoreflect.MethodDescriptor, request proto.Message) (proto.Message, error) {
	answer, err := blank(method.Output())
	if err != nil {
		return nil, err
	}
	path := fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name())
	return answer, c.client.Conn().Invoke(c.ctx, path, request, answer)
}

// print prints an answer, and its notices apart.
func (c *call) print(answer proto.Message) error {
	c.notices(answer)
	if answer.ProtoReflect().Descriptor().FullName() == "google.protobuf.Empty" {
		fmt.Fprintln(c.err, c.say("end.done"))
		return nil
	}
	c.nameRecord(answer)
	return c.printer.Record(answer)
}

// notices tells what was done to the input; JSON has them inside.
func (c *call) notices(answer proto.Message) {
	field := answer.ProtoReflect().Descriptor().Fields().ByName("notices")
	if field == nil || c.printer.Format == show.JSON {
		return
	}
	list := answer.ProtoReflect().Get(field).List()
	for i := range list.Len() {
		fmt.Fprintln(c.err, c.say("note.line", "text", c.printer.Text(list.Get(i).Message().Interface())))
	}
}

// list prints the rows of page after page, up to the limit.
func (c *call) list(request proto.Message) error {
	rows, more, err := c.rows(request)
	if err != nil {
		return err
	}
	return c.table(rows, more)
}

// table prints rows, and says on the other output when there are more.
func (c *call) table(rows []proto.Message, more bool) error {
	kind := rowsOf(c.method.Output()).Message()
	c.nameRows(rows)
	chosen := c.command.columns
	if c.command.sparse {
		chosen = c.printer.Filled(rows, chosen)
	}
	if err := c.printer.Rows(kind, rows, chosen); err != nil {
		return columns(err)
	}
	if more {
		fmt.Fprintln(c.err, c.say(c.more, "shown", strconv.Itoa(len(rows))))
	}
	return nil
}

// rows reads the rows of a list, and whether there are more.
func (c *call) rows(request proto.Message) ([]proto.Message, bool, error) {
	limit, _ := c.cmd.Flags().GetInt("limit") // every list has both flags
	all, _ := c.cmd.Flags().GetBool("all")
	if limit < 1 {
		return nil, false, &bind.Error{Name: "--limit", Problem: texts.Wrong("line.limit")}
	}
	size := largestPage
	if !all {
		size = min(limit, largestPage)
	}
	m := request.ProtoReflect()
	m.Set(m.Descriptor().Fields().ByName("page_size"), protoreflect.ValueOfInt32(int32(size)))
	get := func(_ context.Context, request proto.Message, _ ...grpc.CallOption) (proto.Message, error) {
		return c.invoke(c.method, request)
	}
	var rows []proto.Message
	for page, err := range oco.Pages(c.ctx, get, request) {
		if err != nil {
			return nil, false, err
		}
		answer := page.ProtoReflect()
		list := answer.Get(rowsOf(answer.Descriptor())).List()
		for i := range list.Len() {
			if !all && len(rows) == limit {
				return rows, true, nil
			}
			rows = append(rows, list.Get(i).Message().Interface())
		}
		if more := answer.Get(answer.Descriptor().Fields().ByName("next_page_token")).String() != ""; !all && more && len(rows) == limit {
			return rows, true, nil
		}
	}
	return rows, false, nil
}

// columns names the flag of a wrong column.
func columns(err error) error {
	if wrong := (texts.Error{}); errors.As(err, &wrong) {
		return &bind.Error{Name: "--columns", Problem: wrong}
	}
	return err
}
