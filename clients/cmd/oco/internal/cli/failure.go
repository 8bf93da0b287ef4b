package cli

import (
	"context"
	"errors"
	"strings"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/signin"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/oco"
)

// The exit codes; help exit-codes says what each means.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitSignIn      = 3
	exitNotAllowed  = 4
	exitNotFound    = 5
	exitConflict    = 6
	exitTryAgain    = 7
	exitInterrupted = 130
)

const exitCodes = `The exit code says how a command ended, for scripts:

  0    it was done
  1    it failed
  2    the command line is not right: a flag or value that is missing, unknown or refused
  3    you are not signed in, or your sign-in has expired
  4    you may not do this here
  5    there is no such thing, or it is not yours to see
  6    it conflicts with what is there: another state, changed meanwhile, exists already
  7    try again later: the server cannot be reached, is too busy, or took too long
  130  broken off with Ctrl-C`

// exits is the table of reasons and exit codes; what is not in it failed.
var exits = map[commonv1.ErrorReason]int{
	commonv1.ErrorReason_ERROR_REASON_INVALID:              exitUsage,
	commonv1.ErrorReason_ERROR_REASON_TOO_LARGE:            exitUsage,
	commonv1.ErrorReason_ERROR_REASON_UNAUTHENTICATED:      exitSignIn,
	commonv1.ErrorReason_ERROR_REASON_FORBIDDEN:            exitNotAllowed,
	commonv1.ErrorReason_ERROR_REASON_NOT_FOUND:            exitNotFound,
	commonv1.ErrorReason_ERROR_REASON_STATE_CONFLICT:       exitConflict,
	commonv1.ErrorReason_ERROR_REASON_ETAG_MISMATCH:        exitConflict,
	commonv1.ErrorReason_ERROR_REASON_ALREADY_EXISTS:       exitConflict,
	commonv1.ErrorReason_ERROR_REASON_REQUEST_ID_REUSED:    exitConflict,
	commonv1.ErrorReason_ERROR_REASON_NOT_ELIGIBLE:         exitConflict,
	commonv1.ErrorReason_ERROR_REASON_GRANT_IMPOSSIBLE:     exitConflict,
	commonv1.ErrorReason_ERROR_REASON_SECOND_PERSON_NEEDED: exitConflict,
	commonv1.ErrorReason_ERROR_REASON_RATE_LIMITED:         exitTryAgain,
	commonv1.ErrorReason_ERROR_REASON_UNAVAILABLE:          exitTryAgain,
	commonv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED:    exitTryAgain,
}

// failure is how a command ended badly.
type failure struct {
	err error
	// name tells how the field of a refusal was typed.
	name   func(path string) string
	server string
	// path is the command, "oco triage decide".
	path string
}

// Error is what a person reads, in English.
func (f *failure) Error() string {
	_, text := f.explain("en")
	return text
}

// Unwrap is the error itself.
func (f *failure) Unwrap() error { return f.err }

// errDeclined is a question that was answered with no.
var errDeclined = texts.Wrong("end.nothing_done")

// explain is the exit code of a failure, and what a person reads in a language.
func (f *failure) explain(language string) (int, string) {
	if typed := (*bind.Error)(nil); errors.As(f.err, &typed) {
		return exitUsage, typed.In(language) + "\n" + texts.Say(language, "line.see_help", "command", f.path)
	}
	if errors.Is(f.err, signin.ErrExpired) {
		return exitSignIn, texts.Say(language, "signin.expired")
	}
	if errors.As(f.err, new(signin.AwayError)) {
		return exitTryAgain, texts.Tell(f.err, language)
	}
	if errors.Is(f.err, context.Canceled) {
		return exitInterrupted, texts.Say(language, "end.broken_off")
	}
	e := oco.AsError(f.err)
	code, known := exits[e.Reason]
	if !known {
		code = exitFailed
	}
	if e.Reason == commonv1.ErrorReason_ERROR_REASON_CANCELED {
		return exitInterrupted, texts.Say(language, "end.broken_off")
	}
	return code, f.words(e, language)
}

// words are the refusal's own text, its fields under the names that they were typed by, and what to
// do next.
func (f *failure) words(e *oco.Error, language string) string {
	say := func(key string, pairs ...string) string { return texts.Say(language, key, pairs...) }
	lines := []string{e.Text}
	explained := len(e.Arguments) > 0 || e.Trace != "" // it came from the platform, not from the way there
	own := texts.Error{}
	switch {
	case errors.As(f.err, &own):
		lines[0] = texts.Tell(own, language)
	case e.Reason == commonv1.ErrorReason_ERROR_REASON_UNAVAILABLE && !explained:
		lines[0] = say("end.unreachable", "server", f.server)
	case e.Reason == commonv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED && !explained:
		lines[0] = say("end.too_slow")
	}
	for _, field := range e.Fields {
		name := ""
		if f.name != nil {
			name = f.name(field.Path)
		}
		if name == "" {
			name = strings.NewReplacer("_", " ", ".", " ").Replace(field.Path)
		}
		lines = append(lines, "  "+name+": "+field.Text)
	}
	switch {
	case e.Reason == commonv1.ErrorReason_ERROR_REASON_UNAUTHENTICATED:
		lines = append(lines, say("end.sign_in"))
	case e.Reason == commonv1.ErrorReason_ERROR_REASON_ETAG_MISMATCH:
		lines = append(lines, say("end.look_again"))
	case e.RetryAfter > 0:
		lines = append(lines, say("end.try_again", "wait", max(e.RetryAfter, time.Second).Round(time.Second).String()))
	}
	if e.Reason == commonv1.ErrorReason_ERROR_REASON_INTERNAL && e.Trace != "" {
		lines = append(lines, say("end.report", "trace", e.Trace))
	}
	return strings.Join(lines, "\n")
}
