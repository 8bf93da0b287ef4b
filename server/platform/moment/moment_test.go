package moment_test

import (
	"testing"
	"time"

	"oco.example/oco/server/platform/moment"
)

func TestWhatDidNotHappenIsLeftOut(t *testing.T) {
	if got := moment.Of(time.Time{}); got != nil {
		t.Errorf("never is %s", got.AsTime())
	}
	epoch := time.Unix(0, 0)
	if got := moment.Of(epoch); got == nil || !got.AsTime().Equal(epoch) {
		t.Errorf("the first second of 1970 is %v", got)
	}
}
