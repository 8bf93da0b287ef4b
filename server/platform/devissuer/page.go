package devissuer

import (
	_ "embed"
	"html/template"
	"net/http"

	"oco.example/oco/server/platform/texts"
)

//go:embed page.html
var source string

//go:embed page.css
var sheet []byte

var pageTemplate = template.Must(template.New("page").Parse(source))

// picker is the page on which somebody chooses a persona.
type picker struct {
	Action string
	Hidden map[string]string
	// AskCode: the page asks for the code that a device shows, Code is the one it knows already.
	AskCode bool
	Code    string
	// Done and Unknown say how it went.
	Done, Unknown bool

	// Style is where the style sheet is.
	Style    string
	Language string
	Personas []Persona
	Words    map[string]string
}

// page writes the page in the caller's language.
func (i *Issuer) page(w http.ResponseWriter, r *http.Request, p picker) {
	p.Language, p.Personas, p.Style = texts.Match(r.Header.Get("Accept-Language")), i.Personas, i.URL+"/page.css"
	p.Words = map[string]string{}
	for _, name := range []string{"title", "demo", "choose", "code", "done", "unknown"} {
		p.Words[name] = texts.Word(p.Language, "devissuer."+name)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if p.Unknown {
		w.WriteHeader(http.StatusNotFound)
	}
	_ = pageTemplate.Execute(w, p) // the caller left; there is nobody to tell
}

// style answers with the style sheet of the page.
func style(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write(sheet) // the caller left; there is nobody to tell
}
