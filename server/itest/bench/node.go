package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/telemetry"
)

// createDatabase copies a database that nobody is connected to.
func createDatabase(ctx context.Context, superuser, name, from string) (err error) {
	db, err := sql.Open("postgres", superuser)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE "+from+" OWNER "+pg.OwnerRole)
	return err
}

// node is the platform on one database, as its users reach it.
type node struct {
	database *app.Database
	http     string
	conns    []*grpc.ClientConn
	web      []*http.Client
	tokens   map[string]string
	stop     context.CancelFunc
	ended    chan error
	log      *os.File
}

// newNode serves a database on addresses of this machine, with limits that nobody meets.
func (r *region) newNode(ctx context.Context, database string, change ...func(*pg.Config)) (_ *node, err error) {
	wide := config.Rate{Count: 10_000_000, Per: time.Second}
	const anyPort = "127.0.0.1:0"
	settings := config.Server{
		GRPCAddr: anyPort, HTTPAddr: anyPort, DatabaseURL: sealed.Of(r.postgres.URL(pg.AppRole, database)), DatabaseConnections: callers,
		KeyFile: r.keyFile, ErasureJournal: r.folder.Path, OIDCIssuer: r.issuerURL(), OIDCAudience: audience,
		MaxRequestBytes: 1 << 20, MaxUploadBytes: 16 << 20, Deadline: 30 * time.Second, RatePerAddress: wide, RatePerClient: wide,
		MaxStreams: 100, DrainTimeout: 10 * time.Second,
	}
	n := &node{tokens: map[string]string{}, ended: make(chan error, 1)}
	// Every call is logged, as it is in earnest; the lines go where they cost a write and no disk.
	if n.log, err = os.OpenFile(os.DevNull, os.O_WRONLY, 0); err != nil {
		return nil, err
	}
	log := telemetry.NewLogger(n.log, slog.LevelInfo, true)
	listeners, err := app.Listen(ctx, settings)
	if err != nil {
		return nil, err
	}
	if n.database, err = app.OpenDatabase(ctx, settings, log, change...); err != nil {
		return nil, err
	}
	tracing, err := telemetry.NewTracing(ctx, nil, log)
	if err != nil {
		return nil, err
	}
	a, err := app.New(app.Foundation{Settings: settings, Database: n.database, Log: log, Tracing: tracing, HTTPAddress: listeners.HTTP.Addr().String()})
	if err != nil {
		return nil, err
	}
	ctx, n.stop = context.WithCancel(context.WithoutCancel(ctx))
	go func() { n.ended <- a.Serve(ctx, listeners) }()
	n.http = "http://" + listeners.HTTP.Addr().String()
	if n.conns, err = dial(listeners.GRPC.Addr().String()); err != nil {
		return nil, err
	}
	for range callers {
		n.web = append(n.web, &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}})
	}
	for _, municipality := range municipalities {
		if n.tokens[municipality], err = r.issuer.Token(coordinatorOf(municipality), time.Hour); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// dial opens a connection for each caller.
func dial(address string) ([]*grpc.ClientConn, error) {
	var conns []*grpc.ClientConn
	for range callers {
		conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			return nil, err
		}
		conns = append(conns, conn)
	}
	return conns, nil
}

func (n *node) close() (err error) {
	for _, conn := range n.conns {
		err = errors.Join(err, conn.Close())
	}
	for _, web := range n.web {
		web.CloseIdleConnections()
	}
	n.stop()
	err = errors.Join(err, <-n.ended)
	n.database.Close()
	return errors.Join(err, n.log.Close())
}

// as is the context of a call by the coordinator of a municipality.
func (n *node) as(ctx context.Context, municipality string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+n.tokens[municipality])
}

func intakeOf(conn *grpc.ClientConn) intakev1.IntakeServiceClient {
	return intakev1.NewIntakeServiceClient(conn)
}

// get reads a path over REST and counts the bytes of the answer.
func (n *node) get(ctx context.Context, caller int, path, municipality string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, n.http+path, http.NoBody)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+n.tokens[municipality])
	answer, err := n.web[caller].Do(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, answer.Status)
	}
	return nil
}
