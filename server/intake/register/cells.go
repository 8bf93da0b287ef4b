package register

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"oco.example/oco/server/platform/citizennumber"
)

// cells reads the cells of one row and gathers what there is to say about them.
type cells struct {
	register *Register
	record   record
	row      Row
	// left is what has no field, a line each.
	left []string
}

func (c *cells) skip(rule Rule)                  { c.row = Row{Line: c.row.Line, Skipped: &Remark{Rule: rule}} }
func (c *cells) refuse(remark Remark)            { c.row = Row{Line: c.row.Line, Refused: &remark} }
func (c *cells) complete(rule Rule, field Field) { c.completeWith(rule, field) }

func (c *cells) completeWith(rule Rule, field Field, pairs ...string) {
	c.row.ToComplete = append(c.row.ToComplete, c.remark(rule, field, pairs...))
}

func (c *cells) note(rule Rule, field Field, pairs ...string) {
	c.row.Notes = append(c.row.Notes, c.remark(rule, field, pairs...))
}

func (c *cells) remark(rule Rule, field Field, pairs ...string) Remark {
	r := Remark{Rule: rule, Column: c.heading(field)}
	for i := 0; i+1 < len(pairs); i += 2 {
		if r.Args == nil {
			r.Args = map[string]string{}
		}
		r.Args[pairs[i]] = pairs[i+1]
	}
	return r
}

// heading is the heading of the column of a field.
func (c *cells) heading(field Field) string {
	if columns := c.register.layout.at[field]; len(columns) > 0 {
		return c.register.layout.headings[columns[0]]
	}
	return ""
}

// at is the cell in a column, cleaned of what nobody sees, a whole number without its ".0".
func (c *cells) at(column int) string { return whole(c.seen(column)) }

// seen is the cell in a column, cleaned of what nobody sees.
func (c *cells) seen(column int) string {
	if column >= len(c.record.cells) {
		return ""
	}
	return clean(c.record.cells[column])
}

// raw is the cell of a field; of several columns, the first that is not empty.
func (c *cells) raw(field Field) string {
	for _, column := range c.register.layout.at[field] {
		if cell := c.at(column); cell != "" {
			return cell
		}
	}
	return ""
}

// all puts the cells of the columns of a field together.
func (c *cells) all(field Field, between string) string {
	var found []string
	for _, column := range c.register.layout.at[field] {
		if cell := c.at(column); cell != "" {
			found = append(found, cell)
		}
	}
	return strings.Join(found, between)
}

func (c *cells) has(field Field) bool { return c.register.layout.has(field) }

func (c *cells) empty() bool {
	for i := range c.record.cells {
		if c.at(i) != "" {
			return false
		}
	}
	return true
}

// words is text as people typed it, without citizen numbers and not longer than longest.
func (c *cells) words(field Field, text string, longest int) string {
	masked, count := citizennumber.Mask(text)
	if count > 0 {
		c.noteOnce(RuleNumberMasked, field)
	}
	if utf8.RuneCountInString(masked) > longest {
		masked = strings.TrimSpace(string([]rune(masked)[:longest]))
		c.completeWith(RuleTextCut, field, "limit", strconv.Itoa(longest))
	}
	return masked
}

// word is a word as a remark may repeat it: masked and cut short.
func (c *cells) word(field Field, typed string) string {
	masked, count := citizennumber.Mask(strings.Join(strings.Fields(typed), " "))
	if count > 0 {
		c.noteOnce(RuleNumberMasked, field)
	}
	if runes := []rune(masked); len(runes) > longestWord {
		return string(runes[:longestWord]) + "…"
	}
	return masked
}

// text is the cell of a field as words.
func (c *cells) text(field Field, longest int) string { return c.words(field, c.raw(field), longest) }

// name is the name in one cell, or put together from its parts.
func (c *cells) name() string {
	name := c.text(Name, longestName)
	if name == "" {
		parts := []string{c.raw(GivenName), c.raw(NamePrefix), c.raw(FamilyName)}
		name = c.words(FamilyName, strings.Join(parts, " "), longestName)
	}
	return strings.Join(strings.Fields(name), " ")
}

// number is the row's own number if it looks like one; other words could be anybody's name.
func (c *cells) number() string {
	number, masked := citizennumber.Mask(c.raw(Number))
	letters := 0
	for _, r := range number {
		switch {
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsDigit(r) && !strings.ContainsRune("-/.# ", r):
			return ""
		}
	}
	if masked > 0 || letters > 4 || utf8.RuneCountInString(number) > longestNumber || !strings.ContainsAny(number, "0123456789") {
		return ""
	}
	return number
}

// moreCells notes cells to the right of the headings: what was meant for one column stands in two.
func (c *cells) moreCells() {
	for i := len(c.register.layout.headings); i < len(c.record.cells); i++ {
		if c.at(i) != "" {
			c.row.ToComplete = append(c.row.ToComplete, Remark{Rule: RuleMoreCells})
			return
		}
	}
}

// days reads the date fields of a row. It reports false when one of them, or a cell of another
// column whose heading announces a date, is a date that does not exist: then the row is refused.
func (c *cells) days() (map[Field]Day, bool) {
	columns, _ := columnsOf(c.register.kind)
	found := map[Field]Day{}
	for _, column := range columns {
		if !column.day || !c.has(column.field) {
			continue
		}
		typed := c.raw(column.field)
		day, what := readDay(typed, c.register.later)
		switch what {
		case dayImpossible:
			c.refuse(c.remark(RuleNoSuchDate, column.field))
			return nil, false
		case dayUnclear, dayDoubtful:
			c.complete(RuleDateUnclear, column.field)
			c.leave(column.field, typed)
		case dayAbsent:
			c.dateWords(column.field, typed)
		case dayRead:
		}
		if column.past && c.register.today != "" && day > c.register.today {
			c.complete(RuleDateFuture, column.field)
		}
		found[column.field] = day
	}
	for _, column := range c.register.layout.dated {
		if _, what := readDay(c.at(column), c.register.later); what == dayImpossible {
			c.refuse(Remark{Rule: RuleNoSuchDate, Column: c.register.layout.headings[column]})
			return nil, false
		}
	}
	return found, true
}

// clean takes out what nobody sees, brings letters into one form, and undoes the ways in which
// spreadsheets are told that digits are text (="06…" and '06…).
func clean(cell string) string {
	if plainCell(cell) {
		return cell
	}
	cell = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsControl(r) || r == '\ufeff' || r == '\u200b' || r == '\u2060' || r == '\u00ad':
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(cell, "\ufffd")))
	cell = strings.TrimSpace(cell)
	if inner, ok := strings.CutPrefix(cell, `="`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok {
			cell = strings.TrimSpace(inner)
		}
	}
	if len(cell) > 1 && cell[0] == '\'' && (cell[1] >= '0' && cell[1] <= '9' || cell[1] == '+') {
		cell = cell[1:]
	}
	return cell
}

// whole takes the ".0" off that programs put behind whole numbers.
func whole(cell string) string {
	digits, ok := strings.CutSuffix(cell, ".0")
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return cell
	}
	return digits
}

// plainCell reports whether a cell is clean already, as most are: letters, digits and signs of
// ASCII with nothing around them.
func plainCell(cell string) bool {
	for i := range len(cell) {
		if cell[i] < ' ' || cell[i] > '~' {
			return false
		}
	}
	return cell == "" || cell[0] > ' ' && cell[len(cell)-1] > ' ' && cell[0] != '=' && cell[0] != '\''
}
