package register

import "strings"

// separators are the characters that may part the cells of a text file, with their names; on a
// tie the earlier one is taken.
var separators = []struct {
	sign byte
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "bar"}}

// readText reads CSV. The separator is the one that makes the best row of headings.
func readText(file []byte, choose func(cells []string) int) (*source, error) {
	const above = 100 // lines that are tried with every separator
	text, encoding := decode(file)
	if strings.Count(text, "\x00")*10 > len(text) {
		return nil, refuse(RuleFileKind) // neither text nor a workbook
	}
	first, score, cells := 0, -1, 0
	for i, separator := range separators {
		sample := cut(text, separator.sign, above)
		at, s := best(sample, choose)
		wide := 0
		if len(sample) > 0 {
			wide = len(sample[at].cells)
		}
		if s > score || s == score && wide > cells {
			first, score, cells = i, s, wide
		}
	}
	records := cut(text, separators[first].sign, MaxRows+above)
	for len(records) > 0 && len(records[len(records)-1].cells) == 1 && strings.TrimSpace(records[len(records)-1].cells[0]) == "" {
		records = records[:len(records)-1] // line ends at the end of the file are no rows
	}
	for i := range records {
		records[i].cells = trimmed(records[i].cells)
	}
	if err := withinLimits(records); err != nil {
		return nil, err
	}
	return &source{format: "csv", encoding: encoding, separator: separators[first].name, records: records}, nil
}

// trimmed cuts the empty cells off the end of a row.
func trimmed(cells []string) []string {
	end := len(cells)
	for end > 0 && strings.TrimSpace(cells[end-1]) == "" {
		end--
	}
	return cells[:end]
}

// cut parts text into at most limit records. It reads what spreadsheet programs and people write:
// RFC 4180, any line end, and quotes that stand for themselves: in the middle of a cell, or never
// closed. A quote closes a cell only before a separator, a line end or the end of the text.
func cut(text string, separator byte, limit int) []record {
	s := &scanner{text: text, separator: separator, line: 1, last: -1}
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] == '"' && s.ends(i+1) {
			s.last = i
			break
		}
	}
	s.directive()
	var records []record
	for s.at < len(s.text) && len(records) < limit {
		records = append(records, s.record())
	}
	return records
}

// scanner walks through a text, cell by cell.
type scanner struct {
	text      string
	separator byte
	at        int
	line      int
	last      int // the last quote that can close a cell, -1 when there is none
	unclosed  int // quotes that were followed to the end in vain
}

// directive passes over the line "sep=;" that Excel understands.
func (s *scanner) directive() {
	line, _, _ := strings.Cut(s.text, "\n")
	if rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(line)), "sep="); ok && len(rest) <= 1 {
		s.at = min(len(line)+1, len(s.text))
		s.line++
	}
}

func (s *scanner) record() record {
	r := record{line: s.line}
	for {
		cell := s.cell()
		switch {
		case len(r.cells) <= MaxColumns:
			r.cells = append(r.cells, cell)
		case strings.TrimSpace(cell) != "":
			r.cells[MaxColumns] = cell // one too many is enough to refuse the row
		}
		if s.at >= len(s.text) {
			return r
		}
		if s.text[s.at] != s.separator {
			s.newline()
			return r
		}
		s.at++
		if s.at >= len(s.text) {
			r.cells = append(r.cells, "")
			return r
		}
	}
}

// cell reads one cell and stops at what ends it.
func (s *scanner) cell() string {
	const patience = 20 // a text of nothing but open quotes would be read over and over
	start := s.at
	for start < len(s.text) && s.text[start] == ' ' {
		start++ // a space between separator and quote
	}
	if start < s.last && s.text[start] == '"' && s.unclosed < patience {
		if value, ok := s.quoted(start); ok {
			return value
		}
		s.unclosed++
	}
	start = s.at
	for !s.ends(s.at) {
		s.at++
	}
	return s.text[start:s.at]
}

// quoted reads a cell in quotes that starts at open.
func (s *scanner) quoted(open int) (string, bool) {
	var b strings.Builder
	for i := open + 1; i <= s.last; i++ {
		c := s.text[i]
		switch {
		case c == '"' && i+1 < len(s.text) && s.text[i+1] == '"':
			b.WriteByte('"')
			i++
		case c == '"' && s.ends(i+1):
			s.at = i + 1
			return b.String(), true
		case c == '\r' && i+1 < len(s.text) && s.text[i+1] == '\n':
			// The line feed that follows is the line end.
		case c == '\r', c == '\n':
			b.WriteByte('\n')
		default:
			b.WriteByte(c)
		}
	}
	return "", false
}

// ends reports whether a cell ends before the byte at i.
func (s *scanner) ends(i int) bool {
	return i >= len(s.text) || s.text[i] == s.separator || s.text[i] == '\n' || s.text[i] == '\r'
}

func (s *scanner) newline() {
	if s.text[s.at] == '\r' && s.at+1 < len(s.text) && s.text[s.at+1] == '\n' {
		s.at++
	}
	s.at++
	s.line++
}
