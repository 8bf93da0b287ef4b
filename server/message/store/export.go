package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Export reads and logs what was written to a resident, in all dossiers that are theirs. What was written about them to
// somebody else says no more than that reader knew already, and is that reader's.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := pg.Within("m", tx.Municipality())
	q.And("m.recipient = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
	q.And("m.recipient_kind = " + q.Arg(string(message.Resident)))
	var rows []row
	text := "SELECT " + columns + " FROM message.message m" + beside + q.Where() + " ORDER BY m.id DESC"
	if err := tx.SelectLogged(ctx, &rows, "export messages", text, q.Args...); err != nil {
		return nil, fmt.Errorf("export messages: %w", err)
	}
	list, err := s.all(ctx, rows)
	if err != nil {
		return nil, err
	}
	sections := make([]subject.Section, 0, len(list))
	for _, m := range list {
		one := subject.Section{Kind: "message", ID: m.ID, Time: m.CreateTime}
		one.AddCodes("kind", "MESSAGE_KIND_", string(m.Kind))
		one.AddCodes("channel", "MESSAGE_CHANNEL_", string(m.Channel))
		one.AddCodes("state", "MESSAGE_STATE_", string(m.State))
		one.AddText("subject", m.Subject.Reveal())
		one.AddText("body", m.Body.Reveal())
		sections = append(sections, one)
	}
	return sections, nil
}
