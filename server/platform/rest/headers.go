package rest

import (
	"net/http"
	"strings"

	"oco.example/oco/server/platform/door"
)

// The policy of every answer that is no page: nothing may be loaded, nobody may frame it.
const policyNothing = "default-src 'none'; frame-ancestors 'none'"

// OnEveryAnswer lets every answer of a handler carry the version (ADR /core/version-header) and the
// security headers (ADR /core/transport/security-headers). A page may load and keep more: it says so
// by a Content-Security-Policy and a Cache-Control of its own.
func OnEveryAnswer(version string, handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header(), version)
		handler.ServeHTTP(w, r)
	})
}

func setHeaders(h http.Header, version string) {
	h.Set("API-Version", version)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policyNothing)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Strict-Transport-Security", "max-age=31536000")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}

// What a page of an allowed origin may use.
const (
	corsMethods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
	corsHeaders = "Accept-Language, Authorization, Content-Type, " + headerKey + ", " + headerMatch + ", Traceparent"
	corsExposed = "API-Version, ETag, Location, Retry-After"
)

// allowOrigin answers CORS: the OpenAPI document is for every page, the rest for pages of the
// allow-list. It reports whether the request was a preflight and is answered.
func (s *server) allowOrigin(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	if r.URL.Path == pathDocument {
		h.Set("Access-Control-Allow-Origin", "*")
	} else {
		h.Add("Vary", "Origin")
		origin := r.Header.Get("Origin")
		if !s.origins[origin] {
			return false
		}
		h.Set("Access-Control-Allow-Origin", origin)
	}
	h.Set("Access-Control-Expose-Headers", corsExposed)
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", corsMethods)
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	h.Set("Access-Control-Max-Age", "600")
	h.Set("Allow", corsMethods)
	w.WriteHeader(http.StatusNoContent)
	return true
}

// languageOf is the language that the door would choose.
func languageOf(h http.Header) string {
	return door.Language(strings.Join(h.Values("Accept-Language"), ","))
}
