package rest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Paths that are no part of the contract.
const (
	pathDocument = "/v1/openapi.json"
	pathHealth   = "/healthz"
	pathReady    = "/readyz"
	pathSecurity = "/.well-known/security.txt"
	pathDocs     = "/docs"
)

// newPages lists what is served besides the RPCs, by exact path.
func (s *server) newPages() map[string]http.HandlerFunc {
	pages := map[string]http.HandlerFunc{
		pathDocument: s.serveDocument,
		pathHealth:   s.serveHealth,
		pathReady:    s.serveReady,
		"/":          s.serveRoot,
	}
	if s.config.SecurityContact != "" {
		pages[pathSecurity] = s.serveSecurity
	}
	addDocs(pages)
	return pages
}

// servePage serves a page; all of them are read only.
func (s *server) servePage(req *request, r *http.Request, page http.HandlerFunc) {
	const allowed = "GET, HEAD, OPTIONS"
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		page(req.answer, r)
	case http.MethodOptions:
		req.answer.Header().Set("Allow", allowed)
		req.answer.WriteHeader(http.StatusNoContent)
	default:
		req.answer.Header().Set("Allow", allowed)
		s.refuse(req.answer, req, wrongMethod())
	}
}

func (s *server) serveDocument(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", mediaJSON)
	_, _ = w.Write(s.document)
}

// serveRoot brings a person who opens the bare address to the API page.
func (s *server) serveRoot(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Location", pathDocs)
	w.WriteHeader(http.StatusSeeOther)
}

// serveHealth says that the process runs.
func (s *server) serveHealth(w http.ResponseWriter, _ *http.Request) { writeStatus(w, "ok") }

// serveReady says whether the server can serve.
func (s *server) serveReady(w http.ResponseWriter, r *http.Request) {
	if err := s.config.Ready(r.Context()); err != nil {
		s.config.Log.WarnContext(r.Context(), "rest: not ready", "error", err)
		s.refuse(w, requestFrom(r.Context()), notReady())
		return
	}
	writeStatus(w, "ready")
}

func writeStatus(w http.ResponseWriter, status string) {
	w.Header().Set("Content-Type", mediaJSON)
	_, _ = fmt.Fprintf(w, "{\"status\":%q}\n", status)
}

// serveSecurity tells where to report a weakness (RFC 9116). The file must say when it expires;
// half a year from the beginning of the month keeps it the same for a while.
func (s *server) serveSecurity(w http.ResponseWriter, _ *http.Request) {
	now := s.config.Now().UTC()
	expires := time.Date(now.Year(), now.Month()+6, 1, 0, 0, 0, 0, time.UTC)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = fmt.Fprintf(w, "Contact: %s\nExpires: %s\nPreferred-Languages: nl, en\n",
		s.config.SecurityContact, expires.Format(time.RFC3339))
}

// withServer writes into the document where the API is: the public address, or the place that
// the document was fetched from.
func withServer(document []byte, publicURL string) ([]byte, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(document, &members); err != nil {
		return nil, err
	}
	servers, err := json.Marshal([]map[string]string{{"url": strings.TrimSuffix(publicURL, "/") + "/v1"}})
	if err != nil {
		return nil, err
	}
	members["servers"] = servers
	return json.Marshal(members)
}
