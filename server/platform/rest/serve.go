package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
)

// ServeHTTP answers one request.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header(), s.config.Version)
	req := &request{
		route:         &route{},
		language:      languageOf(r.Header),
		trace:         traceOf(r.Header),
		peer:          peerOf(r, s.config.TrustedProxies),
		authorization: r.Header.Values("Authorization"),
		path:          r.URL.EscapedPath(),
		answer:        &answer{ResponseWriter: w},
	}
	r = r.WithContext(withRequest(r.Context(), req))
	defer s.recover(req, req.answer)
	if r.Method == http.MethodOptions && r.RequestURI == "*" {
		req.answer.Header().Set("Allow", corsMethods)
		req.answer.WriteHeader(http.StatusNoContent)
		return
	}
	if s.allowOrigin(req.answer, r) {
		return
	}
	if page := s.pages[r.URL.Path]; page != nil && !hidesSlash(r.URL) {
		s.servePage(req, r, page)
		return
	}
	s.serveRPC(req, r)
}

// recover turns a panic into a problem. What was thrown may hold personal data, so only its
// type is logged, with the place.
func (s *server) recover(req *request, a *answer) {
	thrown := recover()
	if thrown == nil {
		return
	}
	if err, isError := thrown.(error); isError && errors.Is(err, http.ErrAbortHandler) {
		panic(thrown)
	}
	s.config.Log.Error("rest: panic", "type", fmt.Sprintf("%T", thrown), "trace_id", req.trace.id, "stack", string(debug.Stack()))
	if a.status != 0 {
		panic(http.ErrAbortHandler) // the answer is half sent: breaking the connection is all that can be said
	}
	s.refuse(a, req, internal())
}

// hidesSlash reports whether a path holds an escaped slash. It parts nothing (RFC 3986, section
// 2.2), and no name in the paths of the contract has one.
func hidesSlash(u *url.URL) bool {
	return u.RawPath != "" && strings.Contains(strings.ToLower(u.RawPath), "%2f")
}

// serveRPC finds the route of a request, checks what HTTP says about it, and hands it on.
func (s *server) serveRPC(req *request, r *http.Request) {
	found := s.routes.find(r.URL.Path)
	if found == nil || hidesSlash(r.URL) {
		s.refuse(req.answer, req, unknownPath())
		return
	}
	if r.Method == http.MethodOptions {
		req.answer.Header().Set("Allow", strings.Join(found.methods(), ", "))
		req.answer.WriteHeader(http.StatusNoContent)
		return
	}
	if req.route = found.route(r.Method); req.route == nil {
		req.route = &route{}
		req.answer.Header().Set("Allow", strings.Join(found.methods(), ", "))
		s.refuse(req.answer, req, wrongMethod())
		return
	}
	if refused := s.prepare(req, r); refused != nil {
		s.refuse(req.answer, req, refused)
		return
	}
	if req.route.streams() {
		// A stream lasts as long as its reader; the service ends it.
		_ = http.NewResponseController(req.answer).SetWriteDeadline(time.Time{})
	} else {
		ctx, cancel := context.WithTimeout(r.Context(), s.config.Timeout)
		defer cancel()
		r = r.WithContext(ctx)
	}
	r.Method = req.route.method
	s.gateway.ServeHTTP(req.answer, r)
}

// prepare has the call let in by its head, then checks query and body, and leaves in r what the
// gateway should see. Who is not let in learns nothing of what is wrong with the request, and none
// of it is read.
func (s *server) prepare(req *request, r *http.Request) (err error) {
	r.Header.Del("Grpc-Timeout") // the gateway would obey it; how long a call may take is not the caller's to say
	if req.admission, err = s.config.Admit(r.Context(), req.route.call, req.outside()); err != nil {
		return err
	}
	if err := negotiate(req.route, r.Header); err != nil {
		return err
	}
	if err := readConditions(req, r.Header); err != nil {
		return err
	}
	if err := readQuery(req, r); err != nil {
		return err
	}
	return readBody(req, r)
}
