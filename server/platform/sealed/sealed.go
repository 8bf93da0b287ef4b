// Package sealed keeps personal text from being printed by accident. A value shows its content
// only through Reveal; every other way out (fmt, slog, JSON, text) prints Mask.
package sealed

import (
	"fmt"
	"io"
	"log/slog"
)

// Mask is what a sealed value prints as.
const Mask = "•••"

// Sealed is personal data of any type.
type Sealed[T any] struct{ value T }

// Text is personal text, the usual case: a name, a phone number, a question.
type Text = Sealed[string]

// Of seals a value.
func Of[T any](value T) Sealed[T] { return Sealed[T]{value: value} }

// Reveal returns the content. Every call of it is a place to look at in review.
func (s Sealed[T]) Reveal() T { return s.value }

// Format prints the mask for every verb.
func (s Sealed[T]) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, Mask) }

// LogValue gives structured logs the mask.
func (s Sealed[T]) LogValue() slog.Value { return slog.StringValue(Mask) }

// MarshalText gives encoders the mask.
func (s Sealed[T]) MarshalText() ([]byte, error) { return []byte(Mask), nil }

// MarshalJSON gives encoders the mask.
func (s Sealed[T]) MarshalJSON() ([]byte, error) { return []byte(`"` + Mask + `"`), nil }
