package door_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/emptypb"

	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

// A caller who begins a call and says nothing, or does not come to an end, is let go of: each holds a
// part of the server. What it could be told in time it is told.
func TestWhoSaysNothingIsLetGo(t *testing.T) {
	h := newHouse(t, func(c *door.Config) { c.Patience, c.MaxRequest = time.Millisecond, 1<<10 })
	for name, c := range map[string]struct {
		method string
		says   bool
	}{
		"nothing of a call":      {"/oco.intake.v1.IntakeService/GetIntakeForm", false},
		"a call without its end": {"/oco.intake.v1.IntakeService/GetIntakeForm", true},
		"nothing of a stream":    {"/oco.events.v1.EventService/WatchEvents", false},
	} {
		ctx, cancel := context.WithTimeout(signedIn(t, "coordinator", "en"), 10*time.Second) // who is not let go would wait for ever
		defer cancel()
		stream, err := h.network.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}, c.method)
		if err != nil {
			t.Fatal(err)
		}
		if c.says {
			if err := stream.SendMsg(form()); err != nil {
				t.Fatal(err)
			}
		}
		if err = stream.RecvMsg(&emptypb.Empty{}); err == nil {
			t.Errorf("%s: answered", name)
			continue
		}
		want(t, err, codes.InvalidArgument, errs.Invalid)
	}
}
