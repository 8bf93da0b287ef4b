package oco

import (
	"context"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// inLanguage asks for answers in a language, unless the caller asked for one already.
func inLanguage(ctx context.Context, language string) context.Context {
	if asked, _ := metadata.FromOutgoingContext(ctx); language == "" || len(asked.Get("accept-language")) > 0 {
		return ctx
	}
	return metadata.AppendToOutgoingContext(ctx, "accept-language", language)
}

func speakUnary(language string) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
		return invoke(inLanguage(ctx, language), method, req, reply, conn, options...)
	}
}

func speakStream(language string) grpc.StreamClientInterceptor {
	return func(ctx context.Context, desc *grpc.StreamDesc, conn *grpc.ClientConn, method string, open grpc.Streamer, options ...grpc.CallOption) (grpc.ClientStream, error) {
		return open(inLanguage(ctx, language), desc, conn, method, options...)
	}
}

// bounded gives a call without a deadline one.
func bounded(timeout time.Duration) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
		if _, ok := ctx.Deadline(); !ok {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, timeout)
			defer cancel()
		}
		return invoke(ctx, method, req, reply, conn, options...)
	}
}

// identified gives a write without a request_id one. The caller's message stays as it is: sent once
// more it is another write.
func identified(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
	if m, ok := req.(proto.Message); ok {
		if field := requestID(m); field != nil && !m.ProtoReflect().Has(field) {
			req = with(m, field, protoreflect.ValueOfString(uuid.NewString()))
		}
	}
	return invoke(ctx, method, req, reply, conn, options...)
}

// requestID is the field request_id, nil when the message has none: then the call reads.
func requestID(m proto.Message) protoreflect.FieldDescriptor {
	return m.ProtoReflect().Descriptor().Fields().ByName("request_id")
}

// with returns a shallow copy of a message in which one field has another value.
func with(m proto.Message, field protoreflect.FieldDescriptor, value protoreflect.Value) proto.Message {
	from := m.ProtoReflect()
	to := from.New()
	from.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		to.Set(f, v)
		return true
	})
	to.SetUnknown(from.GetUnknown())
	to.Set(field, value)
	return to.Interface()
}
