package rpc

import (
	"context"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// TellPromises tells whoever watches of the promises of a municipality that will be broken soon, and of
// those that are broken, and returns how many. Each application is a transaction of its own, so that one
// that fails holds up no other; what fails is tried again at the next look.
func (s *Service) TellPromises(ctx context.Context) (told int, failed error) {
	var applications []string
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		applications, err = s.store.ToTell(ctx, tx)
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, application := range applications {
		n, err := s.tell(ctx, application)
		if err != nil {
			failed = err
		}
		told += n
	}
	return told, failed
}

// tell tells of the promises to one resident. Two servers that look at once meet at the lock of the
// application, and the second finds nothing left to tell; so does who erased the dossier meanwhile.
func (s *Service) tell(ctx context.Context, application string) (told int, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) error {
		told = 0
		o, err := s.store.LockOutline(ctx, tx, application)
		if err != nil {
			return err
		}
		clocks, err := s.store.Clocks(ctx, tx, application)
		if err != nil {
			return err
		}
		for i, c := range clocks {
			after, what := c.Tell(tx.Now())
			if what == "" {
				continue
			}
			tx.Emit(c.Look(), pg.Live, event(application, c, what))
			clocks[i] = after
			told++
		}
		if told == 0 {
			return nil
		}
		tx.Logged("tell of promises", o.LogID)
		return s.store.SaveClocks(ctx, tx, application, clocks)
	})
	if err != nil {
		told = 0
	}
	if errs.Is(err, errs.NotFoundReason) {
		return 0, nil
	}
	return told, err
}

func event(application string, c promise.Clock, what promise.State) proto.Message {
	due, urgent := timestamppb.New(c.Due), !c.Urgent.IsZero()
	if what == promise.Soon {
		return &eventv1.PromiseSoonBroken{Application: application, Promise: string(c.Kind), DueTime: due, Urgent: urgent}
	}
	return &eventv1.PromiseBroken{Application: application, Promise: string(c.Kind), DueTime: due, Urgent: urgent}
}
