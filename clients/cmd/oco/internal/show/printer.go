package show

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// Format is how answers are printed.
type Format string

// The formats.
const (
	// Table is for people.
	Table Format = "table"
	// JSON is the contract's JSON: an array of a list, an object of one thing, an object a line of a
	// stream.
	JSON Format = "json"
	// CSV has a heading and a line for each row, with every field that fits a cell.
	CSV Format = "csv"
)

// Formats are all formats.
var Formats = []string{string(Table), string(JSON), string(CSV)}

// Printer prints answers.
type Printer struct {
	// To is where answers go.
	To io.Writer
	// Format is how they are printed.
	Format Format
	// Language is that of the words for values in a table: "nl" or "en".
	Language string
	// Columns are the paths chosen for tables and CSV; nil leaves it to the command.
	Columns []string
	// Width is that of the terminal, 0 when there is none.
	Width int
	// Zone is where moments are told in a table.
	Zone *time.Location
	// Names are the names of what ids stand for, as far as they are known; people read both.
	Names map[string]string
}

func (p *Printer) people() style {
	return style{language: p.Language, zone: p.Zone, separator: ", ", names: p.Names}
}

// programs is the style of CSV: the same whatever the language of whoever runs the command.
var programs = style{separator: ";"}

// Rows prints a list. The columns are those of a table when the user chose none; message says what
// the rows are, for a list without any.
func (p *Printer) Rows(message protoreflect.MessageDescriptor, rows []proto.Message, columns []string) error {
	switch p.Format {
	case JSON:
		return p.array(rows)
	case CSV:
		chosen, err := p.choose(message, paths(message, ""))
		if err != nil {
			return err
		}
		return p.csv(rows, chosen)
	default:
		chosen, err := p.choose(message, columns)
		if err != nil {
			return err
		}
		return p.table(rows, chosen)
	}
}

// Record prints one thing.
func (p *Printer) Record(m proto.Message) error {
	switch p.Format {
	case JSON:
		text, err := marshal(m, "  ")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(p.To, "%s\n", text)
		return err
	case CSV:
		return p.Rows(m.ProtoReflect().Descriptor(), []proto.Message{m}, nil)
	default:
		return p.record(m.ProtoReflect())
	}
}

// Line prints one message of a stream as a line of JSON.
func (p *Printer) Line(m proto.Message) error {
	text, err := marshal(m, "")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.To, "%s\n", text)
	return err
}

// marshal is the contract's JSON with spacing of our own: protojson's differs from build to build.
func marshal(m proto.Message, indent string) ([]byte, error) {
	loose, err := protojson.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	var out bytes.Buffer
	if indent == "" {
		err = json.Compact(&out, loose)
	} else {
		err = json.Indent(&out, loose, "", indent)
	}
	return out.Bytes(), err
}

func (p *Printer) array(rows []proto.Message) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintln(p.To, "[]")
		return err
	}
	for i, row := range rows {
		text, err := marshal(row, "")
		if err != nil {
			return err
		}
		before, after := " ", ",\n"
		if i == 0 {
			before = "["
		}
		if i == len(rows)-1 {
			after = "]\n"
		}
		if _, err := fmt.Fprintf(p.To, "%s%s%s", before, text, after); err != nil {
			return err
		}
	}
	return nil
}

func (p *Printer) csv(rows []proto.Message, columns []string) error {
	w := csv.NewWriter(p.To)
	if err := w.Write(columns); err != nil {
		return err
	}
	for _, row := range rows {
		line := make([]string, len(columns))
		for i, column := range columns {
			line[i] = inert(programs.cell(row.ProtoReflect(), column))
		}
		if err := w.Write(line); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// inert keeps a spreadsheet from running a cell as a formula: free text came from anyone. Numbers,
// phone numbers among them, stay as they are.
func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) || strings.Trim(cell[1:], "0123456789 .-") == "" && cell[0] != '=' && cell[0] != '@' {
		return cell
	}
	return "'" + cell
}

// choose are the columns that the user named, else those given; a text when the rows do not have
// one of them.
func (p *Printer) choose(message protoreflect.MessageDescriptor, columns []string) ([]string, error) {
	if len(p.Columns) == 0 {
		return columns, nil
	}
	all := paths(message, "")
	chosen := make([]string, len(p.Columns))
	for i, column := range p.Columns {
		chosen[i] = strings.ReplaceAll(strings.TrimSpace(column), "-", "_")
		if !slices.Contains(all, chosen[i]) {
			return nil, texts.Wrong("line.column", "columns", strings.Join(all, ", "))
		}
	}
	return chosen, nil
}

// paths are the fields of a message that fit a cell, those of messages inside it too.
func paths(message protoreflect.MessageDescriptor, above string) []string {
	var all []string
	fields := message.Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		path := above + string(field.Name())
		switch {
		case field.Name() == "notices":
		case field.Message() != nil && !field.IsList() && field.Message().FullName() != "google.protobuf.Timestamp":
			all = append(all, paths(field.Message(), path+".")...)
		default:
			all = append(all, path)
		}
	}
	return all
}
