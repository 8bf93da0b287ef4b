package door_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/prototext"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

const canary = "Zonnebloem-4711"

func hexOf(b []byte) string { return hex.EncodeToString(b) }

func localized(err error) string {
	for _, detail := range status.Convert(err).Details() {
		if text, ok := detail.(*errdetails.LocalizedMessage); ok {
			return text.GetMessage()
		}
	}
	return ""
}

var traceIDs = regexp.MustCompile(`[0-9a-f]{32}`)

// withoutTrace is the whole answer but for the trace.
func withoutTrace(err error) string {
	return traceIDs.ReplaceAllString(strings.Join(strings.Fields(prototext.Format(status.Convert(err).Proto())), " "), "TRACE")
}

func TestEveryErrorBecomesAStatusWithItsReason(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	client := intakev1.NewIntakeServiceClient(h.network)
	var fails error
	h.get = func(context.Context, *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
		return nil, fails
	}
	for _, c := range []struct {
		fails  error
		code   codes.Code
		reason errs.Reason
	}{
		{errs.NotFound("application"), codes.NotFound, errs.NotFoundReason},
		{fmt.Errorf("close: %w", errs.StateConflict("application", "CLOSED")), codes.FailedPrecondition, errs.StateConflictReason},
		{errs.EtagMismatch(), codes.Aborted, errs.EtagMismatchReason},
		{errs.AlreadyExists("grant"), codes.AlreadyExists, errs.AlreadyExistsReason},
		{errs.New(errs.RequestIDReused), codes.AlreadyExists, errs.RequestIDReused},
		{errs.New(errs.NotEligible, "why", "ROOM"), codes.FailedPrecondition, errs.NotEligible},
		{errs.New(errs.TooLarge), codes.ResourceExhausted, errs.TooLarge},
		{errs.New("NO_SUCH_REASON"), codes.Internal, errs.Internal},
		{fmt.Errorf("query: %w", context.Canceled), codes.Canceled, errs.Canceled},
		{fmt.Errorf("query: %w", context.DeadlineExceeded), codes.DeadlineExceeded, errs.DeadlineExceeded},
		{status.Error(codes.Unimplemented, canary), codes.Unimplemented, errs.Unimplemented},
		{status.Error(codes.NotFound, canary), codes.Internal, errs.Internal},
		{errors.New(canary), codes.Internal, errs.Internal},
		{errs.New(errs.Unavailable).Because(errors.New(canary)), codes.Unavailable, errs.Unavailable},
	} {
		fails = c.fails
		_, err := client.GetApplication(signedIn(t, "coordinator", "en"), getApplication())
		want(t, err, c.code, c.reason)
		if strings.Contains(fmt.Sprint(err, status.Convert(err).Details()), canary) {
			t.Errorf("%v: the cause left the house: %v", c.fails, err)
		}
		if localized(err) == "" || status.Convert(err).Message() != localized(err) {
			t.Errorf("%v: the text is %q, the message %q", c.fails, localized(err), status.Convert(err).Message())
		}
	}
}

func TestFieldsCarryTextsInTheCallersLanguage(t *testing.T) {
	h := newHouse(t)
	for language, text := range map[string]string{"nl-NL": "Vul de naam van de inwoner in. Een voornaam is genoeg.", "en": "Fill in the name of the resident. A first name is enough."} {
		request := submission(here)
		request.Resident.Name = ""
		_, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(signedIn(t, "", language), request)
		want(t, err, codes.InvalidArgument, errs.Invalid)
		for _, detail := range status.Convert(err).Details() {
			if bad, ok := detail.(*errdetails.BadRequest); ok {
				if v := bad.GetFieldViolations()[0]; v.GetDescription() != text || v.GetLocalizedMessage().GetMessage() != text {
					t.Errorf("%s: got %q", language, v.GetDescription())
				}
			}
		}
	}
}

func TestAMethodThatDoesNotExist(t *testing.T) {
	h := newHouse(t)
	for _, method := range []string{"/oco.intake.v1.IntakeService/NoSuchThing", "/oco.nowhere.v1.Service/Do"} {
		err := h.network.Invoke(signedIn(t, "coordinator", "en"), method, &intakev1.GetApplicationRequest{}, &intakev1.Application{})
		want(t, err, codes.Unimplemented, errs.Unimplemented)
	}
}

func TestAPanicIsAFaultAndTellsNothing(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	h.get = func(context.Context, *intakev1.GetApplicationRequest) (*intakev1.Application, error) { panic(canary) }
	_, err := intakev1.NewIntakeServiceClient(h.network).GetApplication(signedIn(t, "coordinator", "nl"), getApplication())
	want(t, err, codes.Internal, errs.Internal)
	if !strings.Contains(h.logged.String(), "errors_test.go") {
		t.Error("the log has no stack")
	}
	h.get = func(context.Context, *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
		return nil, []error{}[len(canary)]
	}
	_, err = intakev1.NewIntakeServiceClient(h.network).GetApplication(signedIn(t, "coordinator", "nl"), getApplication())
	want(t, err, codes.Internal, errs.Internal)
	if !strings.Contains(h.logged.String(), "index out of range") {
		t.Error("the log does not say what the runtime said")
	}
	if strings.Contains(h.logged.String()+err.Error(), canary) {
		t.Error("what was thrown was told")
	}
}

// A quiet call has no line in the log, unless it is a fault of ours.
func TestAQuietCallIsLoggedOnlyWhenItFails(t *testing.T) {
	h := newHouse(t)
	quiet := outside(t, "", func(o *door.Outside) { o.Quiet = true })
	h.submit = func(context.Context, *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
		return &intakev1.SubmitApplicationResponse{}, nil
	}
	if _, err := intakev1.NewIntakeServiceClient(h.inside).SubmitApplication(quiet, submission(here)); err != nil || h.logged.String() != "" {
		t.Errorf("%v, logged: %s", err, h.logged.String())
	}
	h.submit = func(context.Context, *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
		return nil, errors.New("broken")
	}
	_, err := intakev1.NewIntakeServiceClient(h.inside).SubmitApplication(quiet, submission(here))
	want(t, err, codes.Internal, errs.Internal)
	if !strings.Contains(h.logged.String(), `"ERROR"`) {
		t.Errorf("a fault is silent: %s", h.logged.String())
	}
}

func TestACallHasOneLineInTheLogAndNothingPersonalInIt(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	request := submission(here)
	request.Resident.Name, request.Question = canary, canary+" 111222333"
	h.submit = func(context.Context, *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
		h.pass(3 * time.Millisecond)
		return nil, fmt.Errorf("store %q for '%s' and 111222333: broken", canary, canary)
	}
	_, err := intakev1.NewIntakeServiceClient(h.inside).SubmitApplication(outside(t, "coordinator"), request)
	want(t, err, codes.Internal, errs.Internal)
	text := h.logged.String()
	if strings.Contains(text, canary) || strings.Contains(text, "111222333") || strings.Contains(text, "192.0.2.7") {
		t.Errorf("the log tells about somebody:\n%s", text)
	}
	var line map[string]any
	if err := json.Unmarshal([]byte(text), &line); err != nil {
		t.Fatalf("not one line: %v\n%s", err, text)
	}
	for name, value := range map[string]any{
		"level": "ERROR", "method": "/oco.intake.v1.IntakeService/SubmitApplication", "code": "Internal", "reason": "INTERNAL",
		"municipality": here, "account": "account-coordinator", "took": 3e6, "cause": `store "…" for "…" and •••••••••: broken`,
	} {
		if line[name] != value {
			t.Errorf("%s is %v, want %v", name, line[name], value)
		}
	}
	if id, _ := line["trace"].(string); !traceIDs.MatchString(id) {
		t.Errorf("trace is %v", line["trace"])
	}
}

func TestErrorsNameTheTrace(t *testing.T) {
	h := newHouse(t)
	_, err := intakev1.NewIntakeServiceClient(h.inside).GetApplication(outside(t, "", func(o *door.Outside) {
		o.Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	}), getApplication())
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.RequestInfo); ok {
			if info.GetRequestId() != "0af7651916cd43dd8448eb211c80319c" {
				t.Errorf("got %s", info.GetRequestId())
			}
			return
		}
	}
	t.Error("the error names no trace")
}
