// Package registergen makes registers such as coordinators keep, with invented people and all the
// mess of real lists, and says what an honest import must make of each. What is expected is
// counted while the people are made, before anything is typed: the reader under test has no part
// in it. Phone numbers lie in one block that is used for examples, mail addresses end in
// .example.
package registergen

import (
	"math/rand/v2"
	"time"
)

// Encoding is how a text file writes its letters.
type Encoding string

// The encodings.
const (
	UTF8        Encoding = "utf-8"
	UTF8Mark    Encoding = "utf-8 with byte-order mark"
	UTF16       Encoding = "utf-16"
	Windows1252 Encoding = "windows-1252"
)

// Shape is how a register is written down.
type Shape struct {
	// Workbook writes XLSX; Encoding and Separator then do not count.
	Workbook  bool
	Encoding  Encoding
	Separator rune
	// LineEnd is "\n" or "\r\n".
	LineEnd string
	// Titles are lines above the headings.
	Titles int
	// Plain uses the usual headings in the usual order; else both vary with the seed.
	Plain bool
}

// Shapes are all ways of writing that a reader must know: every encoding and separator, and XLSX.
func Shapes() []Shape {
	shapes := []Shape{
		{Workbook: true, Plain: true},
		{Workbook: true, Titles: 3},
		{Encoding: UTF8, Separator: '|', LineEnd: "\n"},
		{Encoding: UTF8, Separator: ',', LineEnd: "\r", Titles: 1},
	}
	for i, encoding := range []Encoding{UTF8, UTF8Mark, UTF16, Windows1252} {
		for j, separator := range []rune{',', ';', '\t'} {
			shapes = append(shapes, Shape{
				Encoding: encoding, Separator: separator, LineEnd: []string{"\n", "\r\n"}[(i+j)%2],
				Titles: (i * j) % 3, Plain: i == j,
			})
		}
	}
	return shapes
}

// Remarkable is a row of which there is something to tell.
type Remarkable struct {
	// Line is the line of the file that the row starts on.
	Line int `json:"line"`
	// Result is imported, duplicate, refused or skipped.
	Result string `json:"result"`
	// Because is what there is to tell, in English.
	Because string `json:"because"`
}

// Expected is what an import into an empty municipality must make of a register: the result of
// its rows, and the counts that the monitor then shows.
type Expected struct {
	Municipality       string         `json:"municipality"`
	Rows               int            `json:"rows"`
	Imported           int            `json:"imported"`
	Duplicate          int            `json:"duplicate"`
	Refused            int            `json:"refused"`
	Skipped            int            `json:"skipped"`
	Remarkable         []Remarkable   `json:"remarkable"`
	DifferentReferrers int            `json:"different_referrers"`
	Matched            int            `json:"matched"`
	MatchedSameDay     int            `json:"matched_same_day"`
	FirstAppointments  int            `json:"first_appointments"`
	Month              map[string]int `json:"month"`
	Channel            map[string]int `json:"channel"`
	LifeDomain         map[string]int `json:"life_domain"`
	Route              map[string]int `json:"route"`
	ReferrerKind       map[string]int `json:"referrer_kind"`
	// TargetGroup counts by the word of the list, in lower case; nil when it is not said.
	TargetGroup map[string]int `json:"target_group,omitempty"`
}

// Register is a file and what must become of it.
type Register struct {
	// Name is a file name that fits the format.
	Name     string
	File     []byte
	Expected Expected
	// Secrets are texts in the file that an import must keep nowhere: citizen service numbers, and
	// what stands in rows that are refused for want of consent.
	Secrets []string
	// Kept are texts in the file that an import must keep with an application, though no field is for
	// them: remarks, and what is said of what no field can hold.
	Kept []string
	// Entries are the rows that must be imported, each with what its application then holds.
	Entries []Entry
	// Done is how many applications are history, besides those with a match.
	Done int
}

// Entry is what must be kept of a row.
type Entry struct {
	// Line is the line of the file that the row starts on.
	Line int
	// Question is what the row asks; empty where a citizen service number in it is masked.
	Question string
	// TargetGroups are words of the list, in lower case.
	TargetGroups []string
	// Kept are texts that no field is for.
	Kept []string
	// Neighbourhood is as people call it, empty when the row does not say.
	Neighbourhood string
	// Applied and Matched are days; Matched is zero without a match.
	Applied, Matched time.Time
}

// random is a source of chance that gives the same for the same seed.
func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x0c0)) }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// name is the file name of a register.
func name(what string, shape Shape) string {
	if shape.Workbook {
		return what + ".xlsx"
	}
	return what + ".csv"
}
