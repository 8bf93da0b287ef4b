package registergen

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// written is a file, on which lines there is something to tell, and on which something to keep.
type written struct {
	file       []byte
	remarkable []Remarkable
	entries    []Entry
}

// write puts rows into a file of a shape. It panics when the generator itself is wrong: a letter
// that the encoding does not have.
func write(r *rand.Rand, shape Shape, headings []heading, rows []typedRow) written {
	columns := columnOrder(r, shape, headings)
	var table [][]string
	for i := range shape.Titles {
		table = append(table, []string{[]string{"Aanmeldingen OCO", "bijgewerkt door het team", ""}[i%3]})
	}
	named := make([]string, len(columns))
	for i, c := range columns {
		named[i] = c.named[0]
		if !shape.Plain {
			named[i] = pick(r, c.named)
		}
	}
	table = append(table, named)
	for _, row := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = row.cells[c.key]
			if c.key == "" && !row.empty {
				cells[i] = "x"
			}
		}
		table = append(table, cells)
	}
	var lines []int
	var w written
	if shape.Workbook {
		w.file, lines = workbook(table)
	} else {
		w.file, lines = text(r, shape, table)
	}
	for i, row := range rows {
		line := lines[len(table)-len(rows)+i]
		for _, remark := range row.remarks {
			remark.Line = line
			w.remarkable = append(w.remarkable, remark)
		}
		if row.entry != nil {
			row.entry.Line = line
			w.entries = append(w.entries, *row.entry)
		}
	}
	return w
}

// columnOrder is the usual order, or any other with a few columns of the coordinator's own.
func columnOrder(r *rand.Rand, shape Shape, headings []heading) []heading {
	columns := append([]heading(nil), headings...)
	if shape.Plain {
		return columns
	}
	columns = append(columns, heading{"", []string{"Paraaf"}}, heading{"", []string{"Kleur", "Interne code"}})
	r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	return columns
}

// text writes CSV and returns the line of each row of the table, as a spreadsheet numbers it.
func text(r *rand.Rand, shape Shape, table [][]string) ([]byte, []int) {
	var b strings.Builder
	var lines []int
	line := 1
	for _, cells := range table {
		lines = append(lines, line)
		for i, cell := range cells {
			if i > 0 {
				b.WriteRune(shape.Separator)
			}
			if strings.ContainsAny(cell, string(shape.Separator)+"\"\r\n") || cell != "" && r.IntN(9) == 0 {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(shape.LineEnd)
		line++
	}
	return encode(shape.Encoding, b.String()), lines
}

func encode(encoding Encoding, text string) []byte {
	var encoded []byte
	var err error
	switch encoding {
	case UTF8Mark:
		return append([]byte("\xef\xbb\xbf"), text...)
	case UTF16:
		encoded, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	case Windows1252:
		encoded, err = charmap.Windows1252.NewEncoder().Bytes([]byte(text))
	default:
		return []byte(text)
	}
	if err != nil {
		panic(fmt.Sprintf("a register cannot be written in %s: %v", encoding, err))
	}
	return encoded
}

// workbook writes XLSX: the register on the second sheet, behind one with notes. A cell that
// begins with # and a digit is a number.
func workbook(table [][]string) ([]byte, []int) {
	book := excelize.NewFile()
	const sheet = "Lijst"
	must(book.SetCellValue("Sheet1", "A1", "Afspraken over deze lijst"))
	_, err := book.NewSheet(sheet)
	must(err)
	style, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	must(err)
	lines := make([]int, len(table))
	for i, cells := range table {
		lines[i] = i + 1
		for j, cell := range cells {
			if cell == "" {
				continue
			}
			place, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(err)
			number, isNumber := strings.CutPrefix(cell, "#")
			value, wrong := strconv.ParseFloat(number, 64)
			if !isNumber || wrong != nil {
				must(book.SetCellStr(sheet, place, cell))
				continue
			}
			must(book.SetCellFloat(sheet, place, value, -1, 64))
			must(book.SetCellStyle(sheet, place, place, style))
		}
	}
	var b bytes.Buffer
	must(book.Write(&b))
	must(book.Close())
	return b.Bytes(), lines
}

func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("a register cannot be written: %v", err))
	}
}
