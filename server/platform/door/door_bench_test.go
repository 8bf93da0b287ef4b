package door_test

import (
	"io"
	"log/slog"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
)

// BenchmarkDoor measures the whole chain around a handler that does nothing.
func BenchmarkDoor(b *testing.B) {
	quiet := func(c *door.Config) {
		c.Log = slog.New(slog.NewJSONHandler(io.Discard, nil))
		c.Limits = door.Limits{Address: door.Rate{PerSecond: 1e9, Burst: 1e9}, Sensitive: door.Rate{PerSecond: 1e9, Burst: 1e9}, Client: door.Rate{PerSecond: 1e9, Burst: 1e9}}
	}
	h := newHouse(b, quiet)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	client := intakev1.NewIntakeServiceClient(h.inside)
	b.Run("public read", func(b *testing.B) {
		ctx := outside(b, "")
		b.ReportAllocs()
		for b.Loop() {
			if _, err := client.GetIntakeForm(ctx, form()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("public read over the network", func(b *testing.B) {
		client := intakev1.NewIntakeServiceClient(h.network)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := client.GetIntakeForm(b.Context(), form()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("submission", func(b *testing.B) {
		ctx := outside(b, "coordinator")
		b.ReportAllocs()
		for b.Loop() {
			if _, err := client.SubmitApplication(ctx, submission(here)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
