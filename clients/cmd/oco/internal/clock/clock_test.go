package clock

import (
	"testing"
	"time"
)

func TestZoneIsTheDutchClockInSummerAndWinter(t *testing.T) {
	for utc, want := range map[string]string{"2026-06-30T22:30:00Z": "2026-07-01 00:30", "2026-12-03T09:00:00Z": "2026-12-03 10:00"} {
		at, err := time.Parse(time.RFC3339, utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := at.In(Zone).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s is %s here, want %s", utc, got, want)
		}
	}
}
