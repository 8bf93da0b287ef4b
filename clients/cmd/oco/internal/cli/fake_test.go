package cli

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/protoadapt"

	"oco.example/oco/clients/cmd/oco/internal/signin"
)

// The whole room is tested on a machine whose clock is far from the Dutch one: what is typed and shown is Dutch anywhere.
// It is set before the first goroutine that reads it.
func TestMain(m *testing.M) {
	time.Local = time.FixedZone("far away", -8*3600)
	goleak.VerifyTestMain(m)
}

const (
	someID  = "0198c0de-0000-7000-8000-000000000001"
	otherID = "0198c0de-0000-7000-8000-000000000002"
)

// platform is a server of every RPC: it writes down what came in and answers what the test says,
// or an empty message.
type platform struct {
	mu       sync.Mutex
	methods  []string
	requests []proto.Message
	tokens   []string
	// answer gives the messages of an answer, more than one for a stream; nil for an empty one.
	answer func(method string, request proto.Message) ([]proto.Message, error)
}

// handle answers whatever RPC is called.
func (p *platform) handle(_ any, stream grpc.ServerStream) error {
	method, _ := grpc.MethodFromServerStream(stream)
	rpc := descriptor(method)
	request, err := blank(rpc.Input())
	if err != nil {
		return err
	}
	if err := stream.RecvMsg(request); err != nil {
		return err
	}
	header, _ := metadata.FromIncomingContext(stream.Context())
	p.mu.Lock()
	p.methods, p.requests = append(p.methods, string(rpc.Name())), append(p.requests, request)
	p.tokens = append(p.tokens, strings.Join(header.Get("authorization"), ""))
	p.mu.Unlock()
	var answers []proto.Message
	if p.answer != nil {
		if answers, err = p.answer(string(rpc.Name()), request); err != nil {
			return err
		}
	}
	if answers == nil && !rpc.IsStreamingServer() {
		empty, err := blank(rpc.Output())
		if err != nil {
			return err
		}
		answers = []proto.Message{empty}
	}
	for _, answer := range answers {
		if err := stream.SendMsg(answer); err != nil {
			return err
		}
	}
	return nil
}

// serve serves p on a loopback address until the test ends.
func (p *platform) serve(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer(grpc.UnknownServiceHandler(p.handle))
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-served; err != nil && !errors.Is(err, grpc.ErrServerStopped) { // stopped before it began
			t.Errorf("fake server: %v", err)
		}
	})
	return listener.Addr().String()
}

// last is the newest request of p.
func (p *platform) last(t *testing.T) proto.Message {
	t.Helper()
	if len(p.requests) == 0 {
		t.Fatal("no call came")
	}
	return p.requests[len(p.requests)-1]
}

// terminal is a person who runs commands against a platform.
type terminal struct {
	t           *testing.T
	server, dir string
	env         map[string]string
	in          string
	asks, tells bool
	out, err    string
	now         time.Time // noon on 31 March 2026 when zero
}

func sit(t *testing.T, p *platform) *terminal {
	t.Helper()
	return &terminal{t: t, server: p.serve(t), dir: t.TempDir(), env: map[string]string{
		"OCO_PLAINTEXT": "1", "OCO_MUNICIPALITY": "gm0867", "OCO_TOKEN": "secret",
	}}
}

// run runs a command line and keeps what it printed.
func (s *terminal) run(args ...string) int {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context()) // without a deadline, which would stand in for --timeout
	defer cancel()
	defer time.AfterFunc(time.Minute, cancel).Stop()
	var out, failed bytes.Buffer
	system := System{
		In: strings.NewReader(s.in), Out: &out, Err: &failed, AsksIn: s.asks, TellsErr: s.tells,
		Getenv: func(name string) string {
			if name == "OCO_SERVER" && s.env[name] == "" {
				return s.server
			}
			return s.env[name]
		},
		Now: func() time.Time {
			if !s.now.IsZero() {
				return s.now
			}
			return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
		},
		Store:  func() (signin.Store, error) { return signin.NewStore(s.dir), nil },
		Secret: func() (string, error) { return s.in, nil },
	}
	code := Run(ctx, system, args...)
	s.out, s.err = out.String(), failed.String()
	return code
}

// must runs a command line that must succeed.
func (s *terminal) must(args ...string) string {
	s.t.Helper()
	if code := s.run(args...); code != exitOK {
		s.t.Fatalf("oco %s: exit code %d: %s", strings.Join(args, " "), code, s.err)
	}
	return s.out
}

// file writes a file and returns its path.
func (s *terminal) file(name, content string) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// refuse is an answer that refuses every call.
func refuse(t *testing.T, code codes.Code, reason string, details ...protoadapt.MessageV1) func(string, proto.Message) ([]proto.Message, error) {
	t.Helper()
	s, err := status.New(code, "English").WithDetails(append(details,
		&errdetails.ErrorInfo{Reason: reason, Domain: "oco"}, &errdetails.LocalizedMessage{Message: "It was refused."}, &errdetails.RequestInfo{RequestId: "trace-1"})...)
	if err != nil {
		t.Fatal(err)
	}
	return func(string, proto.Message) ([]proto.Message, error) { return nil, s.Err() }
}

// one answers one message to every call.
func one(m proto.Message) func(string, proto.Message) ([]proto.Message, error) {
	return func(string, proto.Message) ([]proto.Message, error) { return []proto.Message{m}, nil }
}
