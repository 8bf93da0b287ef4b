package message

import (
	"embed"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/errs"
)

// TemplateResource is what a template is called in refusals.
const TemplateResource = "message_template"

// Template is the text of one kind of message, by one way, in one language.
type Template struct {
	Kind     Kind
	Channel  Channel
	Language string
	// Subject is one line; what is told by mouth and text messages have none.
	Subject, Body string
	// Standard says that it is the platform's own.
	Standard bool
	// Version is raised by every change, 0 for the platform's own; so are CreateTime and UpdateTime zero.
	Version                int64
	CreateTime, UpdateTime time.Time
}

// ResourceID names a template: kind, way and language, "receipt.mail.nl".
func (t Template) ResourceID() string {
	return strings.ToLower(string(t.Kind) + "." + string(t.Channel) + "." + t.Language)
}

// Etag is the version as callers see it.
func (t Template) Etag() string { return strconv.FormatInt(t.Version, 10) }

// words are the words that may stand between braces, by kind; greeting ones may stand in all.
var (
	greeting = []string{"naam", "gemeente", "contactpersoon", "telefoon"}
	words    = map[Kind][]string{
		Receipt:            {"code", "dag", "link"},
		Offer:              {"leefgebied", "wijk", "spoed", "link"},
		RequirementLapsing: {"vereiste", "dag", "link"},
		WeekCoordinator:    {"overzicht", "link"},
		WeekSupporter:      {"overzicht", "link"},

		AppointmentPlanned:   {"ondersteuner", "dag", "tijd", "waar"},
		AppointmentMoved:     {"ondersteuner", "dag", "tijd", "waar"},
		AppointmentCancelled: {"ondersteuner", "dag", "tijd"},
		AppointmentReminder:  {"ondersteuner", "dag", "tijd"},
		Survey:               {"code", "dag", "link", "webadres"},
		SurveyReminder:       {"code", "dag", "link", "webadres"},
		Meeting:              {"wat", "titel", "dag", "tijd", "waar", "link"},
		Correction:           {"uitkomst", "antwoord", "vervolg"},
		ReferralEnded:        {"code", "dag", "link"},
	}
)

// spoken are the words for what somebody wrote about a resident: it goes on paper or by mouth, and never over the open net.
var spoken = []string{"antwoord"}

// Words are those that may stand between braces in a message of a kind, by a way.
func Words(kind Kind, by Channel) []string {
	known := append(slices.Clone(greeting), words[kind]...)
	if by.Sends() {
		known = slices.DeleteFunc(known, func(word string) bool { return slices.Contains(spoken, word) })
	}
	return known
}

var (
	//go:embed texts/*.txt
	files embed.FS
	// standard are the platform's own texts, by ResourceID.
	standard = readStandard()
	// ids are their names, sorted.
	ids = sortedIDs()
	// brace is a word between double braces.
	brace = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)
)

// readStandard reads texts/<KIND>.<language>.txt: parts that begin with "== CHANNEL subject line".
func readStandard() map[string]Template {
	known := map[string]Template{}
	entries, err := files.ReadDir("texts")
	if err != nil {
		panic(err) // they are part of the program
	}
	for _, entry := range entries {
		content, err := files.ReadFile("texts/" + entry.Name())
		if err != nil {
			panic(err)
		}
		name := strings.Split(entry.Name(), ".")
		for part := range strings.SplitSeq("\n"+string(content), "\n== ") {
			head, body, _ := strings.Cut(part, "\n")
			channel, subject, _ := strings.Cut(head, " ")
			if channel == "" {
				continue
			}
			t := Template{Kind: Kind(name[0]), Channel: Channel(channel), Language: name[1], Subject: subject, Body: strings.TrimSpace(body), Standard: true}
			known[t.ResourceID()] = t
		}
	}
	return known
}

func sortedIDs() []string {
	list := make([]string, 0, len(standard))
	for id := range standard {
		list = append(list, id)
	}
	slices.Sort(list)
	return list
}

// TextChannel is the way whose text a message takes: what somebody tells by mouth is told in the same words, whoever
// tells it.
func TextChannel(c Channel) Channel {
	switch c {
	case Mail, SMS, Letter:
		return c
	case Call, NeighbourhoodPoint, TrustedPerson, Coordinator:
		return Call
	}
	return c
}

// Standard is the platform's own text of a name.
func Standard(id string) (Template, error) {
	t, ok := standard[id]
	if !ok {
		return Template{}, errs.NotFound(TemplateResource)
	}
	return t, nil
}

// Standards are up to limit of the platform's own texts by their ids, those after one.
func Standards(after string, limit int) []Template {
	var list []Template
	for _, id := range ids {
		if id > after && len(list) < limit {
			list = append(list, standard[id])
		}
	}
	return list
}

// Check refuses a text with a word between braces that is not known, naming it, and one of which half is missing. Both
// empty bring the platform's own back. The fields are told with a beginning, "message_template.".
func (t Template) Check(within string) error {
	if t.Subject == "" && t.Body == "" {
		return nil
	}
	var wrong []*errs.Error
	if t.Body == "" {
		wrong = append(wrong, errs.Field(within+"body", "template.half"))
	}
	if t.Subject == "" && standard[t.ResourceID()].Subject != "" {
		wrong = append(wrong, errs.Field(within+"subject", "template.half"))
	}
	if strings.ContainsAny(t.Subject, "\r\n") {
		wrong = append(wrong, errs.Field(within+"subject", "template.line"))
	}
	known := Words(t.Kind, t.Channel)
	for field, text := range map[string]string{within + "subject": t.Subject, within + "body": t.Body} {
		for _, found := range brace.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(known, found[1]) {
				wrong = append(wrong, errs.Field(field, "template.word", "word", found[1], "words", strings.Join(known, ", ")))
			}
		}
	}
	return errs.Join(wrong...)
}

// Fill puts what is known in the place of the words. A word that may not stand there is left out.
func (t Template) Fill(facts map[string]string) (subject, body string) {
	known := Words(t.Kind, t.Channel)
	fill := func(text string) string {
		return brace.ReplaceAllStringFunc(text, func(found string) string {
			if word := brace.FindStringSubmatch(found)[1]; slices.Contains(known, word) {
				return facts[word]
			}
			return ""
		})
	}
	return strings.Join(strings.Fields(fill(t.Subject)), " "), fill(t.Body)
}

// address is what becomes a link.
var address = regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)]`)

// Part is a piece of a line: text, or the address of a link.
type part struct{ Text, Link string }

var page = template.Must(template.New("mail").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Subject}}</title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5;color:#1b1b1b;background:#fff"><div style="max-width:38em">
{{range .Paragraphs}}<p style="margin:0 0 1em">{{range $i, $line := .}}{{if $i}}<br>{{end}}{{range $line}}{{if .Link}}<a href="{{.Link}}">{{.Link}}</a>{{else}}{{.Text}}{{end}}{{end}}{{end}}</p>
{{end}}</div></body></html>
`))

// HTML is the HTML part of a mail. Whatever people typed is text in it, never markup.
func HTML(language, subject, body string) string {
	var b strings.Builder
	err := page.Execute(&b, map[string]any{"Language": language, "Subject": subject, "Paragraphs": paragraphs(body)})
	if err != nil {
		panic(err) // it writes to memory
	}
	return b.String()
}

// paragraphs parts a text at empty lines, its lines at addresses.
func paragraphs(body string) [][][]part {
	var list [][][]part
	var open [][]part
	for line := range strings.Lines(body + "\n\n") {
		if line = strings.TrimSpace(line); line != "" {
			open = append(open, parts(line))
		} else if len(open) > 0 {
			list, open = append(list, open), nil
		}
	}
	return list
}

func parts(line string) []part {
	var list []part
	at := 0
	for _, found := range address.FindAllStringIndex(line, -1) {
		list = append(list, part{Text: line[at:found[0]]}, part{Link: line[found[0]:found[1]]})
		at = found[1]
	}
	return append(list, part{Text: line[at:]})
}
