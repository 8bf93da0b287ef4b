package rest

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/door"
)

// channel stands between the gateway and the services. It completes the message with what the
// gateway does not know of, and hands the door what it may know of the HTTP request, and nothing
// else: the metadata that the gateway gathered is dropped.
type channel struct{ next grpc.ClientConnInterface }

// Invoke calls an RPC that is no stream.
func (c channel) Invoke(ctx context.Context, method string, args, reply any, opts ...grpc.CallOption) error {
	req := requestFrom(ctx)
	if message, isProto := args.(proto.Message); isProto {
		if err := req.complete(message.ProtoReflect()); err != nil {
			return err
		}
	}
	req.body, req.reached = nil, true
	return c.next.Invoke(outside(ctx, req), method, args, reply, opts...)
}

// NewStream calls an RPC that streams.
func (c channel) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	req := requestFrom(ctx)
	req.reached = true
	opened, err := c.next.NewStream(outside(ctx, req), desc, method, opts...)
	if err != nil || desc.ClientStreams {
		return opened, err
	}
	return stream{opened}, nil
}

// stream is a stream of answers to one message. When the door refuses a call before it reads that
// message, the in-process channel says io.EOF to the sender, and the generated client would take
// that for the answer. As over the network, the refusal comes with the first answer instead.
type stream struct{ grpc.ClientStream }

// SendMsg sends the one message.
func (s stream) SendMsg(m any) error {
	if err := s.ClientStream.SendMsg(m); !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// outside is the context that the channel gets.
func outside(ctx context.Context, req *request) context.Context {
	return door.WithOutside(metadata.NewOutgoingContext(ctx, metadata.MD{}), req.outside())
}

// outside is what the door may know of the HTTP request.
func (r *request) outside() door.Outside {
	return door.Outside{
		Peer:           r.peer,
		Authorization:  r.authorization,
		AcceptLanguage: r.language,
		Traceparent:    r.trace.parent,
		RequestID:      r.requestID,
		Etag:           r.etag,
		Admission:      r.admission,
	}
}
