// Package website serves the pages that people open in a browser: the files that clients/web was
// built into. They are read once, at the start, so that a request can reach nothing else; each is
// sent as it was compressed at the build. The pages are single: below an address such as /desk the
// same page answers everywhere, and finds its own way. Where no municipality is, it comes as "not
// found".
//
// Any web server can do the same with the same folder; it then has to answer /config.json.
package website

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// Config says what is served.
type Config struct {
	// Files is the folder that clients/web was built into.
	Files fs.FS
	// Issuer is whose sign-in the pages use (OpenID Connect), empty when nobody can sign in;
	// ClientID is who they are to it.
	Issuer, ClientID string
	// Demo says that the people are invented.
	Demo bool
	// Municipalities are the names of those that have pages, by code; nil when that is not known.
	Municipalities func(context.Context) (map[string]string, error)
	// Now is the clock, time.Now when nil.
	Now func() time.Time
}

// Site is the website.
type Site struct {
	files  map[string]file
	policy string
	places places
}

// file is one file, as it is and as it was compressed; what a build did not compress is empty.
type file struct {
	plain, brotli, gzip []byte
	media               string
}

// The page that answers below each of these addresses, and the one that answers elsewhere.
var doors = []struct{ below, page string }{
	{"/desk", "desk/index.html"}, {"/portal", "portal/index.html"}, {"/login", "login/index.html"}, {"", publicPage},
}

const (
	publicPage = "index.html"
	// english is below what the pages in another language than Dutch stand.
	english    = "en"
	configPath = "config.json"
	// assets are named after their content and never change.
	assets = "assets/"
)

// New reads the files. It fails when one of the pages is missing: then the folder is not what
// clients/web was built into.
func New(c Config) (*Site, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &Site{files: map[string]file{}, places: places{read: c.Municipalities, now: c.Now}}
	if err := fs.WalkDir(c.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		return s.read(c.Files, name)
	}); err != nil {
		return nil, fmt.Errorf("read the website: %w", err)
	}
	for _, door := range doors {
		if _, ok := s.files[door.page]; !ok {
			return nil, fmt.Errorf("the website has no %s: build it with `make web`", door.page)
		}
	}
	settings, err := json.Marshal(map[string]any{"issuer": c.Issuer, "clientId": c.ClientID, "demo": c.Demo})
	if err != nil {
		return nil, err
	}
	s.files[configPath] = file{plain: settings, media: "application/json"}
	s.policy = policy(c.Issuer)
	return s, nil
}

// read adds one file, or what a file was compressed into.
func (s *Site) read(files fs.FS, name string) error {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
	f := s.files[bare]
	switch path.Ext(name) {
	case ".br":
		f.brotli = content
	case ".gz":
		f.gzip = content
	default:
		f.plain = content
		if f.media = media[path.Ext(name)]; f.media == "" {
			return fmt.Errorf("%s is of no kind that a website has", name)
		}
	}
	s.files[bare] = f
	return nil
}

// media are the kinds of files that a build makes.
var media = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// policy lets the pages load what is ours, and speak with us and with the issuer: nothing inline,
// no eval, nothing from others (STANDARDS.md §3, internet.nl).
func policy(issuer string) string {
	connect := "connect-src 'self'"
	if origin := originOf(issuer); origin != "" {
		connect += " " + origin
	}
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", connect,
		"manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-src 'none'", "frame-ancestors 'none'",
	}, "; ")
}

// originOf is scheme and host of an address.
func originOf(address string) string {
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host
}

// Before answers what belongs to the website, and leaves the rest to next: the API, its page, health.
func (s *Site) Before(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if f, ok := s.files[name]; ok && name != "" {
			s.serve(w, r, f, http.StatusOK, strings.HasPrefix(name, assets))
			return
		}
		if !isPage(r) {
			next.ServeHTTP(w, r)
			return
		}
		page := pageOf(r.URL.Path)
		status := http.StatusOK
		if page == publicPage && !s.isThere(r) {
			status = http.StatusNotFound
		}
		s.serve(w, r, s.files[page], status, false)
	})
}

// cards is where the code of a thank-you card leads whose municipality is not in the address.
const cards = "k"

// isThere reports whether an address of the aanmeldwebsite can be one: the page on which a
// municipality is chosen, in either language and for a card, or the pages of one. What is below a municipality the
// page itself knows; where nothing is, it says so.
func (s *Site) isThere(r *http.Request) bool {
	address := strings.TrimPrefix(r.URL.Path, "/")
	if language, rest, _ := strings.Cut(address, "/"); language == english {
		address = rest
	}
	municipality, _, _ := strings.Cut(address, "/")
	return municipality == "" || municipality == cards || s.places.has(r.Context(), municipality)
}

// ours are addresses of the server that are no pages of the website.
var ours = []string{"/v1", "/docs", "/healthz", "/readyz", "/.well-known", "/dev-issuer", "/" + strings.TrimSuffix(assets, "/")}

// isPage reports whether somebody asks for a page, and not a program for an answer: a browser, or
// whatever takes anything, such as a link checker, where no file is named. An unknown address below
// /v1 stays a problem for programs, whoever asks.
func isPage(r *http.Request) bool {
	for _, address := range ours {
		if below(r.URL.Path, address) {
			return false
		}
	}
	accepted := r.Header.Get("Accept")
	if strings.Contains(accepted, "text/html") {
		return true
	}
	return path.Ext(r.URL.Path) == "" && (accepted == "" || strings.Contains(accepted, "*/*"))
}

func pageOf(address string) string {
	for _, door := range doors {
		if door.below == "" || below(address, door.below) {
			return door.page
		}
	}
	return publicPage
}

func below(address, folder string) bool {
	return address == folder || strings.HasPrefix(address, folder+"/")
}

// serve sends a file as small as the browser takes it. Around it stands what every answer of the
// server carries.
func (s *Site) serve(w http.ResponseWriter, r *http.Request, f file, status int, lasting bool) {
	h := w.Header()
	h.Set("Content-Type", f.media)
	h.Set("Content-Security-Policy", s.policy)
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
	h.Set("Cache-Control", "no-cache")
	if lasting {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Vary", "Accept, Accept-Encoding")
	content := f.plain
	switch accepted := r.Header.Get("Accept-Encoding"); {
	case f.brotli != nil && takes(accepted, "br"):
		content = f.brotli
		h.Set("Content-Encoding", "br")
	case f.gzip != nil && takes(accepted, "gzip"):
		content = f.gzip
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", fmt.Sprint(len(content)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	_, _ = bytes.NewReader(content).WriteTo(w)
}

// takes reports whether a coding is among those that a browser lists (RFC 9110, section 12.5.3).
func takes(accepted, coding string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == coding {
			return strings.ReplaceAll(weight, " ", "") != "q=0"
		}
	}
	return false
}
