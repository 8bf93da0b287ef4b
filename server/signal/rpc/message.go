package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/signal"
)

// signalView is a signal with who told it, where its pattern stands, and the copy that left.
type signalView struct {
	signal.Signal
	name     sealed.Text
	followed signal.Pattern
	left     *signal.Copy
}

// patternView is a pattern with the copy that left.
type patternView struct {
	signal.Pattern
	left *signal.Copy
}

func unknownTheme(place string) *errs.Error { return errs.Field(place+"theme", "code.unknown") }

// checkDays refuses days of a filter that are none.
func checkDays(f signal.Filter) error {
	var wrong []*errs.Error
	for field, day := range map[string]string{"from_date": f.From, "until_date": f.Until} {
		if day == "" {
			continue
		}
		if _, err := calendar.ParseDay(day); err != nil {
			wrong = append(wrong, errs.Field(field, "date.invalid"))
		}
	}
	return errs.Join(wrong...)
}

// signalFromProto puts what a caller writes into a signal.
func signalFromProto(s signal.Signal, m *signalv1.Signal) signal.Signal {
	s.Matter = matter(m.GetTheme(), m.GetOrganisation(), m.GetFromDate(), m.GetUntilDate())
	s.Description = sealed.Of(m.GetDescription())
	s.Cases = nil
	for _, id := range m.GetCases() {
		s.Cases = append(s.Cases, signal.Case{ID: id})
	}
	return s
}

func matter(theme, organisation, from, until string) signal.Matter {
	return signal.Matter{Theme: theme, Organisation: organisation, Key: person.OrganisationKey(organisation), From: from, Until: until}
}

// signalToProto is a signal as the caller may see it: of the cases and of the pattern only the coordinator sees which.
func signalToProto(ctx context.Context, v signalView) *signalv1.Signal {
	m := wholeToProto(ctx, v)
	if call.From(ctx).Role != call.RoleCoordinator {
		m.Cases, m.Pattern = nil, ""
	}
	return m
}

// wholeToProto is all of a signal.
func wholeToProto(ctx context.Context, v signalView) *signalv1.Signal {
	municipality := call.From(ctx).Municipality
	m := &signalv1.Signal{
		Id: v.ID, Municipality: municipality, Theme: v.Theme, Organisation: v.Organisation, FromDate: v.From, UntilDate: v.Until,
		Description: v.Description.Reveal(), Cases: v.CaseIDs(), Residents: int32(v.Residents), State: enum.Number[signalv1.SignalState](string(v.State)),
		SetAsideReason: v.Reason.Reveal(), Pattern: v.Pattern, Supporter: v.Supporter, SupporterName: v.name.Reveal(),
		CreateTime: timestamppb.New(v.CreateTime), UpdateTime: timestamppb.New(v.UpdateTime), Etag: v.Etag(),
	}
	if v.Pattern != "" {
		m.FollowUp = &signalv1.SignalFollowUp{State: enum.Number[signalv1.PatternState](string(v.followed.State))}
		if v.left != nil {
			m.FollowUp.ReleasedPattern = copyToProto(municipality, *v.left)
		}
	}
	return m
}

func signalAnswer(ctx context.Context, v signalView, err error) (*signalv1.Signal, error) {
	if err != nil {
		return nil, err
	}
	return signalToProto(ctx, v), nil
}

// patternFromProto puts what a caller writes into a pattern.
func patternFromProto(p signal.Pattern, m *signalv1.Pattern) signal.Pattern {
	p.Matter = matter(m.GetTheme(), m.GetOrganisation(), m.GetFromDate(), m.GetUntilDate())
	p.Title, p.Words = m.GetTitle(), m.GetText()
	p.Addressees = nil
	for _, name := range enum.Names(m.GetAddressees()) {
		p.Addressees = append(p.Addressees, signal.Addressee(name))
	}
	return p
}

func patternToProto(ctx context.Context, v patternView) *signalv1.Pattern {
	municipality := call.From(ctx).Municipality
	m := &signalv1.Pattern{
		Id: v.ID, Municipality: municipality, Title: v.Title, Theme: v.Theme, Organisation: v.Organisation, FromDate: v.From, UntilDate: v.Until,
		Text: v.Words, Addressees: enum.Numbers[signalv1.PatternAddressee](words(v.Addressees)),
		State: enum.Number[signalv1.PatternState](string(v.State)), Signals: int32(v.Signals), Residents: int32(v.Residents),
		EnoughResidents: v.EnoughResidents(), ReleaseReason: v.Reason, ReleasedBy: v.ReleasedBy,
		CreateTime: timestamppb.New(v.CreateTime), UpdateTime: timestamppb.New(v.UpdateTime), Etag: v.Etag(),
	}
	if v.left != nil {
		m.ReleasedPattern = copyToProto(municipality, *v.left)
	}
	return m
}

func patternAnswer(ctx context.Context, v patternView, err error) (*signalv1.Pattern, error) {
	if err != nil {
		return nil, err
	}
	return patternToProto(ctx, v), nil
}

func copyToProto(municipality string, c signal.Copy) *signalv1.ReleasedPattern {
	m := &signalv1.ReleasedPattern{
		Id: c.ID, Municipality: municipality, Title: c.Title, Theme: c.Theme, Organisation: c.Organisation, FromDate: c.From, UntilDate: c.Until,
		Signals: int32(c.Signals), Residents: int32(c.Residents), Text: c.Words, Addressees: enum.Numbers[signalv1.PatternAddressee](words(c.Addressees)),
		State: enum.Number[signalv1.PatternState](string(c.State)), CreateTime: timestamppb.New(c.CreateTime), UpdateTime: timestamppb.New(c.UpdateTime), Etag: c.Etag(),
	}
	for _, a := range c.Answers {
		m.Answers = append(m.Answers, &signalv1.PatternAnswer{
			Addressee: enum.Number[signalv1.PatternAddressee](string(a.As)), Text: a.Words, Measure: a.Measure, ByDate: a.By, CreateTime: timestamppb.New(a.CreateTime),
		})
	}
	return m
}

func copyAnswer(ctx context.Context, c signal.Copy, err error) (*signalv1.ReleasedPattern, error) {
	if err != nil {
		return nil, err
	}
	return copyToProto(call.From(ctx).Municipality, c), nil
}

// words are addressees by their names.
func words(list []signal.Addressee) []string {
	names := make([]string, 0, len(list))
	for _, a := range list {
		names = append(names, string(a))
	}
	return names
}
