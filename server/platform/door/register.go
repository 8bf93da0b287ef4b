package door

import (
	"context"
	"slices"

	"google.golang.org/grpc"
)

// Register registers a service with the network's server. Its calls pass the door before their
// requests are read: a caller who is refused for who it is, or for how often it came, has cost the
// head of a call and no more. An interceptor would come too late, the library reads the request
// before it.
func (d *Door) Register(server grpc.ServiceRegistrar, service *grpc.ServiceDesc, implementation any) {
	guarded := *service
	guarded.Methods = slices.Clone(service.Methods)
	for i, m := range guarded.Methods {
		guarded.Methods[i].Handler = d.reading("/"+service.ServiceName+"/"+m.MethodName, m.Handler)
	}
	server.RegisterService(&guarded, implementation)
}

// reading puts the door before a method and the reading of its request.
func (d *Door) reading(method string, handler grpc.MethodHandler) grpc.MethodHandler {
	return func(server any, ctx context.Context, read func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
		p := d.arrive(ctx, method, false)
		return d.enter(ctx, p, func(ctx context.Context) (any, error) {
			return handler(server, ctx,
				func(m any) error { return d.receive(ctx, p, m, read) },
				func(ctx context.Context, request any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
					return d.answer(ctx, p, request, handler)
				})
		})
	}
}
