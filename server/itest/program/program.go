// Package program runs the real oco-server as a process of its own, for tests that end it without
// warning and for measuring it from outside.
package program

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Build makes the program in a folder and returns its path.
func Build(ctx context.Context, folder string) (string, error) {
	path := filepath.Join(folder, "oco-server")
	command := exec.CommandContext(ctx, "go", "build", "-o", path, "oco.example/oco/server/cmd/oco-server")
	if said, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build oco-server: %w\n%s", err, said)
	}
	return path, nil
}

// Server is a place where the program is run, time after time: the same data and the same
// addresses each time.
type Server struct {
	// GRPC and HTTP are the addresses, host:port.
	GRPC, HTTP string
	// DataDir is the data directory.
	DataDir string
	// Trust is what the program's certificate is checked with; nil when it serves without TLS.
	Trust *tls.Config

	path      string
	arguments []string

	mu      sync.Mutex
	command *exec.Cmd
	exited  chan struct{}
	tokens  map[string]string
}

// New chooses free addresses for a program; arguments follow "serve" and the addresses. Nothing
// runs yet. folder is where it keeps its data; the user that Postgres runs as must reach it.
func New(path, folder string, arguments ...string) (*Server, error) {
	rpc, err := freeAddress()
	if err != nil {
		return nil, err
	}
	http, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := &Server{GRPC: rpc, HTTP: http, DataDir: filepath.Join(folder, "data"), path: path}
	s.arguments = append([]string{"serve", "--grpc-addr", rpc, "--http-addr", http, "--metrics-addr", "", "--data-dir", s.DataDir}, arguments...)
	return s, nil
}

// freeAddress is an address of this machine that nobody listens on.
func freeAddress() (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free address: %w", err)
	}
	return listener.Addr().String(), listener.Close()
}

// logName is the file, beside the data, that the program's log goes to.
const logName = "server.log"

// LogPath is the file that the program's log goes to; it is added to by every start.
func (s *Server) LogPath() string { return filepath.Join(filepath.Dir(s.DataDir), logName) }

// Start runs the program and returns when it is ready to serve.
func (s *Server) Start(ctx context.Context) error {
	log, err := os.OpenFile(s.LogPath(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("open the log of the program: %w", err)
	}
	defer func() { _ = log.Close() }() // the process has its own copy
	command := exec.CommandContext(context.WithoutCancel(ctx), s.path, s.arguments...)
	command.Stderr = log
	console, err := command.StdoutPipe()
	if err != nil {
		return fmt.Errorf("read what the program says: %w", err)
	}
	if err := command.Start(); err != nil {
		return fmt.Errorf("start the program: %w", err)
	}
	if err := os.WriteFile(s.pidPath(), []byte(strconv.Itoa(command.Process.Pid)), 0o600); err != nil {
		_ = command.Process.Kill() // it has just started
		return fmt.Errorf("note the process: %w", err)
	}
	exited := make(chan struct{})
	s.mu.Lock()
	s.command, s.exited, s.tokens = command, exited, map[string]string{}
	s.mu.Unlock()
	go func() {
		s.listen(console)
		_ = os.Remove(s.pidPath()) // its number may soon be another's
		_ = command.Wait()         // how it ended stands in its log
		close(exited)
	}()
	if err := s.awaitReady(ctx, exited); err != nil {
		s.Kill()
		return fmt.Errorf("%w; the end of %s:\n%s", err, s.LogPath(), tail(s.LogPath()))
	}
	return nil
}

// listen keeps the tokens of a demo as they are printed: the name of a persona at the beginning of
// a line, its token alone on the next.
func (s *Server) listen(console io.Reader) {
	persona := ""
	for lines := bufio.NewScanner(console); lines.Scan(); {
		line := lines.Text()
		if token := strings.TrimSpace(line); strings.HasPrefix(line, "  ey") {
			s.mu.Lock()
			s.tokens[persona] = token
			s.mu.Unlock()
		}
		persona, _, _ = strings.Cut(line, " ")
	}
}

// look is how often a program that starts is asked whether it is ready.
const look = 2 * time.Millisecond

func (s *Server) awaitReady(ctx context.Context, exited <-chan struct{}) error {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for !s.ready(ctx) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for the program: %w", ctx.Err())
		case <-exited:
			return errors.New("the program ended while it started")
		case <-tick.C:
		}
	}
	return nil
}

func (s *Server) ready(ctx context.Context) bool {
	scheme, client := "http://", http.DefaultClient
	if s.Trust != nil {
		transport := &http.Transport{TLSClientConfig: s.Trust}
		defer transport.CloseIdleConnections()
		scheme, client = "https://", &http.Client{Transport: transport}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+s.HTTP+"/readyz", http.NoBody)
	if err != nil {
		return false
	}
	answer, err := client.Do(req)
	if err != nil {
		return false
	}
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// Token is the token of a demo's persona, empty while the program has not printed it yet.
func (s *Server) Token(persona string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokens[persona]
}

// Pid is the number of the program's process.
func (s *Server) Pid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.command.Process.Pid
}

// Kill ends the program without warning and returns when it is gone. Its Postgres goes on.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

// Stop ends the program and its Postgres in their orderly way.
func (s *Server) Stop() { s.end(syscall.SIGTERM) }

func (s *Server) end(signal syscall.Signal) {
	s.mu.Lock()
	command, exited := s.command, s.exited
	s.mu.Unlock()
	if command == nil {
		return
	}
	_ = command.Process.Signal(signal) // it may have ended by itself
	<-exited
}

// LogTail is the end of the program's log, for a failure.
func (s *Server) LogTail() string { return tail(s.LogPath()) }

// tail is the end of a log.
func tail(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	const enough = 6000
	return string(text[max(0, len(text)-enough):])
}
