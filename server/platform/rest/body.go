package rest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"
)

// Media types of the API.
const (
	mediaJSON  = "application/json"
	mediaLines = "application/x-ndjson"
)

// How long a body may take: patience, and what its largest size needs at the slowest rate, in
// bytes per second.
const (
	patience = 10 * time.Second
	slowest  = 64 << 10
)

// readBody reads the body within the route's bound and puts it back for the gateway. A route
// without a body does not read one.
func readBody(req *request, r *http.Request) error {
	if req.route.body == "" || r.Body == nil {
		r.Body = http.NoBody
		return nil
	}
	if r.ContentLength > req.route.maxBytes {
		return tooLarge()
	}
	connection := http.NewResponseController(req.answer)
	_ = connection.SetReadDeadline(time.Now().Add(patience + time.Duration(req.route.maxBytes/slowest)*time.Second))
	defer func() { _ = connection.SetReadDeadline(time.Time{}) }()
	limited := http.MaxBytesReader(req.answer.ResponseWriter, r.Body, req.route.maxBytes)
	var buffer bytes.Buffer
	if r.ContentLength > 0 {
		buffer.Grow(int(r.ContentLength) + bytes.MinRead)
	}
	if _, err := buffer.ReadFrom(limited); err != nil {
		if over := (*http.MaxBytesError)(nil); errors.As(err, &over) {
			return tooLarge()
		}
		return invalid(violation{in: "body", rule: "json.incomplete"})
	}
	if buffer.Len() > 0 && !isJSON(r.Header) {
		return unsupportedMedia()
	}
	req.body = buffer.Bytes()
	r.Body = io.NopCloser(bytes.NewReader(req.body))
	return nil
}

// isJSON reports whether the body is announced as plain JSON.
func isJSON(h http.Header) bool {
	if encoding := h.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return false
	}
	media, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	charset := parameters["charset"]
	return err == nil && media == mediaJSON && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// negotiate checks that the caller takes what the route has to offer, and tells the gateway
// which marshaller that is.
func negotiate(r *route, h http.Header) error {
	offered := mediaJSON
	if r.streams() {
		offered = mediaLines
	}
	if !accepts(h, offered) {
		return notAcceptable()
	}
	h.Set("Accept", offered)
	return nil
}

// accepts reads Accept (RFC 9110, section 12.5.1): the most precise range that covers the media
// type decides, and q=0 means no.
func accepts(h http.Header, media string) bool {
	header := strings.Join(h.Values("Accept"), ",")
	if strings.TrimSpace(header) == "" {
		return true
	}
	family, _, _ := strings.Cut(media, "/")
	best, accepted := 0, false
	for _, part := range strings.Split(header, ",") {
		named, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		precision := map[string]int{media: 3, family + "/*": 2, "*/*": 1}[named]
		if precision > best {
			best, accepted = precision, strings.Trim(parameters["q"], "0.") != "" || parameters["q"] == ""
		}
	}
	return accepted
}
