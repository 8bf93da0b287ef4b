package door_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
)

// FuzzOutside sends headers that no browser would: whatever they hold, nobody gets in without the
// one token that counts, and nothing breaks.
func FuzzOutside(f *testing.F) {
	f.Add("Bearer coordinator", "nl", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0b8f4f0e-6a44-4d0c-9d53-8b5b0f3c1a11", "7")
	f.Add("bearer  coordinator\x00", "en;q=2, *;q=\xff", "00-00-00-00", "", `"`)
	f.Add("Bearer", "x-klingon-x-x", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "\n", "W/\"1\"")
	h := newHouse(f, limits(door.Limits{Address: door.Unlimited, Client: door.Unlimited, Sensitive: door.Unlimited}))
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	client := intakev1.NewIntakeServiceClient(h.inside)
	f.Fuzz(func(t *testing.T, authorization, language, traceparent, requestID, etag string) {
		ctx := outside(t, "", func(o *door.Outside) {
			o.Authorization = []string{authorization}
			o.AcceptLanguage, o.Traceparent, o.RequestID, o.Etag = language, traceparent, requestID, etag
		})
		_, before := h.last()
		_, err := client.GetApplication(ctx, getApplication())
		got, after := h.last()
		switch status.Code(err) {
		case codes.OK:
			if got.Caller.Account != "account-coordinator" || got.Trace.ID == [16]byte{} || got.Language != "nl" && got.Language != "en" {
				t.Errorf("%q let in %+v", authorization, got)
			}
		case codes.Unauthenticated, codes.PermissionDenied:
			if after != before {
				t.Errorf("%q was refused and reached the handler", authorization)
			}
		default:
			t.Errorf("%q ended in %v", authorization, err)
		}
	})
}
