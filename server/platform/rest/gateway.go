package rest

import (
	"context"
	"errors"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
)

// gatewayError writes the refusal of a call. What the gateway itself refuses before the service
// is reached is input that it could not read: it is looked at again to name every mistake.
func (s *server) gatewayError(ctx context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	req := requestFrom(ctx)
	if refused := (*refusal)(nil); !req.reached && !errors.As(err, &refused) {
		if status.Code(err) == codes.InvalidArgument {
			err = invalid(explain(req.body, req.route)...)
		} else {
			s.config.Log.Error("rest: the gateway failed", "code", status.Code(err).String(), "trace_id", req.trace.id)
			err = internal()
		}
	}
	s.refuse(w, req, err)
}

// gatewayStreamError ends a stream that fails: as a problem when nothing was sent yet, else with
// a problem as its last line.
func (s *server) gatewayStreamError(ctx context.Context, err error) *status.Status {
	req := requestFrom(ctx)
	if req.answer.status == 0 {
		s.refuse(req.answer, req, err)
	} else {
		_, _ = req.answer.Write(asRefusal(err).line(req))
	}
	req.answer.closed = true
	return status.Convert(err)
}

// gatewayRoutingError answers what the gateway does not know; the router let it pass, so the two
// disagree about a path.
func (s *server) gatewayRoutingError(ctx context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, _ int) {
	s.refuse(w, requestFrom(ctx), unknownPath())
}

// forward sets what an answer says in its status and headers: 201 and Location for what was
// made, 204 for nothing, ETag for a version.
func forward(ctx context.Context, w http.ResponseWriter, message proto.Message) error {
	if message == nil { // the beginning of a stream
		return nil
	}
	req := requestFrom(ctx)
	if _, isEmpty := message.(*emptypb.Empty); isEmpty {
		w.Header().Del("Content-Type")
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	if req.route.rpc == nil || req.route.streams() {
		return nil
	}
	reflected := message.ProtoReflect()
	if field := reflected.Descriptor().Fields().ByName(fieldEtag); field != nil {
		if etag := reflected.Get(field).String(); etag != "" {
			w.Header().Set("ETag", `"`+etag+`"`)
		}
	}
	if req.route.creates {
		if id := identifier(reflected); id != "" {
			w.Header().Set("Location", req.path+"/"+id)
		}
		w.WriteHeader(http.StatusCreated)
	}
	return nil
}
