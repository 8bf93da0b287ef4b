package subject

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Section is one thing that is recorded of a person, as they may read it: an application, a consent, a case.
type Section struct {
	// Kind says what it is, a word of the platform: "application". ID tells it from the others of its kind.
	Kind, ID string
	// Time is when it was recorded.
	Time time.Time
	// Fields are what stands in it; what is empty is left out by Add.
	Fields []Field
}

// Field is one line of a section.
type Field struct {
	// Name says what it is, a word of the platform: "question".
	Name string
	// Value is what stands there; several values of a closed list are parted by ", ".
	Value string
	// Words are the names of the contract for values of a closed list, "APPLICATION_STATE_RECEIVED"; none for the rest.
	Words []string
	// Listed are codes of a list that the municipality keeps itself, which has a label for each; none for the rest.
	Listed []string
	// FreeText says that somebody typed it, so that it may be about another person as well.
	FreeText bool
	// Hidden says that it is about another person, whom the reader does not have to know: it is named and not told.
	Hidden bool
}

// Add adds what is not empty to a section: a name, a number, a day.
func (s *Section) Add(name, value string) { s.add(Field{Name: name, Value: value}) }

// AddCodes adds values of a closed list of the contract, whose names begin with prefix: "LIFE_DOMAIN_".
func (s *Section) AddCodes(name, prefix string, values ...string) {
	values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	f := Field{Name: name, Value: strings.Join(values, ", ")}
	for _, value := range values {
		f.Words = append(f.Words, prefix+value)
	}
	s.add(f)
}

// AddListed adds codes of a list of the municipality's own, which is known by the name of the field: "neighbourhood".
func (s *Section) AddListed(name string, codes ...string) {
	codes = slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return c == "" })
	s.add(Field{Name: name, Value: strings.Join(codes, ", "), Listed: codes})
}

// AddText adds what somebody typed.
func (s *Section) AddText(name, value string) { s.add(Field{Name: name, Value: value, FreeText: true}) }

// Hide adds that there is something of another person, without what it is.
func (s *Section) Hide(name, value string) {
	if value != "" {
		s.Fields = append(s.Fields, Field{Name: name, Hidden: true})
	}
}

func (s *Section) add(f Field) {
	if f.Value != "" {
		s.Fields = append(s.Fields, f)
	}
}

// Order puts sections in the order in which things were recorded.
func Order(sections []Section) {
	slices.SortStableFunc(sections, func(a, b Section) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
}
