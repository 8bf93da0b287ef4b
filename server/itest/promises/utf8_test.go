package promises_test

import (
	"encoding/binary"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/itest/harness"
)

// TestTextThatIsNoTextIsRefused: bytes that are no UTF-8 are a mistake of whoever sends them, wherever
// they stand, and no fault of ours.
func TestTextThatIsNoTextIsRefused(t *testing.T) {
	system := harness.Start(t)
	w := newTown(t, system, harness.Coordinator)
	token := w.place.Token(t, harness.Coordinator)
	signedIn := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+token)
	f := newFlooder(t, system)
	field := func(number byte, text string) string {
		return string(append([]byte{number<<3 | 2}, binary.AppendUvarint(nil, uint64(len(text)))...)) + text
	}
	for name, c := range map[string]struct{ path, message string }{
		"in a resident":          {submitPath, field(1, w.place.Code) + field(2, field(1, "Kanarie \xff"))},
		"in a municipality":      {submitPath, field(1, "gm\xc3\x28")},
		"in a call that streams": {watchPath, field(1, "gm\xff867")},
	} {
		_, _, err := f.send(signedIn, c.path, []byte(c.message))
		if refused := status.Convert(err); refused.Code() != codes.InvalidArgument || because(t, err) != "INVALID" || strings.Contains(refused.Message(), "Kanarie") {
			t.Errorf("over gRPC, %s: %v", name, err)
		}
	}
	at := "/v1/municipalities/" + w.place.Code + "/applications"
	for name, c := range map[string]struct{ method, path, body string }{
		"in a body":              {http.MethodPost, at, `{"resident": {"name": "Kanarie ` + "\xff" + `"}}`},
		"in the name of a field": {http.MethodPost, at, `{"resident": {"na` + "\xff" + `me": "Kanarie"}}`},
		"in a query":             {http.MethodGet, at + "?pageToken=kanarie%ff", ""},
		"in the name of a query": {http.MethodGet, at + "?kanarie%ff=x", ""},
		"in a path":              {http.MethodGet, at + "/kanarie%ff", ""},
	} {
		r, body := w.ask(t, c.method, c.path, token, c.body)
		if r.StatusCode != http.StatusBadRequest || r.Header.Get("Content-Type") != "application/problem+json" || !strings.Contains(body, `problem:INVALID"`) {
			t.Errorf("over REST, %s: %d %s", name, r.StatusCode, body)
		}
	}
	if logs := system.Log.String(); strings.Contains(logs, "anarie") || strings.Contains(logs, `"level":"ERROR"`) {
		t.Errorf("logged:\n%s", logs)
	}
}
