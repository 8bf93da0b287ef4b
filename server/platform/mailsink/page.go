package mailsink

import (
	"html/template"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Path is where the page is.
const Path = "/demo/mail"

const style = "body{font-family:Arial,Helvetica,sans-serif;font-size:1.05rem;line-height:1.5;max-width:60rem;margin:0 auto;padding:1rem}" +
	"table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #767676;vertical-align:top}" +
	"pre{white-space:pre-wrap;overflow-wrap:anywhere}iframe{width:100%;height:30rem;border:1px solid #767676}"

var list = template.Must(template.New("list").Parse(`<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Berichten van de demo</title><style>` + style + `</style></head>
<body><main><h1>Berichten van de demo</h1><p>Deze mails kwamen bij niemand aan. Ververs de pagina voor nieuwe.
Wat naar @` + Gone + ` gaat, komt terug, zoals van een mailbox die er niet meer is.</p>
{{if .}}<table><thead><tr><th scope="col">Tijd</th><th scope="col">Aan</th><th scope="col">Onderwerp</th></tr></thead><tbody>
{{range .}}<tr><td>{{.Received.Format "15:04:05"}}</td><td>{{.To}}</td><td><a href="` + Path + `/{{.Number}}">{{.Subject}}</a></td></tr>
{{end}}</tbody></table>{{else}}<p>Er zijn nog geen mails.</p>{{end}}</main></body></html>
`))

var one = template.Must(template.New("one").Parse(`<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Subject}}</title><style>` + style + `</style></head>
<body><main><p><a href="` + Path + `">Alle berichten</a></p><h1>{{.Subject}}</h1><p>Aan: {{.To}}<br>Van: {{.From}}</p>
<h2>Tekst</h2><pre>{{.Text}}</pre>
{{if .HTML}}<h2>Opgemaakt</h2><iframe sandbox title="Opgemaakte tekst" src="` + Path + `/{{.Number}}/html"></iframe>{{end}}
{{$number := .Number}}{{range $i, $file := .Files}}<p>Bijlage: <a href="` + Path + `/{{$number}}/files/{{$i}}">{{.Name}}</a></p>
{{end}}<h2>Kop</h2><pre>{{.Header}}</pre></main></body></html>
`))

// What the pages may use: their own style and a frame of their own. What a mail brought may use its style, and
// nothing else.
const (
	policyPage = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	policyMail = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

// Handler shows the mailbox; what it does not know goes on to next.
func (s *Sink) Handler(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Path, func(w http.ResponseWriter, _ *http.Request) { show(w, policyPage, list, s.Mails()) })
	mux.HandleFunc("GET "+Path+"/{number}", func(w http.ResponseWriter, r *http.Request) {
		if m, ok := s.named(r); ok {
			show(w, policyPage, one, m)
			return
		}
		http.NotFound(w, r)
	})
	mux.HandleFunc("GET "+Path+"/{number}/html", func(w http.ResponseWriter, r *http.Request) {
		m, ok := s.named(r)
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", policyMail)
		w.Header().Set("X-Frame-Options", "SAMEORIGIN")
		_, _ = w.Write([]byte(m.HTML)) // the caller left; there is nobody to tell
	})
	mux.HandleFunc("GET "+Path+"/{number}/files/{file}", s.download)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == Path || strings.HasPrefix(r.URL.Path, Path+"/") {
			mux.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// download hands out what went with a mail, to be saved and not shown.
func (s *Sink) download(w http.ResponseWriter, r *http.Request) {
	m, ok := s.named(r)
	i, err := strconv.Atoi(r.PathValue("file"))
	if !ok || err != nil || i < 0 || i >= len(m.Files) {
		http.NotFound(w, r)
		return
	}
	file := m.Files[i]
	w.Header().Set("Content-Type", file.MediaType)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	_, _ = w.Write(file.Content) // the caller left; there is nobody to tell
}

func (s *Sink) named(r *http.Request) (Mail, bool) {
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil {
		return Mail{}, false
	}
	return s.mail(number)
}

func show(w http.ResponseWriter, policy string, page *template.Template, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	_ = page.Execute(w, data) // the caller left; there is nobody to tell
}
