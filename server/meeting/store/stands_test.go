package store

import (
	"testing"

	"oco.example/oco/server/platform/errs"
)

// What is told of an invitation that went at the same moment is refused, and not lost unsaid.
func TestWhatIsToldOfAnInvitationThatWentIsRefused(t *testing.T) {
	if err := stands(1); err != nil {
		t.Error(err)
	}
	if err := stands(0); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}
