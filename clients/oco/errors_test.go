package oco

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

func TestAsError(t *testing.T) {
	full := refusal(t, codes.InvalidArgument,
		&errdetails.ErrorInfo{Reason: "INVALID", Domain: "oco", Metadata: map[string]string{"resource": "application"}},
		&errdetails.LocalizedMessage{Locale: "nl", Message: "Niet alles klopt."},
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: "resident.phone", Reason: "phone.invalid", Description: "English", LocalizedMessage: &errdetails.LocalizedMessage{Message: "Dit nummer klopt niet."}},
			{Field: "route", Reason: "enum.not_in", Description: "Kies een route."},
		}},
		comeBack(2*time.Second), &errdetails.RequestInfo{RequestId: "trace-1"})
	for _, c := range []struct {
		name string
		err  error
		want *Error
	}{
		{"none", nil, nil},
		{"explained", fmt.Errorf("wrapped: %w", full), &Error{
			Reason: commonv1.ErrorReason_ERROR_REASON_INVALID, Code: codes.InvalidArgument, Text: "Niet alles klopt.",
			Fields:    []Field{{"resident.phone", "phone.invalid", "Dit nummer klopt niet."}, {"route", "enum.not_in", "Kies een route."}},
			Arguments: map[string]string{"resource": "application"}, RetryAfter: 2 * time.Second, Trace: "trace-1",
		}},
		{"newer reason", refusal(t, codes.Unavailable, &errdetails.ErrorInfo{Reason: "ON_HOLIDAY"}), &Error{
			Reason: commonv1.ErrorReason_ERROR_REASON_UNAVAILABLE, Code: codes.Unavailable, Text: "refused",
		}},
		{"no server", status.Error(codes.Unavailable, "no route"), &Error{Reason: commonv1.ErrorReason_ERROR_REASON_UNAVAILABLE, Code: codes.Unavailable, Text: "no route"}},
		{"canceled", context.Canceled, &Error{Reason: commonv1.ErrorReason_ERROR_REASON_CANCELED, Code: codes.Canceled, Text: "context canceled"}},
		{"no call", errors.New("no such file"), &Error{Code: codes.Unknown, Text: "no such file"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := AsError(c.err)
			if diff := cmp.Diff(c.want, got, cmpopts.IgnoreUnexported(Error{})); diff != "" {
				t.Error(diff)
			}
			if got != nil && !errors.Is(got, c.err) {
				t.Error("the cause is lost")
			}
		})
	}
}

func TestErrorNamesFields(t *testing.T) {
	e := &Error{Text: "Niet alles klopt.", Fields: []Field{{Path: "route", Text: "Kies een route."}}}
	if got, want := e.Error(), "Niet alles klopt.\nroute: Kies een route."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
