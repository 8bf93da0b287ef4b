package door

import (
	"context"
	"net"
	"net/netip"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/texts"
)

// Peer is where a call comes from, as the connection shows, not as the caller says.
type Peer struct {
	// Address is the network address.
	Address netip.Addr
	// Certificate is the client certificate of the TLS connection, if there is one.
	Certificate auth.Certificate
}

// Outside is what the door knows about a call from outside the request itself. For gRPC it is read
// from the connection and the metadata; the REST side fills it from the HTTP request and puts it
// into the context with WithOutside.
type Outside struct {
	Peer Peer
	// Authorization holds the values of the header Authorization; more than one is refused.
	Authorization []string
	// AcceptLanguage is the header of that name.
	AcceptLanguage string
	// Traceparent is the W3C trace context of the caller, header traceparent.
	Traceparent string
	// RequestID (Idempotency-Key) fills the field request_id of a request that has it empty.
	RequestID string
	// Etag (If-Match, without quotes) fills the field etag of a request, or of the resource in an
	// update, that has it empty.
	Etag string
	// Admission is what Admit found, for a call that it let in; else nothing.
	Admission Admission
	// Quiet asks for a line in the log only where somebody looks closely, unless it is a fault of ours:
	// for the hundreds of calls by which a demo is filled.
	Quiet bool
}

type outsideKey struct{}

// WithOutside puts into the context of an in-process call what REST knows about it. It reaches the
// door through the in-process channel only; over the network there is no way to send it.
func WithOutside(ctx context.Context, o Outside) context.Context {
	return context.WithValue(ctx, outsideKey{}, o)
}

// outsideOf reads what is known about a call. An in-process call has what WithOutside said and
// nothing else: metadata, which an HTTP caller could influence, is not looked at.
func (d *Door) outsideOf(ctx context.Context) Outside {
	if client := inprocgrpc.ClientContext(ctx); client != nil {
		o, _ := client.Value(outsideKey{}).(Outside)
		return o
	}
	var o Outside
	if p, ok := peer.FromContext(ctx); ok {
		o.Peer = peerOf(p)
	}
	md, _ := metadata.FromIncomingContext(ctx)
	if len(d.TrustedProxies) > 0 {
		o.Peer.Address = Forwarded(o.Peer.Address, md.Get("x-forwarded-for"), d.TrustedProxies)
	}
	o.Authorization = md.Get("authorization")
	o.AcceptLanguage = single(md.Get("accept-language"))
	o.Traceparent = single(md.Get("traceparent"))
	return o
}

func peerOf(p *peer.Peer) Peer {
	var found Peer
	if tcp, ok := p.Addr.(*net.TCPAddr); ok {
		found.Address = tcp.AddrPort().Addr().Unmap()
	}
	if tls, ok := p.AuthInfo.(credentials.TLSInfo); ok {
		found.Certificate = auth.CertificateOf(&tls.State)
	}
	return found
}

func single(values []string) string {
	if len(values) != 1 {
		return ""
	}
	return values[0]
}

// Language is the language in which the door answers a call with this header Accept-Language. REST
// uses it for what it refuses itself.
func Language(header string) string { return texts.Match(header) }
