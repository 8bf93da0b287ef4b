package app

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	adminstore "oco.example/oco/server/admin/store"
	eventsstore "oco.example/oco/server/events/store"
	"oco.example/oco/server/intake"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/message"
	messagerpc "oco.example/oco/server/message/rpc"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

// told is how the slices that keep people say how they are reached.
type told struct {
	intake     *intakestore.Store
	supporters *volunteerstore.Store
	accounts   *adminstore.Store
}

// Reach reads how recipients are reached now; who is not known any more is left out.
func (t told) Reach(ctx context.Context, tx *pg.Tx, list []message.Recipient) (map[message.Recipient]message.Reach, error) {
	var applications, supporters []string
	for _, to := range list {
		if to.Application != "" {
			applications = append(applications, to.Application)
		}
		if to.Kind == message.Supporter {
			supporters = append(supporters, to.ID)
		}
	}
	about, err := t.intake.Reached(ctx, tx, applications)
	if err != nil {
		return nil, err
	}
	known, err := t.supporters.Reached(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	reached := map[message.Recipient]message.Reach{}
	for _, to := range list {
		if _, seen := reached[to]; seen {
			continue
		}
		switch to.Kind {
		case message.Resident, message.Applicant:
			if of, ok := about[to.Application]; ok {
				reached[to] = near(to.Kind, of)
			}
		case message.Supporter:
			if s, ok := known[to.ID]; ok {
				reached[to] = message.Reach{Name: s.Name, Email: s.Email, Phone: s.Phone, Language: dutch}
			}
		case message.Referrer, message.Account:
			reach, err := t.working(ctx, tx, to, about[to.Application])
			if err == nil {
				reached[to] = reach
			} else if !errs.Is(err, errs.NotFoundReason) {
				return nil, err
			}
		}
	}
	return reached, nil
}

// dutch is the language of everybody who works here.
const dutch = "nl"

// working is how somebody is reached at work: a referrer, as they wrote with the application or else as the registry
// has it, or whoever has an account.
func (t told) working(ctx context.Context, tx *pg.Tx, to message.Recipient, of intake.Reached) (message.Reach, error) {
	if to.Kind == message.Account && to.Application != "" {
		return message.Reach{Language: dutch}, nil // somebody of an organisation, whom only they know there
	}
	if to.Kind == message.Account {
		account, err := t.accounts.Account(ctx, tx, tx.Municipality(), to.ID)
		return message.Reach{Name: account.Name, Email: account.Email, Language: dutch}, err
	}
	referrer, err := t.intake.Referrer(ctx, tx, call.Everyone(), to.ID)
	return message.Reach{
		Name: first(of.Applicant.Name, referrer.Name), Email: first(of.Applicant.Email, referrer.Email),
		Phone: first(of.Applicant.Phone, referrer.Phone), Language: dutch, Spoke: of.Spoke(),
	}, err
}

func first(text, otherwise sealed.Text) sealed.Text {
	if text.Reveal() != "" {
		return text
	}
	return otherwise
}

// preferred are the ways that residents ask for.
var preferred = map[string]message.Channel{
	"PHONE": message.Call, "EMAIL": message.Mail, "POST": message.Letter, "NEIGHBOURHOOD_POINT": message.NeighbourhoodPoint,
	"TRUSTED_PERSON": message.TrustedPerson,
}

// near is how a resident, or who applied for them, is reached. The resident's instruction binds both: they may live in
// one house.
func near(kind message.RecipientKind, of intake.Reached) message.Reach {
	r, safe := of.Resident, of.Resident.SafeContact
	reach := message.Reach{Language: dutch, Spoke: of.Spoke(), Safety: message.Safety{
		NoPost: safe.NoPost, NoEmail: safe.NoEmail, NoPhone: safe.NoPhone, NoVoicemail: safe.NoVoicemail, NoCalendar: safe.NoCalendar,
		Instruction: safe.Instruction,
	}}
	if of.Deceased {
		reach.Gone = message.Deceased
	}
	if kind == message.Applicant {
		reach.Name, reach.Email, reach.Phone = of.Applicant.Name, of.Applicant.Email, of.Applicant.Phone
		return reach
	}
	reach.Name, reach.Email, reach.Phone, reach.Postcode, reach.HouseNumber = r.Name, r.Email, r.Phone, r.Postcode, r.HouseNumber
	reach.Preferred = preferred[r.PreferredChannel]
	reach.Point = reach.Preferred == message.NeighbourhoodPoint || of.Channel == intake.NeighbourhoodPoint
	reach.Trusted = reach.Preferred == message.TrustedPerson && r.Trusted.Name.Reveal() != ""
	if r.InterpreterLanguage == "en" {
		reach.Language = "en"
	}
	return reach
}

// messaging is what happens with messages by nobody's call: events become messages, and messages go out.
type messaging struct {
	consumer *eventsstore.Consumer
	service  *messagerpc.Service
	wiring   *wiring
}

// How often everything is looked at that no hint led to, how many municipalities are sent for at once, and how many
// events become messages in one transaction: few, for each reads and writes what is sealed.
const (
	eventsAtOnce = 20
	lookEvery    = 10 * time.Second
	senders      = 4
)

func (s *wiring) newMessaging(f Foundation) *messaging {
	return &messaging{service: s.messages, wiring: s, consumer: &eventsstore.Consumer{
		Name: messagerpc.ConsumerName, DB: f.Database.App, Municipalities: s.door.Municipalities, Handle: s.messages.Plan,
		Activity: activities + messagerpc.Activity, Log: f.Log, Batch: eventsAtOnce,
	}}
}

// run follows the events, and sends, until ctx ends. A mail server that is slow keeps no event waiting.
func (m *messaging) run(ctx context.Context, hints <-chan string) error {
	waiting := make(chan string, 1000)
	work, ctx := errgroup.WithContext(ctx)
	for range senders {
		work.Go(func() error {
			for {
				select {
				case <-ctx.Done():
					return nil
				case municipality := <-waiting:
					m.send(ctx, municipality)
				}
			}
		})
	}
	work.Go(func() error {
		ticks := time.NewTicker(lookEvery)
		defer ticks.Stop()
		for {
			m.everywhere(ctx, waiting)
			for looking := true; looking; {
				select {
				case <-ctx.Done():
					return nil
				case <-ticks.C:
					looking = false
				case municipality, open := <-hints:
					switch {
					case !open:
						hints = nil // the interval remains
					case municipality == "":
						looking = false
					default:
						m.visit(ctx, municipality, waiting)
					}
				}
			}
		}
	})
	return work.Wait()
}

func (m *messaging) everywhere(ctx context.Context, waiting chan<- string) {
	municipalities, err := m.wiring.door.Municipalities(ctx)
	if err != nil && ctx.Err() == nil {
		m.wiring.log.ErrorContext(ctx, "find municipalities with messages", "error", err)
	}
	for _, municipality := range municipalities {
		m.visit(ctx, municipality, waiting)
	}
}

// visit turns the events of a municipality into messages, and has them sent. When there is no room to wait, the next
// look comes soon.
func (m *messaging) visit(ctx context.Context, municipality string, waiting chan<- string) {
	if _, err := m.consumer.Drain(ctx, municipality); err != nil && ctx.Err() == nil {
		m.wiring.log.ErrorContext(ctx, "events cannot be handled now", "consumer", m.consumer.Name, "municipality", municipality, "error", err)
	}
	select {
	case waiting <- municipality:
	default:
	}
}

func (m *messaging) send(ctx context.Context, municipality string) {
	tenant := call.With(ctx, call.Call{
		Method: "send messages", Municipality: municipality, Role: call.RoleSystem, Scope: call.ScopeMunicipality, Activity: activities + messagerpc.Activity,
	})
	if _, err := m.service.SendDue(tenant); err != nil && ctx.Err() == nil {
		m.wiring.log.ErrorContext(ctx, "messages cannot be sent now", "municipality", municipality, "error", err)
	}
}
