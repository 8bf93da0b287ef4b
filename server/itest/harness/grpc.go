package harness

import (
	"context"
	"errors"
	"io"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Path is the path of a method over gRPC.
func Path(method protoreflect.MethodDescriptor) string {
	return "/" + string(method.Parent().FullName()) + "/" + string(method.Name())
}

func (s *System) grpc(t testing.TB, c Call) Answer {
	t.Helper()
	request, err := c.request()
	must(t, err)
	return s.Invoke(t, c, request)
}

// Invoke makes a call over gRPC with a request that is a message already.
func (s *System) Invoke(t testing.TB, c Call, request proto.Message) Answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(outgoing(t.Context(), c), patience)
	defer cancel()
	if c.RPC.IsStreamingServer() {
		messages, err := s.receive(ctx, c, request)
		return answered(messages, err)
	}
	answer, err := message(c.RPC.Output())
	must(t, err)
	if err := s.conn.Invoke(ctx, Path(c.RPC), request, answer); err != nil {
		return answered(nil, err)
	}
	return answered([]proto.Message{answer}, nil)
}

func outgoing(ctx context.Context, c Call) context.Context {
	if c.Token != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+c.Token)
	}
	if c.Language != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "accept-language", c.Language)
	}
	return ctx
}

func (s *System) receive(ctx context.Context, c Call, request proto.Message) ([]proto.Message, error) {
	stream, err := s.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, Path(c.RPC))
	if err != nil {
		return nil, err
	}
	if err := errors.Join(stream.SendMsg(request), stream.CloseSend()); err != nil {
		return nil, err
	}
	var messages []proto.Message
	for c.Messages == 0 || len(messages) < c.Messages {
		next, err := message(c.RPC.Output())
		if err != nil {
			return nil, err
		}
		if err := stream.RecvMsg(next); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return messages, err
		}
		messages = append(messages, next)
		if c.Until != nil && c.Until(next) {
			break
		}
	}
	return messages, nil
}

func answered(messages []proto.Message, err error) Answer {
	s := status.Convert(err)
	a := Answer{Code: s.Code(), Messages: messages}
	if s.Code() == codes.OK {
		return a
	}
	a.Raw = s.String()
	for _, detail := range s.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			a.Reason, a.Metadata = detail.GetReason(), detail.GetMetadata()
		case *errdetails.LocalizedMessage:
			a.Says = detail.GetMessage()
		case *errdetails.RequestInfo:
			a.Trace = detail.GetRequestId()
		case *errdetails.BadRequest:
			for _, v := range detail.GetFieldViolations() {
				a.Fields = append(a.Fields, Field{Field: v.GetField(), Rule: v.GetReason(), Says: v.GetLocalizedMessage().GetMessage()})
			}
		}
	}
	return a
}

// Refused is what a refusal over gRPC says.
func Refused(err error) Answer { return answered(nil, err) }
