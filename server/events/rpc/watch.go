// Package rpc is the contract's side of events: it lets each watcher see what its grants allow.
package rpc

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// fromNow is the after_position of who wants only what comes from now on.
const fromNow = -1

// Feed passes events on; see events.Feed.
type Feed interface {
	// Watch calls deliver with the events after a position and then as they come.
	Watch(ctx context.Context, municipality string, after int64, deliver func(batch []*eventv1.Event, position int64) error) error
}

// Log tells how far the events of a municipality have come.
type Log interface {
	// Position is the furthest that was given out, that of the last event or, after a restore, beyond it; 0 when there is none.
	Position(ctx context.Context, municipality string) (int64, error)
}

// Service implements EventService.
type Service struct {
	eventsv1.UnimplementedEventServiceServer
	feed Feed
	log  Log
}

// New returns the service.
func New(feed Feed, log Log) *Service { return &Service{feed: feed, log: log} }

// WatchEvents sends the events that the caller may see, and the position alone when others
// passed, so that a watcher who comes back does not read them again.
func (s *Service) WatchEvents(req *eventsv1.WatchEventsRequest, stream grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
	ctx := stream.Context()
	after := req.GetAfterPosition()
	position, err := s.log.Position(ctx, req.GetMunicipality())
	if err != nil {
		return err
	}
	if after > position {
		// It was never given out here, also not before a restore, which raises positions beyond all that were: whoever
		// waits for what comes after it would wait in vain and never know.
		return errs.Field("after_position", "events.ahead")
	}
	if after == fromNow {
		// The watcher learns at once from where it can resume.
		if err := stream.Send(&eventsv1.WatchEventsResponse{Position: position}); err != nil {
			return err
		}
		after = position
	}
	who := call.From(ctx)
	return s.feed.Watch(ctx, req.GetMunicipality(), after, func(batch []*eventv1.Event, position int64) error {
		told := int64(0)
		for _, event := range batch {
			if !visible(event, who) {
				continue
			}
			told = event.GetPosition()
			if err := stream.Send(&eventsv1.WatchEventsResponse{Event: event, Position: told}); err != nil {
				return err
			}
		}
		if told == position {
			return nil
		}
		return stream.Send(&eventsv1.WatchEventsResponse{Position: position})
	})
}

// visible reports whether the caller may see an event, by the option audience of its type: the
// role by which the door let the caller in, the field that holds the role to which it is addressed, or
// the one that holds the account whose own it is.
// An event without that option, or of a kind that this version does not know, is nobody's.
func visible(event *eventv1.Event, who call.Call) bool {
	payload := payloadOf(event)
	if payload == nil {
		return false
	}
	audience, _ := proto.GetExtension(payload.Descriptor().Options(), commonv1.E_Audience).(*commonv1.Audience)
	if who.Scope != call.ScopeOwn {
		for _, role := range audience.GetRoles() {
			if call.Role(role) == who.Role {
				return true
			}
		}
		if addressed := payload.Descriptor().Fields().ByName(protoreflect.Name(audience.GetAddresseeField())); addressed != nil &&
			who.Role != call.RoleUnspecified && call.Role(payload.Get(addressed).Enum()) == who.Role {
			return true
		}
	}
	own := payload.Descriptor().Fields().ByName(protoreflect.Name(audience.GetOwnField()))
	return own != nil && who.Caller.Account != "" && payload.Get(own).String() == who.Caller.Account
}

func payloadOf(event *eventv1.Event) protoreflect.Message {
	envelope := event.ProtoReflect()
	field := envelope.WhichOneof(envelope.Descriptor().Oneofs().ByName("payload"))
	if field == nil {
		return nil
	}
	return envelope.Get(field).Message()
}
