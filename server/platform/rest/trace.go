package rest

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"strings"
)

// trace is the W3C trace context of a request: the caller's, or one begun here, so that a problem
// made here names the same trace as one made by the door.
type trace struct {
	// id is the trace-id, 32 hexadecimal digits.
	id string
	// parent is the whole header traceparent.
	parent string
}

func traceOf(h http.Header) trace {
	if parent := h.Values("Traceparent"); len(parent) == 1 {
		if id, isValid := traceID(parent[0]); isValid {
			return trace{id: id, parent: parent[0]}
		}
	}
	var random [24]byte
	_, _ = rand.Read(random[:]) // never fails (crypto/rand)
	id := hex.EncodeToString(random[:16])
	return trace{id: id, parent: "00-" + id + "-" + hex.EncodeToString(random[16:]) + "-00"}
}

// traceID reads a traceparent of version 00 (W3C Trace Context, section 3.2).
func traceID(parent string) (id string, isValid bool) {
	parts := strings.Split(parent, "-")
	if len(parts) != 4 || parts[0] != "00" {
		return "", false
	}
	for i, length := range []int{2, 32, 16, 2} {
		if len(parts[i]) != length || strings.Trim(parts[i], "0123456789abcdef") != "" {
			return "", false
		}
	}
	if strings.Trim(parts[1], "0") == "" || strings.Trim(parts[2], "0") == "" {
		return "", false
	}
	return parts[1], true
}
