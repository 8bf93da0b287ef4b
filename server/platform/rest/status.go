package rest

import (
	"errors"
	"net/http"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

// statusClientGone is what a caller who left would get; nginx uses it, no RFC does.
const statusClientGone = 499

// statusOf is the HTTP status of each reason (the table of ARCHITECTURE, choice 9).
var statusOf = map[errs.Reason]int{
	errs.Invalid:             http.StatusBadRequest,
	errs.Unauthenticated:     http.StatusUnauthorized,
	errs.Forbidden:           http.StatusForbidden,
	errs.NotFoundReason:      http.StatusNotFound,
	errs.StateConflictReason: http.StatusConflict,
	errs.EtagMismatchReason:  http.StatusPreconditionFailed,
	errs.AlreadyExistsReason: http.StatusConflict,
	errs.RequestIDReused:     http.StatusConflict,
	errs.NotEligible:         http.StatusConflict,
	errs.GrantImpossible:     http.StatusConflict,
	errs.SecondPersonNeeded:  http.StatusConflict,
	errs.RateLimited:         http.StatusTooManyRequests,
	errs.TooLarge:            http.StatusRequestEntityTooLarge,
	errs.Unavailable:         http.StatusServiceUnavailable,
	errs.DeadlineExceeded:    http.StatusGatewayTimeout,
	errs.Canceled:            statusClientGone,
	errs.Unimplemented:       http.StatusNotFound,
	errs.Internal:            http.StatusInternalServerError,
}

// reasonOf stands in for a status that carries no reason: one that never passed the door.
var reasonOf = map[codes.Code]errs.Reason{
	codes.InvalidArgument:    errs.Invalid,
	codes.OutOfRange:         errs.Invalid,
	codes.Unauthenticated:    errs.Unauthenticated,
	codes.PermissionDenied:   errs.Forbidden,
	codes.NotFound:           errs.NotFoundReason,
	codes.FailedPrecondition: errs.StateConflictReason,
	codes.Aborted:            errs.EtagMismatchReason,
	codes.AlreadyExists:      errs.AlreadyExistsReason,
	codes.ResourceExhausted:  errs.RateLimited,
	codes.Unavailable:        errs.Unavailable,
	codes.DeadlineExceeded:   errs.DeadlineExceeded,
	codes.Canceled:           errs.Canceled,
	codes.Unimplemented:      errs.Unimplemented,
}

// asRefusal reads an error of this package or a gRPC status.
func asRefusal(err error) *refusal {
	var refused *refusal
	if errors.As(err, &refused) {
		return refused
	}
	answered := status.Convert(err)
	refused = &refusal{reason: reasonOf[answered.Code()]}
	for _, detail := range answered.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			if reason := errs.Reason(detail.GetReason()); statusOf[reason] != 0 {
				refused.reason = reason
			}
			refused.metadata = detail.GetMetadata()
		case *errdetails.LocalizedMessage:
			refused.detail = detail.GetMessage()
		case *errdetails.RequestInfo:
			refused.trace = detail.GetRequestId()
		case *errdetails.RetryInfo:
			refused.retryAfter = detail.GetRetryDelay().AsDuration()
		case *errdetails.BadRequest:
			for _, v := range detail.GetFieldViolations() {
				refused.violations = append(refused.violations, violationOf(v))
			}
		}
	}
	if refused.reason == "" {
		refused.reason = errs.Internal
	}
	refused.status = statusOf[refused.reason]
	return refused
}

// violationOf reads a violation that the door put into words.
func violationOf(v *errdetails.BadRequest_FieldViolation) violation {
	spoken := v.GetLocalizedMessage().GetMessage()
	if spoken == "" {
		spoken = v.GetDescription()
	}
	return violation{field: v.GetField(), rule: v.GetReason(), detail: spoken}
}

// refusedBy is a refusal made here, with the words of its reason.
func refusedBy(reason errs.Reason, violations ...violation) *refusal {
	return &refusal{status: statusOf[reason], reason: reason, violations: violations}
}

func internal() *refusal { return refusedBy(errs.Internal) }

// notReady says nothing of the cause, which is for the log.
func notReady() *refusal { return refusedBy(errs.Unavailable) }

func tooLarge() *refusal { return refusedBy(errs.TooLarge) }

// invalid names what is wrong, as many of it as the door would.
func invalid(violations ...violation) *refusal {
	return refusedBy(errs.Invalid, violations[:min(len(violations), door.MostViolations)]...)
}

func unknownPath() *refusal {
	return &refusal{status: http.StatusNotFound, reason: errs.Unimplemented, key: "rest.unknown_path"}
}

func wrongMethod() *refusal {
	return &refusal{status: http.StatusMethodNotAllowed, reason: errs.Unimplemented, key: "rest.wrong_method"}
}

// notAcceptable refuses an Accept that leaves no room for the only media type there is.
func notAcceptable() *refusal {
	return &refusal{status: http.StatusNotAcceptable, key: "rest.not_acceptable"}
}

func unsupportedMedia() *refusal {
	return &refusal{status: http.StatusUnsupportedMediaType, key: "rest.unsupported_media"}
}
