package rest

import (
	"encoding/json"
	"maps"
	"net/http"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

// mediaProblem is the media type of every refusal.
const mediaProblem = "application/problem+json"

// typePrefix begins the type of a problem; a name from oco.common.v1.ErrorReason follows.
const typePrefix = "urn:oco:problem:"

// Problem is a refusal as RFC 9457 writes it.
type Problem struct {
	// Type is a URN that ends in the reason, or "about:blank" when HTTP's status says it all.
	Type string `json:"type"`
	// Title says the kind of problem in a few words, in the caller's language.
	Title string `json:"title"`
	// Status repeats the HTTP status.
	Status int `json:"status"`
	// Detail says what is wrong here and what to do about it, in the caller's language.
	Detail string `json:"detail"`
	// TraceID finds the call in the logs.
	TraceID string `json:"traceId"`
	// Metadata holds what the reason is about: "resource", "state", "why".
	Metadata map[string]string `json:"metadata,omitempty"`
	// Errors are the fields that break a rule, all of them.
	Errors []FieldError `json:"errors,omitempty"`
}

// FieldError is one part of the request that breaks one rule.
type FieldError struct {
	// In is "body", "query", "path" or "header".
	In string `json:"in"`
	// Detail says what is wrong and what to do, in the caller's language.
	Detail string `json:"detail"`
	// Location says where; absent when it is about the whole.
	Location *Location `json:"location,omitempty"`
	// Code is the rule, "phone.invalid".
	Code string `json:"code"`
}

// Location is a place in the request.
type Location struct {
	// Pointer is a JSON pointer into the body (RFC 6901).
	Pointer string `json:"pointer,omitempty"`
	// Name is the name of a query parameter, path parameter or header.
	Name string `json:"name,omitempty"`
	// Index is which of several query parameters of that name, from 0.
	Index *int `json:"index,omitempty"`
}

// refusal is an error that knows its HTTP status and its words.
type refusal struct {
	status int
	// reason is empty for what HTTP's status says by itself.
	reason errs.Reason
	// key finds the detail among the words of package texts; empty when the reason's text serves.
	key string
	// detail is the detail itself, when the door put it into the caller's language already.
	detail     string
	trace      string
	metadata   map[string]string
	violations []violation
	retryAfter time.Duration
}

// Error names the reason for logs.
func (r *refusal) Error() string { return "rest: " + strconv.Itoa(r.status) + " " + string(r.reason) }

// refuse writes a problem.
func (s *server) refuse(w http.ResponseWriter, req *request, err error) {
	refused := asRefusal(err)
	h := w.Header()
	for _, name := range []string{"ETag", "Location", "Trailer", "Transfer-Encoding", "Content-Length"} {
		h.Del(name)
	}
	switch refused.status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", challenge(req))
	case http.StatusMethodNotAllowed:
	default:
		h.Del("Allow")
	}
	if refused.retryAfter > 0 {
		seconds := int64((refused.retryAfter + time.Second - 1) / time.Second)
		h.Set("Retry-After", strconv.FormatInt(seconds, 10))
	}
	h.Set("Content-Type", mediaProblem)
	h.Set("Content-Language", req.language)
	w.WriteHeader(refused.status)
	_, _ = w.Write(refused.line(req))
}

// line is the problem as JSON, with a newline.
func (r *refusal) line(req *request) []byte {
	line, err := json.Marshal(r.problem(req))
	if err != nil { // strings, numbers and lists of them always marshal
		line = []byte(`{"status":500}`)
	}
	return append(line, '\n')
}

// problem fills in the words in the caller's language.
func (r *refusal) problem(req *request) Problem {
	p := Problem{
		Type:     "about:blank",
		Title:    r.title(req.language),
		Status:   r.status,
		Detail:   r.detail,
		TraceID:  r.trace,
		Metadata: maps.Clone(r.metadata),
	}
	if r.reason != "" {
		p.Type = typePrefix + string(r.reason)
	}
	switch {
	case p.Detail != "":
	case r.key != "":
		p.Detail = texts.Word(req.language, r.key)
	default:
		p.Detail = texts.Reason(req.language, r.reason, r.metadata)
	}
	if p.TraceID == "" {
		p.TraceID = req.trace.id
	}
	for _, v := range r.violations {
		p.Errors = append(p.Errors, v.fieldError(req))
	}
	return p
}

// title names the kind of problem: that of its key, else that of its reason.
func (r *refusal) title(language string) string {
	if r.reason == "" {
		return texts.Word(language, "problem."+strconv.Itoa(r.status))
	}
	return texts.Word(language, "problem."+string(r.reason))
}

// challenge is the value of WWW-Authenticate (RFC 6750, section 3).
func challenge(req *request) string {
	if len(req.authorization) == 0 {
		return "Bearer"
	}
	return `Bearer error="invalid_token"`
}
