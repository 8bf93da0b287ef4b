package rest

import (
	"embed"
	"net/http"
	"path"
)

// policyDocs lets the API page load its own files and images inside its style sheet; scripts,
// styles and connections come from this server alone, nothing inline, no eval.
const policyDocs = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

//go:embed docs/*.css docs/*.html docs/*.js docs/*.txt
var docsFiles embed.FS

// docsTypes are the files that are served, with their media types.
var docsTypes = map[string]string{
	"swagger-ui-bundle.js":             "text/javascript; charset=utf-8",
	"swagger-ui-bundle.js.LICENSE.txt": "text/plain; charset=utf-8",
	"swagger-ui.css":                   "text/css; charset=utf-8",
	"LICENSE.swagger-ui.txt":           "text/plain; charset=utf-8",
	"page.css":                         "text/css; charset=utf-8",
	"page.js":                          "text/javascript; charset=utf-8",
}

// addDocs adds the API page and its files.
func addDocs(pages map[string]http.HandlerFunc) {
	pages[pathDocs] = docsFile("index.html", "text/html; charset=utf-8")
	for name, media := range docsTypes {
		pages[path.Join(pathDocs, name)] = docsFile(name, media)
	}
}

func docsFile(name, media string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		content, err := docsFiles.ReadFile("docs/" + name)
		if err != nil {
			panic(err) // the file is part of the program
		}
		w.Header().Set("Content-Security-Policy", policyDocs)
		w.Header().Set("Content-Type", media)
		_, _ = w.Write(content)
	}
}
