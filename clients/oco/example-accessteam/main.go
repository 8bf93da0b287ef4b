// Command example-accessteam is a system of the access team (de Toegang): it follows the hand-overs that
// are addressed to the team, reads each, and acknowledges it with a reference of its own. It may be
// stopped, and the server replaced, at any moment: it goes on after the position that it stored, and what
// it acknowledges twice counts once.
//
// OCO_GRPC is the address of a server on this machine, OCO_TOKEN_FILE holds a token with the role of the access team,
// which whoever renews it writes there,
// OCO_MUNICIPALITY the code of a municipality (gm0867 when not set), OCO_POSITION_FILE where the position is
// kept (position.txt when not set). With OCO_UNTIL it ends after that many hand-overs.
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/google/uuid"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/oco"
)

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil && ctx.Err() == nil {
		log.Fatal("example: ", err)
	}
}

func run(ctx context.Context) error {
	client, err := oco.Dial(os.Getenv("OCO_GRPC"), oco.Plaintext(), oco.TokenFile(os.Getenv("OCO_TOKEN_FILE")), oco.Language("nl"))
	if err != nil {
		return err
	}
	defer client.Close()
	until, _ := strconv.Atoi(os.Getenv("OCO_UNTIL")) // not set: it goes on
	t := &team{client: client, municipality: or(os.Getenv("OCO_MUNICIPALITY"), "gm0867"), file: or(os.Getenv("OCO_POSITION_FILE"), "position.txt"), until: until}
	for {
		err := t.follow(ctx)
		// A server that is away for longer than the client itself tries, or a token that ran out, is waited for.
		e := oco.AsError(err)
		if e == nil || (e.Reason != commonv1.ErrorReason_ERROR_REASON_UNAVAILABLE && e.Reason != commonv1.ErrorReason_ERROR_REASON_UNAUTHENTICATED) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// team is the system at work.
type team struct {
	client             *oco.Client
	municipality, file string
	until, received    int
}

// follow takes what comes after the stored position, and stores how far it is when that is done.
func (t *team) follow(ctx context.Context) error {
	position, err := t.stored()
	if err != nil {
		return err
	}
	for answer, err := range t.client.WatchEvents(ctx, t.municipality, position) {
		if err != nil {
			return err
		}
		if sent := answer.GetEvent().GetHandoverSent(); sent != nil {
			if err := t.take(ctx, sent.GetHandover()); err != nil {
				return err
			}
		}
		// The acknowledgement first, the position after it: who stops in between takes it again.
		if err := t.store(answer.GetPosition()); err != nil {
			return err
		}
		if t.until > 0 && t.received >= t.until {
			return nil
		}
	}
	return nil
}

// take reads a hand-over and acknowledges it. One that somebody else answered, that was withdrawn or that
// is not there any more needs nothing.
func (t *team) take(ctx context.Context, id string) error {
	handover, err := t.client.Handovers.GetHandover(ctx, &intakev1.GetHandoverRequest{Municipality: t.municipality, Handover: id})
	if gone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	// Here a system stores handover.GetData() in a file of its own; this one prints no more than how much there is.
	reference := "toegang-" + id[len(id)-6:]
	done, err := t.client.Handovers.AcknowledgeHandover(ctx, &intakev1.AcknowledgeHandoverRequest{
		Municipality: t.municipality, Handover: id, Reference: reference,
		// The same hand-over has the same request: the server does it once.
		RequestId: uuid.NewSHA1(uuid.NameSpaceURL, []byte("acknowledge "+id)).String(),
	})
	if gone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	t.received++
	fmt.Printf("received: %s, %s, with %d kinds of data: %s\n", done.GetReceipt().GetReference(), handover.GetReason(), len(handover.GetFields()), done.GetState())
	return nil
}

// gone reports whether there is nothing to acknowledge.
func gone(err error) bool {
	e := oco.AsError(err)
	return e != nil && (e.Reason == commonv1.ErrorReason_ERROR_REASON_STATE_CONFLICT || e.Reason == commonv1.ErrorReason_ERROR_REASON_NOT_FOUND)
}

// stored is the position that was stored last: 0, the beginning, when there is none.
func (t *team) stored() (int64, error) {
	content, err := os.ReadFile(t.file)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(string(content)), 10, 64)
}

// store writes the position so that a crash leaves the old one or the new one.
func (t *team) store(position int64) error {
	if err := os.WriteFile(t.file+".new", []byte(strconv.FormatInt(position, 10)+"\n"), 0o600); err != nil {
		return err
	}
	return os.Rename(t.file+".new", t.file)
}
