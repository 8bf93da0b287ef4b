package door

import (
	"maps"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

// Domain is the domain of the reasons in google.rpc.ErrorInfo.
const Domain = "oco"

// statusCodes is the table of reasons and gRPC codes; REST has the same table with HTTP statuses.
var statusCodes = map[errs.Reason]codes.Code{
	errs.Invalid:             codes.InvalidArgument,
	errs.Unauthenticated:     codes.Unauthenticated,
	errs.Forbidden:           codes.PermissionDenied,
	errs.NotFoundReason:      codes.NotFound,
	errs.StateConflictReason: codes.FailedPrecondition,
	errs.EtagMismatchReason:  codes.Aborted,
	errs.AlreadyExistsReason: codes.AlreadyExists,
	errs.RequestIDReused:     codes.AlreadyExists,
	errs.NotEligible:         codes.FailedPrecondition,
	errs.GrantImpossible:     codes.FailedPrecondition,
	errs.SecondPersonNeeded:  codes.FailedPrecondition,
	errs.RateLimited:         codes.ResourceExhausted,
	errs.TooLarge:            codes.ResourceExhausted,
	errs.Unavailable:         codes.Unavailable,
	errs.DeadlineExceeded:    codes.DeadlineExceeded,
	errs.Canceled:            codes.Canceled,
	errs.Unimplemented:       codes.Unimplemented,
	errs.Internal:            codes.Internal,
}

// Status is what a caller sees of an error: the reason (ErrorInfo), the fields (BadRequest), the
// text in the caller's language (LocalizedMessage), when to try again (RetryInfo) and the trace
// (RequestInfo). The status's own message is the English text, for whoever reads a log.
func Status(err error, lang, trace string) *status.Status {
	e := reasonOf(err)
	code, known := statusCodes[e.Reason]
	if !known {
		e, code = errs.New(errs.Internal), codes.Internal
	}
	details := []protoadapt.MessageV1{
		&errdetails.ErrorInfo{Reason: string(e.Reason), Domain: Domain, Metadata: maps.Clone(e.Args)},
		&errdetails.LocalizedMessage{Locale: lang, Message: texts.Reason(lang, e.Reason, e.Args)},
	}
	if len(e.Violations) > 0 {
		details = append(details, badRequest(e.Violations, lang))
	}
	if e.RetryAfter > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(e.RetryAfter)})
	}
	if trace != "" {
		details = append(details, &errdetails.RequestInfo{RequestId: trace})
	}
	plain := status.New(code, texts.Reason("en", e.Reason, e.Args))
	full, err := plain.WithDetails(details...)
	if err != nil {
		return plain
	}
	return full
}

// MostViolations is how many fields a refusal names: over gRPC it travels as a header, and clients
// bound those. No form has as many fields.
const MostViolations = 50

// badRequest names every field with its rule and its text.
func badRequest(violations []errs.Violation, lang string) *errdetails.BadRequest {
	b := &errdetails.BadRequest{}
	for _, v := range violations[:min(len(violations), MostViolations)] {
		text := texts.Violation(lang, v)
		b.FieldViolations = append(b.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field: v.Field, Description: text, Reason: v.Rule,
			LocalizedMessage: &errdetails.LocalizedMessage{Locale: lang, Message: text},
		})
	}
	return b
}
