package rpc

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/texts"
)

// WriteWeeks writes what people should know this week, on Monday from seven o'clock on, once for each week and person,
// and returns how many it wrote to. One for whom it fails keeps it from nobody else, and is tried again at the next look.
func (s *Service) WriteWeeks(ctx context.Context) (told int, err error) {
	var failures error
	err = s.DB.Write(ctx, func(tx *pg.Tx) error {
		told, failures = 0, nil
		period, due := message.WeekOf(calendar.Local(tx.Now()))
		if !due {
			return nil
		}
		already, err := s.Messages.Told(ctx, tx, period)
		if err != nil {
			return err
		}
		coordinators, supporters, err := s.Facts.Weeks(ctx, tx)
		if err != nil {
			return err
		}
		for _, kind := range []message.Kind{message.WeekCoordinator, message.WeekSupporter} {
			weeks, page := coordinators, deskPage
			if kind == message.WeekSupporter {
				weeks, page = supporters, portalPage
			}
			for _, week := range weeks {
				if week.Empty() || already[week.To.Person()] {
					continue
				}
				fresh := false
				failure, err := tx.Attempt(ctx, func() (err error) {
					fresh, err = s.tell(ctx, tx, message.Message{Kind: kind, Period: period, To: week.To}, func(language string) map[string]string {
						return map[string]string{"overzicht": overview(language, week), "link": s.PublicURL + page}
					})
					return err
				})
				if err != nil {
					return err
				}
				if failures = errors.Join(failures, failure); failure == nil && fresh {
					told++
				}
			}
		}
		return nil
	})
	return told, errors.Join(err, failures)
}

// overview is a week in lines.
func overview(language string, w message.Week) string {
	var lines []string
	for _, line := range []struct {
		key string
		n   int
	}{
		{"week.waiting", w.Waiting}, {"week.risk", w.Risk}, {"week.lapsing", w.Lapsing}, {"week.silent_supporters", w.SilentSupporters}, {"week.silent", w.Silent},
	} {
		if line.n > 0 {
			lines = append(lines, "- "+texts.Sentence(language, line.key, map[string]string{"n": strconv.Itoa(line.n)}))
		}
	}
	for _, remark := range w.Remarks {
		lines = append(lines, "- "+remark)
	}
	return strings.Join(lines, "\n")
}
