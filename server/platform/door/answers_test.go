package door_test

import (
	"context"
	"net/netip"
	"slices"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

// outside is the context of an in-process call as REST makes it.
func outside(t testing.TB, token string, changes ...func(*door.Outside)) context.Context {
	t.Helper()
	o := door.Outside{Peer: door.Peer{Address: netip.MustParseAddr("192.0.2.7")}}
	if token != "" {
		o.Authorization = []string{"Bearer " + token}
	}
	for _, change := range changes {
		change(&o)
	}
	return door.WithOutside(t.Context(), o)
}

// reason is the reason that a caller sees, empty for none.
func reason(err error) string {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetDomain() == door.Domain {
			return info.GetReason()
		}
	}
	return ""
}

// violations are the fields and rules that a caller sees, sorted.
func violations(err error) []string {
	var found []string
	for _, detail := range status.Convert(err).Details() {
		if bad, ok := detail.(*errdetails.BadRequest); ok {
			for _, v := range bad.GetFieldViolations() {
				found = append(found, v.GetField()+" "+v.GetReason())
			}
		}
	}
	slices.Sort(found)
	return found
}

func want(t *testing.T, err error, code codes.Code, because errs.Reason) {
	t.Helper()
	if status.Code(err) != code || reason(err) != string(because) {
		t.Fatalf("got %s %q (%v), want %s %s", status.Code(err), reason(err), err, code, because)
	}
}
