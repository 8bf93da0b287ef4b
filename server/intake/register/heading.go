package register

import (
	"regexp"
	"slices"
	"strings"

	"oco.example/oco/server/platform/citizennumber"
	"oco.example/oco/server/platform/person"
)

// Matched is a column of the file that has a meaning.
type Matched struct {
	// Position is the place of the column, from 1.
	Position int
	// Heading is its heading as it stands in the file, masked and cut short.
	Heading string
	Field   Field
	// ByMapping says that the mapping named it, not its heading; Guessed that the heading only
	// holds a word that points to the field, so that somebody should look.
	ByMapping, Guessed bool
}

// Report says how the columns of a file were read, for the person who uploads it to check.
type Report struct {
	// Format is "csv" or "xlsx"; Encoding, Separator and Sheet say the rest of how it was read.
	Format, Encoding, Separator, Sheet string
	// OtherSheets are those of a workbook that were not read: what is hidden never is.
	OtherSheets []string
	// HeadingLine is the line of the headings; what stands above it is a title.
	HeadingLine int
	Columns     []Matched
	// Unmatched are headings without a meaning here; their cells are not read and not kept.
	Unmatched []string
	// Doubled are headings that mean the same as another; that other one is read.
	Doubled []string
	// Missing are the usual headings of the fields that no column means.
	Missing []string
	// Rows is the number of rows below the heading.
	Rows int
}

// layout is where the fields of a register stand.
type layout struct {
	at       map[Field][]int // columns of a field, from 0
	headings []string
	// dated are columns without a meaning whose heading says that they hold a date.
	dated   []int
	matched []Matched
	doubled []int
	// unknownMapping are headings of the mapping that the row does not have.
	unknownMapping []string
}

// score says how well a row does as the headings: what it means outright counts twice what can
// only be guessed.
func (l layout) score() int {
	score := 0
	for _, m := range l.matched {
		if l.at[m.Field][0] != m.Position-1 {
			continue // a second column of the same field
		}
		if score += 2; m.Guessed {
			score--
		}
	}
	return score
}

func (l layout) has(f Field) bool { return len(l.at[f]) > 0 }

// named reports whether the field is a name, or a part of one, and the columns have a name another way.
func (l layout) named(f Field) bool {
	switch f {
	case Name:
		return l.has(GivenName) || l.has(FamilyName)
	case GivenName, NamePrefix, FamilyName:
		return l.has(Name) || l.has(GivenName) || l.has(FamilyName)
	}
	return false
}

// missing are the usual headings of the needed fields that no column means. A name may be in
// parts.
func (l layout) missing(columns []column, needed []Field) []string {
	var missing []string
	for _, field := range needed {
		if l.has(field) || l.named(field) {
			continue
		}
		i := slices.IndexFunc(columns, func(c column) bool { return c.field == field })
		missing = append(missing, columns[i].shown)
	}
	return missing
}

// littleWords do not change what a heading means.
var littleWords = []string{
	"de", "het", "d", "een", "van", "te", "bij", "in", "is", "evt", "eventueel", "svp", "dd", "mm", "jjjj", "yyyy", "jj", "yy",
	"the", "of", "a", "for",
}

// bag is a heading as its words in order of the alphabet, so that "naam inwoner" and "Inwoner:
// naam" are one.
func bag(heading string) string {
	var kept []string
	for _, word := range person.NameWords(heading) {
		if !slices.Contains(littleWords, word) {
			kept = append(kept, word)
		}
	}
	if len(kept) == 0 {
		return phrase(heading) // "#"
	}
	slices.Sort(kept)
	return strings.Join(kept, " ")
}

// opened opens the brackets of a heading: "Leefgebied(en)".
var opened = strings.NewReplacer("(", "", ")", "")

// bags are the forms in which a heading may be known: whole, with its brackets opened, without
// what is in brackets, without a number behind ("Telefoon 2").
func bags(heading string) []string {
	forms := []string{bag(heading)}
	without := heading
	if strings.ContainsAny(heading, "()") {
		without = brackets.ReplaceAllString(heading, " ")
		forms = append(forms, bag(opened.Replace(heading)), bag(without))
	}
	if unnumbered := strings.TrimRight(strings.TrimSpace(without), "0123456789"); unnumbered != without {
		forms = append(forms, bag(unnumbered))
	}
	return slices.DeleteFunc(forms, func(form string) bool { return form == "" })
}

// known turns the columns of a kind around: from bag of words to field.
type known struct {
	strong, weak map[string]Field
	several      map[Field]bool
}

var knownHeadings = map[Kind]known{
	Applications: index(applicationColumns),
	Supporters:   index(supporterColumns),
}

func index(columns []column) known {
	k := known{strong: map[string]Field{}, weak: map[string]Field{}, several: map[Field]bool{}}
	for _, c := range columns {
		k.several[c.field] = c.several
		for _, name := range c.names {
			k.strong[bag(name)] = c.field
		}
		k.strong[bag(string(c.field))] = c.field
		for _, name := range c.weak {
			k.weak[bag(name)] = c.field
		}
	}
	return k
}

// lay gives every cell of a heading row its meaning: by the mapping, by a heading that means it,
// and last by one that may mean it when nothing else does.
func lay(kind Kind, cells []string, mapping map[string]Field) layout {
	l := layout{at: map[Field][]int{}, headings: make([]string, len(cells))}
	fields := slices.Repeat([]Field{Ignored}, len(cells))
	taken := make([]bool, len(cells))
	mapped := make([]bool, len(cells))
	for i, cell := range cells {
		l.headings[i] = shown(cell)
	}
	for heading, field := range mapping {
		found := false
		for i, cell := range cells {
			if phrase(cell) == phrase(heading) && phrase(cell) != "" {
				fields[i], taken[i], mapped[i], found = field, true, true, true
				if field != Ignored {
					l.at[field] = append(l.at[field], i)
				}
			}
		}
		if !found {
			l.unknownMapping = append(l.unknownMapping, heading)
		}
	}
	words := knownHeadings[kind]
	for _, names := range []map[string]Field{words.strong, words.weak} {
		for i, cell := range cells {
			field := meant(names, cell)
			if taken[i] || field == Ignored {
				continue
			}
			switch present := l.has(field); {
			case present && (!words.several[field] || anyMapped(l.at[field], mapped)):
				l.doubled = once(l.doubled, i)
			default:
				fields[i], taken[i] = field, true
				l.at[field] = append(l.at[field], i)
			}
		}
	}
	guessed := make([]bool, len(cells))
	for i, cell := range cells {
		if field := guess(kind, cell); !taken[i] && field != Ignored && !l.has(field) && !slices.Contains(l.doubled, i) {
			fields[i], taken[i], guessed[i] = field, true, true
			l.at[field] = append(l.at[field], i)
		}
	}
	for i, field := range fields {
		slices.Sort(l.at[field])
		switch {
		case field != Ignored:
			l.matched = append(l.matched, Matched{i + 1, l.headings[i], field, mapped[i], guessed[i]})
		case saysDate(cells[i]) && !mapped[i]:
			l.dated = append(l.dated, i)
		}
	}
	return l
}

func anyMapped(columns []int, mapped []bool) bool {
	return slices.ContainsFunc(columns, func(i int) bool { return mapped[i] })
}

// meant is the field that a heading means by the names. Long texts head nothing.
func meant(names map[string]Field, heading string) Field {
	const longest = 80
	if len(heading) > longest {
		return Ignored
	}
	for _, form := range bags(heading) {
		if field, known := names[form]; known {
			return field
		}
	}
	return Ignored
}

// saysDate reports whether a heading announces dates that are part of the flow: a date of birth
// is not, and often not known to the day.
func saysDate(heading string) bool {
	folded := person.Fold(heading)
	return (strings.Contains(folded, "datum") || strings.Contains(folded, "date")) && !ofBirth.MatchString(folded)
}

// ofBirth is a heading for dates of birth: "Geb.datum".
var ofBirth = regexp.MustCompile(`geboorte|\bgeb\b|\bgebdat|birth|\bdob\b`)

// shown is a heading as a remark may repeat it.
func shown(heading string) string {
	const longest = 60
	masked, _ := citizennumber.Mask(strings.Join(strings.Fields(heading), " "))
	if runes := []rune(masked); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return masked
}
