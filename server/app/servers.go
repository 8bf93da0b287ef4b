package app

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"

	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/telemetry"
)

// Listeners are where the platform is served; Metrics may be nil.
type Listeners struct{ GRPC, HTTP, Metrics net.Listener }

// Listen opens the addresses of the settings, with TLS where the settings have a certificate.
func Listen(ctx context.Context, settings config.Server) (_ *Listeners, err error) {
	l := &Listeners{}
	defer func() {
		if err != nil {
			l.Close()
		}
	}()
	for _, address := range []struct {
		flag, at string
		to       *net.Listener
	}{{"--grpc-addr", settings.GRPCAddr, &l.GRPC}, {"--http-addr", settings.HTTPAddr, &l.HTTP}, {"--metrics-addr", settings.MetricsAddr, &l.Metrics}} {
		if address.at == "" {
			continue
		}
		listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address.at)
		if err != nil {
			return nil, fmt.Errorf("%s: %w; choose another address with the flag or its OCO_ variable", address.flag, err)
		}
		*address.to = listener
	}
	return l, nil
}

// Close closes what is open.
func (l *Listeners) Close() {
	for _, listener := range []net.Listener{l.GRPC, l.HTTP, l.Metrics} {
		if listener != nil {
			_ = listener.Close() // it may be closed already
		}
	}
}

// transport is the TLS of both doors, nil without a certificate. Client certificates are asked
// for, not demanded: which of them count is a list of our own. The versions and suites are those
// that internet.nl calls good or sufficient (STANDARDS.md §3).
func transport(settings config.Server) (*tls.Config, error) {
	if settings.TLSCert == "" {
		return nil, nil
	}
	certificate, err := tls.LoadX509KeyPair(settings.TLSCert, settings.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert: %w", err)
	}
	t := &tls.Config{
		Certificates: []tls.Certificate{certificate},
		MinVersion:   tls.VersionTLS12,
		CipherSuites: []uint16{
			tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
			tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
			tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
		},
	}
	if settings.TLSClientCA == "" {
		return t, nil
	}
	authorities, err := os.ReadFile(settings.TLSClientCA)
	if err != nil {
		return nil, fmt.Errorf("--tls-client-ca: %w", err)
	}
	t.ClientCAs, t.ClientAuth = x509.NewCertPool(), tls.VerifyClientCertIfGiven
	if !t.ClientCAs.AppendCertsFromPEM(authorities) {
		return nil, errors.New("--tls-client-ca: there is no certificate in the file")
	}
	return t, nil
}

// Serve serves until ctx ends, then stops in order: not ready any more, streams ended, REST
// drained, gRPC drained, and what is not done by then broken off.
func (a *App) Serve(ctx context.Context, l *Listeners) error {
	web := &http.Server{
		Handler: a.Handler, TLSConfig: a.tls, ReadHeaderTimeout: a.waits.head(), IdleTimeout: a.waits.idle(),
		MaxHeaderBytes: longestHead, ErrorLog: a.httpLog(), DisableGeneralOptionsHandler: true,
	}
	servers, ctx := errgroup.WithContext(ctx)
	servers.Go(func() error { return a.background(ctx) })
	servers.Go(func() error { return a.GRPC.Serve(l.GRPC) })
	servers.Go(func() error { return serveWeb(web, l.HTTP) })
	metrics := &http.Server{Handler: telemetry.MetricsHandler(a.registry, a.log), ReadHeaderTimeout: a.waits.head(), IdleTimeout: a.waits.idle()}
	if l.Metrics != nil {
		servers.Go(func() error { return serveWeb(metrics, l.Metrics) })
	}
	servers.Go(func() error { return a.watchHealth(ctx) })
	servers.Go(func() error {
		<-ctx.Done()
		a.drain(web, metrics)
		return nil
	})
	if err := servers.Wait(); err != nil && !errors.Is(err, grpc.ErrServerStopped) && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

func serveWeb(server *http.Server, listener net.Listener) error {
	var err error
	if server.TLSConfig != nil {
		err = server.ServeTLS(listener, "", "")
	} else {
		err = server.Serve(listener)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// drain lets calls in progress end, for as long as the settings allow.
func (a *App) drain(web, metrics *http.Server) {
	a.health.Shutdown()
	a.stopping.Store(true)
	a.door.Drain()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(context.Background()), a.settings.DrainTimeout)
	defer cancel()
	if err := web.Shutdown(ctx); err != nil {
		_ = web.Close() // it did not end in time
	}
	stopped := make(chan struct{})
	go func() {
		a.GRPC.GracefulStop()
		close(stopped)
	}()
	select {
	case <-stopped:
	case <-ctx.Done():
		a.GRPC.Stop()
		<-stopped
	}
	_ = metrics.Close()
	if err := a.door.Close(ctx); err != nil {
		a.log.Error("refusals were not all written", "error", err)
	}
}
