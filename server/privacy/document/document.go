// Package document writes a resident's dossier as a page that can be read, printed and kept: one HTML file that asks for
// nothing from elsewhere.
package document

import (
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/privacy"
)

//go:embed dossier.html
var page string

var written = template.Must(template.New("dossier").Parse(page))

// Write makes the page, in Dutch ("nl") or English.
func Write(dossier privacy.DossierCopy, language string) (string, error) {
	words := english
	if language == "nl" {
		words = dutch
	}
	shown := shownDossier{Language: "en", Words: words.page, Made: day(dossier.Time)}
	if language == "nl" {
		shown.Language = "nl"
	}
	for _, part := range dossier.Parts {
		one := shownPart{Heading: words.say(part.Kind), Recorded: day(part.Time)}
		for _, line := range part.Lines {
			one.Lines = append(one.Lines, shownLine{Name: words.say(line.Name), Value: words.show(line), LeftOut: line.LeftOut})
		}
		shown.Parts = append(shown.Parts, one)
	}
	var b strings.Builder
	if err := written.Execute(&b, shown); err != nil {
		return "", fmt.Errorf("write a dossier: %w", err)
	}
	return b.String(), nil
}

type shownDossier struct {
	Language, Made string
	Words          pageWords
	Parts          []shownPart
}

type shownPart struct {
	Heading, Recorded string
	Lines             []shownLine
}

type shownLine struct {
	Name, Value string
	LeftOut     bool
}

// day is a day as people write it.
func day(moment time.Time) string { return calendar.Local(moment).Format("2-1-2006") }
