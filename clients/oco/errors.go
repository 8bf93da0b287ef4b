package oco

import (
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

// Error is a refused call.
type Error struct {
	// Reason says why, from the contract's list; unspecified when the call failed before any server
	// of ours saw it and no reason fits.
	Reason commonv1.ErrorReason
	// Code is the status of the call.
	Code codes.Code
	// Text is a sentence for people, in the language asked for.
	Text string
	// Fields are the fields that break a rule, all of them together.
	Fields []Field
	// Arguments tell more by name: "resource", "state", "why".
	Arguments map[string]string
	// RetryAfter is when trying again makes sense; 0 when the server did not say.
	RetryAfter time.Duration
	// Trace is the number under which the server's log knows the call.
	Trace string

	cause error
}

// Field is one field that breaks one rule.
type Field struct {
	// Path is the field's path in the request, "resident.phone" or "life_domains[0]".
	Path string
	// Rule is the rule's identifier, "phone.invalid".
	Rule string
	// Text says what to do, in the language asked for.
	Text string
}

// Error is the text and the fields. It holds no personal data.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Text)
	for _, f := range e.Fields {
		b.WriteString("\n" + f.Path + ": " + f.Text)
	}
	return b.String()
}

// Unwrap returns the error that the call returned.
func (e *Error) Unwrap() error { return e.cause }

// GRPCStatus is the status of the call, for status.FromError.
func (e *Error) GRPCStatus() *status.Status { return status.Convert(e.cause) }

// AsError explains what a call returned; nil for nil. An error that did not come from a call is
// kept as its text.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	s, fromCall := status.FromError(err)
	e := &Error{Code: s.Code(), Text: s.Message(), cause: err}
	if !fromCall {
		s = status.FromContextError(err)
		e.Code = s.Code()
	}
	e.Reason = reasonOf[e.Code]
	for _, detail := range s.Details() {
		e.take(detail)
	}
	return e
}

// reasonOf is the reason of a call that no server explained, because it never came to one.
var reasonOf = map[codes.Code]commonv1.ErrorReason{
	codes.Unavailable:      commonv1.ErrorReason_ERROR_REASON_UNAVAILABLE,
	codes.DeadlineExceeded: commonv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED,
	codes.Canceled:         commonv1.ErrorReason_ERROR_REASON_CANCELED,
	codes.Unimplemented:    commonv1.ErrorReason_ERROR_REASON_UNIMPLEMENTED,
	codes.Unauthenticated:  commonv1.ErrorReason_ERROR_REASON_UNAUTHENTICATED,
	codes.PermissionDenied: commonv1.ErrorReason_ERROR_REASON_FORBIDDEN,
}

func (e *Error) take(detail any) {
	switch d := detail.(type) {
	case *errdetails.ErrorInfo:
		// A reason that this version does not know yet leaves the code to go by.
		if number, known := commonv1.ErrorReason_value["ERROR_REASON_"+d.GetReason()]; known {
			e.Reason = commonv1.ErrorReason(number)
		}
		e.Arguments = d.GetMetadata()
	case *errdetails.LocalizedMessage:
		e.Text = d.GetMessage()
	case *errdetails.BadRequest:
		for _, v := range d.GetFieldViolations() {
			text := v.GetLocalizedMessage().GetMessage()
			if text == "" {
				text = v.GetDescription()
			}
			e.Fields = append(e.Fields, Field{Path: v.GetField(), Rule: v.GetReason(), Text: text})
		}
	case *errdetails.RetryInfo:
		e.RetryAfter = d.GetRetryDelay().AsDuration()
	case *errdetails.RequestInfo:
		e.Trace = d.GetRequestId()
	}
}
