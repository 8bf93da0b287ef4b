package app

import (
	"cmp"
	"time"

	"google.golang.org/grpc/keepalive"
)

// Waits are how long the servers wait for their clients: a connection costs its client nothing, and
// the server a little memory each.
type Waits struct {
	// Head is how long a client may take to begin a connection over gRPC, to send the head of a request
	// over HTTP, and the request itself over gRPC on top of what its size needs; 10 seconds when zero.
	Head time.Duration
	// Idle is how long a connection may ask nothing, 2 minutes when zero.
	Idle time.Duration
}

// Somebody who is not there any more is noticed by a question that gets no answer.
const (
	askAfter   = time.Minute
	answerTime = 20 * time.Second
)

func (w Waits) head() time.Duration { return cmp.Or(w.Head, 10*time.Second) }

func (w Waits) idle() time.Duration { return cmp.Or(w.Idle, 2*time.Minute) }

func (w Waits) keepalive() keepalive.ServerParameters {
	return keepalive.ServerParameters{MaxConnectionIdle: w.idle(), Time: askAfter, Timeout: answerTime}
}
