package app

import (
	"cmp"
	"context"
	"time"

	"oco.example/oco/server/platform/call"
)

// reminder is something that whoever watches a municipality is told when its time comes, by nobody's call.
type reminder struct {
	name, activity string
	every          time.Duration
	tell           func(ctx context.Context) (told int, err error)
}

// reminders are all of them. Promises are due at a minute, requirements on a day.
func (s *wiring) reminders() []reminder {
	return []reminder{
		{"tell of promises", "triage", time.Minute, s.intake.TellPromises},
		{"tell of handovers", "handover", time.Hour, s.handovers.TellOverdue},
		{"tell of requirements", "supporters", time.Hour, s.volunteer.TellLapsing},
		{"remind of appointments", "messages", 5 * time.Minute, s.messages.WriteReminders},
		{"write of the week", "messages", 5 * time.Minute, s.messages.WriteWeeks},
	}
}

// remind tells what there is to tell, until ctx ends. What fails is tried again at the next look; two
// replicas that look at the same time meet at a lock, and each thing is told once.
func (s *wiring) remind(ctx context.Context, r reminder) error {
	ticks := time.NewTicker(cmp.Or(s.offersEvery, r.every))
	defer ticks.Stop()
	for {
		s.remindEverywhere(ctx, r)
		select {
		case <-ctx.Done():
			return nil
		case <-ticks.C:
		}
	}
}

func (s *wiring) remindEverywhere(ctx context.Context, r reminder) {
	municipalities, err := s.door.Municipalities(ctx)
	if err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "find municipalities with reminders", "error", err)
	}
	for _, municipality := range municipalities {
		tenant := call.With(ctx, call.Call{Method: r.name, Municipality: municipality, Activity: activities + r.activity})
		told, err := r.tell(tenant)
		if err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "could not "+r.name, "municipality", municipality, "error", err)
		}
		if told > 0 {
			s.log.InfoContext(ctx, r.name, "municipality", municipality, "told", told)
		}
	}
}
