// Package moment writes moments as the contract does.
package moment

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
)

// Of is a moment for an answer; the zero time, which stands for what did not happen, is left out.
func Of(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}
