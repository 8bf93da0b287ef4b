package rest

import (
	"context"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Service is one service of the contract with an HTTP mapping.
type Service struct {
	// Name is the full name, "oco.intake.v1.IntakeService".
	Name protoreflect.FullName

	register func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error
}

// ServiceOf names a service by what was generated for it: its description, its client and its
// gateway registration (RegisterXHandlerClient, which goes through the channel).
func ServiceOf[C any](
	desc *grpc.ServiceDesc,
	client func(grpc.ClientConnInterface) C,
	register func(context.Context, *runtime.ServeMux, C) error,
) Service {
	return Service{
		Name: protoreflect.FullName(desc.ServiceName),
		register: func(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error {
			return register(ctx, mux, client(conn))
		},
	}
}
