package door

import (
	"context"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

// passage is one call on its way through the door. Each link adds what it finds.
type passage struct {
	method  string
	outside Outside
	// contract is nil for a service that is exempt, and for a method that does not exist.
	contract *contract
	exempt   bool
	// stream: the call answers in a stream; many: it asks in one.
	stream, many bool
	// size is how large the request came in over the network, 0 when it came in-process.
	size int
	// head is room for what goes before a message on the wire.
	head [headerSize]byte
	// admitting: REST asks whether the call may come; admitted: it did, and was let in.
	admitting, admitted bool
	who                 auth.Identity
	call                call.Call
	// failure is what the handler or a link returned, for the log; callers see the status made of it.
	failure error
}

// next goes on to the rest of the chain, and at its end to the handler.
type next func(ctx context.Context) error

// link is one step of the chain. It either stands around what comes after it, or it is a gate
// that needs the request: a stream's request arrives only inside its handler.
type link struct {
	name   string
	around func(ctx context.Context, p *passage, next next) error
	gate   func(ctx context.Context, p *passage, request proto.Message) (context.Context, error)
	// always: also for the services that are exempt.
	always bool
}

// links is the chain. Its order is part of what the platform promises; a test holds it.
func (d *Door) links() []link {
	return []link{
		{name: "trace", around: d.trace, always: true},
		{name: "log", around: d.log},
		{name: "errors", around: d.errors, always: true},
		{name: "recover", around: d.recover, always: true},
		{name: "limit(address)", around: d.limitAddress, always: true},
		{name: "authenticate", around: d.authenticate},
		{name: "limit(client)", around: d.limitClient, always: true},
		{name: "authorise", gate: d.authorise},
		{name: "validate", gate: d.validate},
	}
}

// arrive begins a passage, or goes on with the one that REST had admitted.
func (d *Door) arrive(ctx context.Context, method string, stream bool) *passage {
	outside := d.outsideOf(ctx)
	if p := outside.Admission.of(method); p != nil {
		p.outside, p.stream = outside, stream
		return p
	}
	return d.begin(method, outside, stream)
}

func (d *Door) begin(method string, outside Outside, stream bool) *passage {
	p := &passage{method: method, outside: outside, contract: d.contracts[method], stream: stream}
	p.exempt = isExempt(strings.TrimPrefix(method, "/"))
	p.call = call.Call{
		Method:   method,
		Language: texts.Match(p.outside.AcceptLanguage),
		Started:  d.Now().UTC(),
		Caller:   call.Caller{Address: p.outside.Peer.Address},
	}
	if p.contract != nil {
		p.call.Activity = d.ActivityBase + p.contract.activity
	}
	return p
}

// pass runs the links that stand around, from the i-th on, and then end.
func (d *Door) pass(ctx context.Context, p *passage, i int, end next) error {
	for i < len(d.chain) && (d.chain[i].around == nil || p.exempt && !d.chain[i].always) {
		i++
	}
	if i == len(d.chain) {
		return end(ctx)
	}
	return d.chain[i].around(ctx, p, func(ctx context.Context) error { return d.pass(ctx, p, i+1, end) })
}

// gates runs the links that need the request and returns the context for the handler.
func (d *Door) gates(ctx context.Context, p *passage, request any) (context.Context, error) {
	if p.exempt {
		return ctx, nil
	}
	message, ok := request.(proto.Message)
	if !ok {
		return ctx, errs.New(errs.Internal)
	}
	for _, l := range d.chain {
		if l.gate == nil {
			continue
		}
		var err error
		if ctx, err = l.gate(ctx, p, message); err != nil {
			return ctx, err
		}
	}
	return ctx, nil
}

func (d *Door) unary(ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	p := d.arrive(ctx, info.FullMethod, false)
	return d.enter(ctx, p, func(ctx context.Context) (any, error) { return d.answer(ctx, p, request, handler) })
}

// enter runs the links that stand around, and then end, which answers.
func (d *Door) enter(ctx context.Context, p *passage, end func(context.Context) (any, error)) (any, error) {
	var answer any
	err := d.pass(ctx, p, 0, func(ctx context.Context) (err error) {
		answer, err = end(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// answer lets a request in through the gates and hands it to its handler.
func (d *Door) answer(ctx context.Context, p *passage, request any, handler grpc.UnaryHandler) (any, error) {
	ctx, err := d.gates(ctx, p, request)
	if err != nil {
		return nil, err
	}
	answer, err := handler(ctx, request)
	if err != nil {
		return nil, err
	}
	notices(ctx, answer)
	return answer, nil
}

// Unknown answers calls of methods that do not exist, as a grpc.UnknownServiceHandler.
func (d *Door) Unknown(any, grpc.ServerStream) error { return errs.New(errs.Unimplemented) }
