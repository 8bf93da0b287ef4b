package door_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

func getApplication() *intakev1.GetApplicationRequest {
	return &intakev1.GetApplicationRequest{Municipality: here, Application: someID}
}

func TestNoOrABadTokenIsRefusedBeforeAnyLookUp(t *testing.T) {
	h := newHouse(t)
	client := intakev1.NewIntakeServiceClient(h.network)
	for name, values := range map[string][]string{
		"no token":        nil,
		"a bad token":     {"Bearer bad"},
		"an empty token":  {"Bearer "},
		"no scheme":       {"good"},
		"another scheme":  {"Basic Z29vZA=="},
		"two tokens":      {"Bearer good", "Bearer good"},
		"an empty header": {""},
	} {
		ctx := t.Context()
		for _, value := range values {
			ctx = metadata.AppendToOutgoingContext(ctx, "authorization", value)
		}
		_, err := client.GetApplication(ctx, getApplication())
		want(t, err, codes.Unauthenticated, errs.Unauthenticated)
		// A bad token is refused where none is needed as well; no token is let in.
		_, err = client.GetIntakeForm(ctx, &intakev1.GetIntakeFormRequest{Municipality: here})
		if values == nil {
			if err != nil {
				t.Errorf("%s on a public RPC: %v", name, err)
			}
		} else {
			want(t, err, codes.Unauthenticated, errs.Unauthenticated)
		}
	}
	if _, asked := h.people.counts(); asked != 0 {
		t.Errorf("accounts were looked up %d times", asked)
	}
	if h.places.asked != 1 { // by the public call that was let in
		t.Errorf("municipalities were looked up %d times", h.places.asked)
	}
}

func TestATokenWithoutAnAccount(t *testing.T) {
	h := newHouse(t)
	client := intakev1.NewIntakeServiceClient(h.inside)
	_, err := client.GetApplication(outside(t, "stranger"), getApplication())
	want(t, err, codes.PermissionDenied, errs.Forbidden)
	if _, err := client.GetIntakeForm(outside(t, "stranger"), &intakev1.GetIntakeFormRequest{Municipality: here}); err != nil {
		t.Errorf("what is public is for strangers too: %v", err)
	}
	_, err = adminv1.NewAdminServiceClient(h.inside).GetCaller(outside(t, "stranger"), &adminv1.GetCallerRequest{})
	want(t, err, codes.PermissionDenied, errs.Forbidden)
}

func TestACertificateSignsIn(t *testing.T) {
	h := newHouse(t)
	h.people.set("known", call.Grant{Role: call.RoleCoordinator, Municipality: here})
	client := intakev1.NewIntakeServiceClient(h.inside)
	bring := func(fingerprint string) func(*door.Outside) {
		return func(o *door.Outside) { o.Peer.Certificate = auth.Certificate{Fingerprint: fingerprint} }
	}
	if _, err := client.GetApplication(outside(t, "", bring("known")), getApplication()); err != nil {
		t.Error(err)
	}
	_, err := client.GetApplication(outside(t, "", bring("self-made")), getApplication())
	want(t, err, codes.Unauthenticated, errs.Unauthenticated)
	if _, err := client.GetIntakeForm(outside(t, "", bring("self-made")), &intakev1.GetIntakeFormRequest{Municipality: here}); err != nil {
		t.Errorf("a browser with any certificate reads what is public: %v", err)
	}
}

func TestAccountsThatCannotBeReadLetNobodyIn(t *testing.T) {
	h := newHouse(t)
	h.people.fails = errs.New(errs.Unavailable).Because(errors.New("no database"))
	_, err := intakev1.NewIntakeServiceClient(h.inside).GetApplication(outside(t, "coordinator"), getApplication())
	want(t, err, codes.Unavailable, errs.Unavailable)
	if _, calls := h.last(); calls != 0 {
		t.Error("the handler was reached")
	}
}

// TestMetadataCannotPassForWhatRESTKnows: an in-process call has what REST says in the typed
// value, and nothing of the metadata that an HTTP caller could have sent.
func TestMetadataCannotPassForWhatRESTKnows(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", call.Grant{Role: call.RoleCoordinator, Municipality: here})
	client := intakev1.NewIntakeServiceClient(h.inside)
	ctx := metadata.AppendToOutgoingContext(outside(t, ""), "authorization", "Bearer coordinator", "accept-language", "en")
	_, err := client.GetApplication(ctx, getApplication())
	want(t, err, codes.Unauthenticated, errs.Unauthenticated)
	if !strings.Contains(localized(err), "aangemeld") {
		t.Errorf("the language came from metadata: %s", localized(err))
	}
	// Over the network there is no typed value, whatever the client's context holds.
	_, err = intakev1.NewIntakeServiceClient(h.network).GetApplication(outside(t, "coordinator"), getApplication())
	want(t, err, codes.Unauthenticated, errs.Unauthenticated)
}

func TestTheCallHasWhatTheDoorFound(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", call.Grant{Role: call.RoleCoordinator, Municipality: here, Organisation: "Stichting Zonnewijzer"})
	parent := "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	_, err := intakev1.NewIntakeServiceClient(h.inside).GetApplication(outside(t, "coordinator", func(o *door.Outside) {
		o.AcceptLanguage, o.Traceparent = "fr, en;q=0.8, nl;q=0.5", parent
	}), getApplication())
	if err != nil {
		t.Fatal(err)
	}
	got, _ := h.last()
	if got.Method != "/oco.intake.v1.IntakeService/GetApplication" || got.Municipality != here || got.Caller.Account != "account-coordinator" ||
		got.Role != call.RoleCoordinator || got.Scope != call.ScopeMunicipality || strings.Join(got.Organisations, "") != "Stichting Zonnewijzer" ||
		got.Activity != "https://oco.example/verwerkingsactiviteiten/triage" || got.Language != "en" ||
		got.Caller.Address.String() != "192.0.2.7" || !got.Started.Equal(h.Now()) || got.Started.Location() != time.UTC {
		t.Errorf("got %+v", got)
	}
	if id := strings.Split(parent, "-")[1]; hexOf(got.Trace.ID[:]) != id {
		t.Errorf("trace %x, want %s", got.Trace.ID, id)
	}
	if hexOf(got.Trace.Parent[:]) != "b7ad6b7169203331" || got.Trace.Span == got.Trace.Parent || got.Trace.Span == [8]byte{} {
		t.Errorf("span %x below %x", got.Trace.Span, got.Trace.Parent)
	}
	if _, err := intakev1.NewIntakeServiceClient(h.inside).GetApplication(outside(t, "coordinator"), getApplication()); err != nil {
		t.Fatal(err)
	}
	if next, _ := h.last(); next.Trace.ID == got.Trace.ID || next.Trace.ID == [16]byte{} || next.Language != "nl" {
		t.Errorf("a call without a trace begins one, and speaks Dutch: %+v", next)
	}
}
