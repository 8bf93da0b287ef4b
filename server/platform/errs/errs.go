// Package errs has the errors that rules and stores return: a reason from the documented list
// (oco.common.v1.ErrorReason), the fields it is about and the arguments of its text. One
// interceptor in platform/door turns them into a gRPC status; nothing else builds one. Texts in
// Dutch and English are looked up by reason, or by (rule, field), in platform/texts.
package errs

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Reason names why a call was refused. Each is a value of oco.common.v1.ErrorReason without its
// prefix; a test in platform/door holds the two lists equal.
type Reason string

// The reasons.
const (
	// Invalid: one or more fields break a rule; the violations name them.
	Invalid Reason = "INVALID"
	// Unauthenticated: no token, or one that is not valid.
	Unauthenticated Reason = "UNAUTHENTICATED"
	// Forbidden: the caller has no grant for this here; a municipality that does not exist answers the same.
	Forbidden Reason = "FORBIDDEN"
	// NotFound: no such thing, or not the caller's, or erased: the same answer for each.
	NotFoundReason Reason = "NOT_FOUND"
	// StateConflictReason: the thing is in a state from which this move is not possible (argument "state").
	StateConflictReason Reason = "STATE_CONFLICT"
	// EtagMismatchReason: somebody changed it in the meantime.
	EtagMismatchReason Reason = "ETAG_MISMATCH"
	// AlreadyExistsReason: there is one already.
	AlreadyExistsReason Reason = "ALREADY_EXISTS"
	// RequestIDReused: the same request_id came before with another body.
	RequestIDReused Reason = "REQUEST_ID_REUSED"
	// NotEligible: the supporter cannot be asked for this application (argument "why").
	NotEligible Reason = "NOT_ELIGIBLE"
	// GrantImpossible: this account can never hold this role (the independence guarantee).
	GrantImpossible Reason = "GRANT_IMPOSSIBLE"
	// SecondPersonNeeded: another administrator than the giver must confirm.
	SecondPersonNeeded Reason = "SECOND_PERSON_NEEDED"
	// RateLimited: too many calls; try again after RetryAfter.
	RateLimited Reason = "RATE_LIMITED"
	// TooLarge: the request is larger than allowed.
	TooLarge Reason = "TOO_LARGE"
	// Unavailable: a part that is needed cannot be reached now; trying again is safe.
	Unavailable Reason = "UNAVAILABLE"
	// DeadlineExceeded: the call took longer than it may.
	DeadlineExceeded Reason = "DEADLINE_EXCEEDED"
	// Canceled: the caller went away.
	Canceled Reason = "CANCELED"
	// Unimplemented: no such method.
	Unimplemented Reason = "UNIMPLEMENTED"
	// Internal: a fault of ours; the cause is logged, never told.
	Internal Reason = "INTERNAL"
)

// Reasons lists every reason, in the order of the proto enum.
var Reasons = []Reason{
	Invalid, Unauthenticated, Forbidden, NotFoundReason, StateConflictReason, EtagMismatchReason, AlreadyExistsReason,
	RequestIDReused, NotEligible, GrantImpossible, SecondPersonNeeded, RateLimited, TooLarge, Unavailable,
	DeadlineExceeded, Canceled, Unimplemented, Internal,
}

// Violation is one field that breaks one rule.
type Violation struct {
	// Field is the proto path from the request, "resident.phone" or "life_domains[0]".
	Field string
	// Rule is the identifier of the rule, "phone.invalid"; with Field it is the key of the texts.
	Rule string
	// Args fill the places in the text; never personal data.
	Args map[string]string
}

// Error is a refusal with a reason.
type Error struct {
	Reason     Reason
	Violations []Violation
	// Args fill the places in the text of the reason ("resource", "state", "why"); never personal data.
	Args map[string]string
	// RetryAfter is when trying again makes sense, zero when it does not say.
	RetryAfter time.Duration

	cause error
}

// Error says the reason for logs; it holds no personal data.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Reason))
	for _, v := range e.Violations {
		fmt.Fprintf(&b, " %s:%s", v.Field, v.Rule)
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	return b.String()
}

// Unwrap returns the cause, if there is one.
func (e *Error) Unwrap() error { return e.cause }

// New makes an error with a reason and the pairs of names and values that fill its text.
func New(reason Reason, pairs ...string) *Error {
	return &Error{Reason: reason, Args: arguments(pairs)}
}

// Because keeps the cause for the log; it is never shown to the caller.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// NotFound is the answer for an id that is unknown, foreign or erased; resource is its word in
// the contract, "application".
func NotFound(resource string) *Error { return New(NotFoundReason, "resource", resource) }

// StateConflict is a move that the state does not allow; state is the state it is in.
func StateConflict(resource, state string) *Error {
	return New(StateConflictReason, "resource", resource, "state", state)
}

// EtagMismatch is an update on an outdated copy.
func EtagMismatch() *Error { return New(EtagMismatchReason) }

// AlreadyExists is a second one of what there can be only one of.
func AlreadyExists(resource string) *Error { return New(AlreadyExistsReason, "resource", resource) }

// Field is one field that breaks a rule which only code can check. Several of them are put
// together with Join.
func Field(field, rule string, pairs ...string) *Error {
	return &Error{Reason: Invalid, Violations: []Violation{{Field: field, Rule: rule, Args: arguments(pairs)}}}
}

// Join puts the violations of several field errors into one; nil when there are none.
func Join(fieldErrors ...*Error) error {
	joined := &Error{Reason: Invalid}
	for _, e := range fieldErrors {
		if e != nil {
			joined.Violations = append(joined.Violations, e.Violations...)
		}
	}
	if len(joined.Violations) == 0 {
		return nil
	}
	return joined
}

// At puts where a message stands in the request, "application.", before the fields of err; an error
// without fields, or none, is returned as it is.
func At(place string, err error) error {
	e := Of(err)
	if e == nil || len(e.Violations) == 0 {
		return err
	}
	moved := *e
	moved.Violations = nil
	for _, v := range e.Violations {
		v.Field = place + v.Field
		moved.Violations = append(moved.Violations, v)
	}
	return &moved
}

// Of returns the Error in err's chain, or nil.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is reports whether err carries the reason.
func Is(err error, reason Reason) bool {
	e := Of(err)
	return e != nil && e.Reason == reason
}

func arguments(pairs []string) map[string]string {
	if len(pairs) == 0 {
		return nil
	}
	args := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	return args
}
