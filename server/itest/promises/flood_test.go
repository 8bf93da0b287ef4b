package promises_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding/gzip"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/config"
)

const (
	submitPath = "/oco.intake.v1.IntakeService/SubmitApplication"
	importPath = "/oco.intake.v1.ImportService/CreateImport"
	watchPath  = "/oco.events.v1.EventService/WatchEvents"
)

// plainBytes sends bytes as they are, as a caller does who follows no library.
type plainBytes struct{}

func (plainBytes) Marshal(v any) (mem.BufferSlice, error) {
	text, _ := v.([]byte)
	return mem.BufferSlice{mem.SliceBuffer(text)}, nil
}

func (plainBytes) Unmarshal(mem.BufferSlice, any) error { return nil }

func (plainBytes) Name() string { return "proto" }

// counted is a connection that counts what was sent over it.
type counted struct {
	net.Conn
	sent *atomic.Int64
}

func (c counted) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.sent.Add(int64(n))
	return n, err
}

// flooder is somebody who sends large messages over gRPC.
type flooder struct {
	conn *grpc.ClientConn
	sent atomic.Int64
}

func newFlooder(t *testing.T, s *harness.System) *flooder {
	t.Helper()
	f := &flooder{}
	conn, err := grpc.NewClient(s.GRPC, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, address string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
			return counted{conn, &f.sent}, err
		}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	f.conn = conn
	return f
}

// send makes a call and says what it cost: what the process allocated meanwhile, and what went over the wire.
func (f *flooder) send(ctx context.Context, path string, message []byte, options ...grpc.CallOption) (allocated, sent int64, err error) {
	var before, after runtime.MemStats
	begun := f.sent.Load()
	runtime.ReadMemStats(&before)
	err = f.conn.Invoke(ctx, path, message, &struct{}{}, append(options, grpc.ForceCodecV2(plainBytes{}))...)
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc), f.sent.Load() - begun, err
}

// submissionOf is an application with so many bytes of empty sub-themes: two bytes on the wire, a
// list's element in memory.
func submissionOf(size int) []byte {
	return append([]byte("\x0a\x06gm0867"), bytes.Repeat([]byte{0x4a, 0}, size/2)...)
}

func because(t *testing.T, err error) string {
	t.Helper()
	return harness.Refused(err).Reason
}

// TestALargeMessageIsRefusedBeforeItIsRead: how large a message may be depends on the method, and is
// known before the message is.
func TestALargeMessageIsRefusedBeforeItIsRead(t *testing.T) {
	system := harness.Start(t)
	w := newTown(t, system, harness.Coordinator)
	f := newFlooder(t, system)
	const room = 1 << 20 // far more than any window of a new connection
	large := submissionOf(33 << 20)
	for name, path := range map[string]string{"a call": submitPath, "a stream": watchPath, "no token": importPath} {
		ctx := t.Context()
		if path == watchPath {
			ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+w.place.Token(t, harness.Coordinator))
		}
		allocated, sent, err := f.send(ctx, path, large)
		want := "TOO_LARGE"
		if path == importPath {
			want = "UNAUTHENTICATED"
		}
		if got := because(t, err); got != want {
			t.Errorf("%s: %v", name, err)
		}
		if sent > room || allocated > 4*room {
			t.Errorf("%s: %d bytes were taken in, %d allocated", name, sent, allocated)
		}
	}
	signedIn := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+w.place.Token(t, harness.Coordinator))
	file := append([]byte("\x0a\x06"+w.place.Code+"\x22"), binary.AppendUvarint(nil, 9<<20)...)
	if _, sent, err := f.send(signedIn, importPath, append(file, make([]byte, 9<<20)...)); because(t, err) != "INVALID" || sent < 9<<20 {
		t.Errorf("a file of 9 MiB must reach the rules: %v, %d bytes sent", err, sent)
	}
	_, sent, err := f.send(signedIn, importPath, append(file, make([]byte, 20<<20)...))
	if because(t, err) != "TOO_LARGE" || sent > room {
		t.Errorf("a file of 20 MiB: %v, %d bytes sent", err, sent)
	}
}

// TestACompressedMessageDoesNotInflate beyond what the method takes, however small it comes in.
func TestACompressedMessageDoesNotInflate(t *testing.T) {
	f := newFlooder(t, harness.Start(t))
	zeros := make([]byte, 48<<20) // some 50 KB on the wire
	allocated, sent, err := f.send(t.Context(), submitPath, zeros, grpc.UseCompressor(gzip.Name))
	if because(t, err) != "TOO_LARGE" || sent > 1<<20 || allocated > 8<<20 {
		t.Errorf("%v, %d bytes sent, %d allocated", err, sent, allocated)
	}
	small := submissionOf(1000)
	if _, _, err := f.send(t.Context(), submitPath, small, grpc.UseCompressor(gzip.Name)); because(t, err) != "FORBIDDEN" {
		t.Errorf("a small one is read as any other: %v", err)
	}
}

// TestManySmallPartsStaySmall: what is within the bound costs no multiple of it.
func TestManySmallPartsStaySmall(t *testing.T) {
	system := harness.Start(t)
	w := newTown(t, system)
	f := newFlooder(t, system)
	message := submissionOf(1<<20 - 100)
	copy(message[2:], w.place.Code)
	allocated, _, err := f.send(t.Context(), submitPath, message)
	if because(t, err) != "INVALID" || allocated > 64<<20 {
		t.Errorf("%v, %d bytes allocated", err, allocated)
	}
}

// TestWhoAsksTooMuchIsNotReadAnyMore: the limit per address counts a call by its head.
func TestWhoAsksTooMuchIsNotReadAnyMore(t *testing.T) {
	system := harness.Start(t, harness.WithSettings(func(s *config.Server) { s.RatePerAddress = config.Rate{Count: 2, Per: time.Hour} }))
	f := newFlooder(t, system)
	w := newTown(t, system, harness.Coordinator)
	signedIn := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+w.place.Token(t, harness.Coordinator))
	for range 20 { // who is let in, and sends much and fast, opens no window for others
		if _, _, err := f.send(signedIn, importPath, make([]byte, 4<<20)); because(t, err) != "INVALID" {
			t.Fatal(err)
		}
	}
	limited := 0
	for range 4 {
		allocated, sent, err := f.send(t.Context(), submitPath, submissionOf(1<<20-100))
		if because(t, err) != "RATE_LIMITED" {
			continue
		}
		if limited++; sent > 1<<18 || allocated > 1<<20 {
			t.Errorf("%d bytes were taken in, %d allocated", sent, allocated)
		}
	}
	if limited != 3 {
		t.Errorf("%d of 4 were limited", limited)
	}
}

// TestAConnectionHasSoManyCalls: the server says how many calls one connection may have open.
func TestAConnectionHasSoManyCalls(t *testing.T) {
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", harness.Start(t).GRPC)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00")); err != nil {
		t.Fatal(err)
	}
	head := make([]byte, 9) // of the frame SETTINGS (RFC 9113, section 6.5), with which a server begins
	if _, err := io.ReadFull(conn, head); err != nil || head[3] != 4 {
		t.Fatalf("%x, %v", head, err)
	}
	settings := make([]byte, int(head[1])<<8+int(head[2]))
	if _, err := io.ReadFull(conn, settings); err != nil {
		t.Fatal(err)
	}
	told := map[uint16]uint32{}
	for ; len(settings) >= 6; settings = settings[6:] {
		told[binary.BigEndian.Uint16(settings)] = binary.BigEndian.Uint32(settings[2:])
	}
	if calls, headers := told[3], told[6]; calls == 0 || calls > 100 || headers == 0 || headers > 64<<10 {
		t.Errorf("%d calls at the same time, %d bytes of headers", calls, headers)
	}
}

// TestAMessageThatIsNoneIsTheCallersMistake, not a fault of the server's.
func TestAMessageThatIsNoneIsTheCallersMistake(t *testing.T) {
	f := newFlooder(t, harness.Start(t))
	for _, message := range []string{"\xff\xff\xff", "\x0a\x06gm", "\x0a\x02\xff\xfe"} {
		if _, _, err := f.send(t.Context(), submitPath, []byte(message)); status.Code(err) != codes.InvalidArgument || because(t, err) != "INVALID" {
			t.Errorf("%x: %v", message, err)
		}
	}
}
