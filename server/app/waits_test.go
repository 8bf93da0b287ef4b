package app_test

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/connectivity"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
)

// most is how long a test waits for what should come at once.
const most = 20 * time.Second

// serve serves the platform with little patience.
func serve(t *testing.T) *app.Listeners {
	t.Helper()
	settings := config.Server{
		MaxRequestBytes: 1 << 10, Demo: true, OIDCAudience: "oco", GRPCAddr: "127.0.0.1:0", HTTPAddr: "127.0.0.1:0", DrainTimeout: most,
		RatePerAddress: config.Rate{Count: 1000, Per: time.Second}, RatePerClient: config.Rate{Count: 1000, Per: time.Second}, MaxStreams: 10,
	}
	a, err := newApp(t, settings, app.Waits{Head: 20 * time.Millisecond, Idle: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	listeners, err := app.Listen(ctx, settings)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- a.Serve(ctx, listeners) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return listeners
}

// Whoever opens connections and says little, slowly or nothing does not keep them.
func TestConnectionsThatSayNothingAreClosed(t *testing.T) {
	listeners := serve(t)
	for name, c := range map[string]struct{ address, says string }{
		"nothing over gRPC":               {listeners.GRPC.Addr().String(), ""},
		"half of a beginning over gRPC":   {listeners.GRPC.Addr().String(), "PRI * HTTP/2.0\r\n"},
		"nothing over HTTP":               {listeners.HTTP.Addr().String(), ""},
		"half of a head over HTTP":        {listeners.HTTP.Addr().String(), "GET /healthz HTTP/1.1\r\nHost: "},
		"a request over HTTP and no more": {listeners.HTTP.Addr().String(), "GET /healthz HTTP/1.1\r\nHost: oco.example\r\n\r\n"},
	} {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", c.address)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.SetDeadline(time.Now().Add(most)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, c.says); err != nil {
			t.Fatal(err)
		}
		said, err := io.ReadAll(conn)
		if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
			t.Errorf("%s: the connection is still there", name)
		}
		if whole := strings.HasSuffix(c.says, "\r\n\r\n"); whole != strings.HasPrefix(string(said), "HTTP/1.1 200") {
			t.Errorf("%s: told %q", name, said)
		}
		_ = conn.Close() // the other side did
	}
}

// A client over gRPC that asks nothing loses its connection, and opens another when it asks again.
func TestAConnectionThatAsksNothingIsClosed(t *testing.T) {
	listeners := serve(t)
	conn, err := grpc.NewClient(listeners.GRPC.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ctx, cancel := context.WithTimeout(t.Context(), most)
	defer cancel()
	begun, err := conn.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true}, grpc_health_v1.Health_Check_FullMethodName)
	if err != nil {
		t.Fatal(err)
	}
	if err := begun.RecvMsg(&grpc_health_v1.HealthCheckResponse{}); status.Code(err) != codes.InvalidArgument {
		t.Errorf("a call that was begun and nothing more: %v", err)
	}
	for range 2 {
		if _, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{}, grpc.WaitForReady(true)); err != nil {
			t.Fatal(err)
		}
		for state := conn.GetState(); state != connectivity.Idle; state = conn.GetState() {
			if !conn.WaitForStateChange(ctx, state) {
				t.Fatalf("the connection is still %s", state)
			}
		}
	}
}
