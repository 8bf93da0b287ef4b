package crypto

import (
	"fmt"
	"io"
	"log/slog"

	"oco.example/oco/server/platform/sealed"
)

// masked makes every way of printing a value show the mask instead of key material.
type masked struct{}

// Format prints the mask for every verb.
func (masked) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, sealed.Mask) }

// String returns the mask.
func (masked) String() string { return sealed.Mask }

// GoString returns the mask.
func (masked) GoString() string { return sealed.Mask }

// LogValue gives structured logs the mask.
func (masked) LogValue() slog.Value { return slog.StringValue(sealed.Mask) }

// MarshalText gives encoders the mask.
func (masked) MarshalText() ([]byte, error) { return []byte(sealed.Mask), nil }
