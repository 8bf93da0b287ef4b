package show

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/cmd/oco/internal/words"
)

// narrowest is the width that a column with long text keeps on a small terminal.
const narrowest = 24

// sentence is the width from which a column is wrapped also when the table does not fit for all that.
const sentence = 60

// gap is the space between two columns.
const gap = 2

// plain is a table without lines, so that it can be cut and searched with other tools.
func plain(to io.Writer) table.Writer {
	w := table.NewWriter()
	w.SetOutputMirror(to)
	w.SetStyle(table.Style{
		Name:   "oco",
		Box:    table.BoxStyle{PaddingRight: "  "},
		Format: table.FormatOptions{Header: text.FormatUpper},
	})
	w.SuppressTrailingSpaces()
	return w
}

// Grid prints a table of text. On a terminal columns are wrapped when the table would not fit.
func (p *Printer) Grid(heading []string, rows [][]string) {
	w := plain(p.To)
	w.SetColumnConfigs(p.fit(heading, rows))
	w.AppendHeader(cells(heading))
	for _, row := range rows {
		w.AppendRow(cells(row))
	}
	w.Render()
}

// fit makes columns with sentences narrower, the widest first, until the table fits the terminal or
// they are as narrow as they get. Ids stay whole: people copy them.
func (p *Printer) fit(heading []string, rows [][]string) []table.ColumnConfig {
	wide, least := make([]int, len(heading)), make([]int, len(heading))
	all := 0
	for i := range heading {
		wide[i], least[i] = text.StringWidth(heading[i]), narrowest
		for _, row := range rows {
			wide[i] = max(wide[i], text.StringWidth(row[i]))
			for word := range strings.FieldsSeq(row[i]) {
				least[i] = max(least[i], text.StringWidth(word))
			}
		}
		all += wide[i] + gap
	}
	full := slices.Clone(wide)
	for p.Width > 0 && all > p.Width {
		widest := -1
		for i := range wide {
			if wide[i] > least[i] && (widest < 0 || wide[i] > wide[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		wide[widest]--
		all--
	}
	configs := make([]table.ColumnConfig, 0, len(wide))
	for i := range wide {
		if all > p.Width && full[i] <= sentence { // wrapped or not, it does not fit
			wide[i] = full[i]
		}
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: wide[i], WidthMaxEnforcer: text.WrapSoft})
	}
	return configs
}

// Filled are the columns that have something in one of the rows.
func (p *Printer) Filled(rows []proto.Message, columns []string) []string {
	var filled []string
	for _, column := range columns {
		if slices.ContainsFunc(rows, func(row proto.Message) bool { return p.people().cell(row.ProtoReflect(), column) != "" }) {
			filled = append(filled, column)
		}
	}
	return filled
}

func cells(texts []string) table.Row {
	row := make(table.Row, len(texts))
	for i, text := range texts {
		row[i] = harmless(text)
	}
	return row
}

func (p *Printer) table(rows []proto.Message, columns []string) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintln(p.To, texts.Say(p.Language, "list.nothing"))
		return err
	}
	heading := make([]string, len(columns))
	for i, column := range columns {
		heading[i] = words.Field(column, p.Language)
	}
	grid := make([][]string, len(rows))
	for i, row := range rows {
		grid[i] = make([]string, len(columns))
		for j, column := range columns {
			grid[i][j] = p.people().cell(row.ProtoReflect(), column)
		}
	}
	p.Grid(heading, grid)
	return nil
}

// record prints the fields that are set, one a line.
func (p *Printer) record(m protoreflect.Message) error {
	return p.print(p.lines(m, ""))
}

// Card prints one thing below some lines about it, each the name of a field and a value; an empty one
// is left out.
func (p *Printer) Card(about [][2]string, m proto.Message) error {
	var lines [][2]string
	for _, line := range about {
		if line[1] != "" {
			lines = append(lines, p.line(line[0], line[1]))
		}
	}
	return p.print(append(lines, p.lines(m.ProtoReflect(), "")...))
}

func (p *Printer) print(lines [][2]string) error {
	w := plain(p.To)
	if p.Width > 0 {
		w.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: max(p.Width-narrowest, narrowest), WidthMaxEnforcer: text.WrapSoft}})
	}
	for _, line := range lines {
		w.AppendRow(table.Row{line[0], line[1]})
	}
	if w.Length() == 0 {
		return nil
	}
	w.Render()
	return nil
}

// lines are the label and value of every field that is set; a list of messages takes a line each.
func (p *Printer) lines(m protoreflect.Message, above string) [][2]string {
	var lines [][2]string
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		name := above + string(field.Name())
		switch {
		case !m.Has(field) && !answers[field.FullName()], field.Name() == "notices", told(m, field):
		case field.Message() != nil && field.IsList():
			for j := range m.Get(field).List().Len() {
				lines = append(lines, p.line(name, p.people().single(field, m.Get(field).List().Get(j))))
			}
		case field.Message() != nil && field.Message().FullName() != "google.protobuf.Timestamp":
			lines = append(lines, p.lines(m.Get(field).Message(), name+".")...)
		default:
			value := p.people().field(field, m.Get(field))
			if who := called(m, field); who != "" {
				value = who + " (" + value + ")"
			}
			lines = append(lines, p.line(name, value))
		}
	}
	return lines
}

func (p *Printer) line(name, value string) [2]string {
	name = words.Field(name, p.Language)
	return [2]string{strings.ToUpper(name[:1]) + name[1:], harmless(value)}
}
