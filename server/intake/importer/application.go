package importer

import (
	"context"
	"slices"
	"strings"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/rpc"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// application takes a row of a register of applications in: the dossier of the person, the
// application in the state to which its history led, and that history, dated as in the row.
func (i *Importer) application(ctx context.Context, tx *pg.Tx, r *reading, row register.Row, dryRun bool, result intake.ImportRow) (intake.ImportRow, error) {
	if earlier, ok := r.seen[row.Key.Reveal()]; ok {
		return duplicate(result, "", earlier.Line, register.SameAs(earlier)), nil
	}
	id, known, err := i.store.KnownRow(ctx, tx, row.Key)
	if err == nil && !known && row.FormerKey.Reveal() != "" {
		id, known, err = i.store.KnownRow(ctx, tx, row.FormerKey)
	}
	if err != nil {
		return intake.ImportRow{}, err
	}
	if known {
		return duplicate(result, id, 0, register.AlreadyImported()), nil
	}
	result.Result = intake.RowImported
	if dryRun {
		r.keep(row)
		return result, nil
	}
	a, err := i.build(ctx, tx, r, row)
	if err != nil {
		return intake.ImportRow{}, err
	}
	if err := i.save(ctx, tx, a, row); err != nil {
		return intake.ImportRow{}, err
	}
	r.keep(row)
	result.Resource = a.ID
	return result, nil
}

// build makes the application of a row, and its dossier when the person has none.
func (i *Importer) build(ctx context.Context, tx *pg.Tx, r *reading, row register.Row) (intake.Application, error) {
	past := row.Application
	a := intake.Application{
		ID: pg.NewID(), State: state(*past), Origin: intake.Imported, Day: string(past.AppliedOn), Channel: upper(past.Channel),
		Question: past.Question, Route: upper(past.Route), Created: tx.Now(), Updated: tx.Now(), Version: 1,
		Applicant:     intake.Applicant{Kind: upper(past.AppliedBy), Relation: past.Relation},
		Neighbourhood: past.Neighbourhood, SubThemes: past.SubThemes, TargetGroups: past.TargetGroups,
	}
	for _, domain := range past.LifeDomains {
		a.LifeDomains = append(a.LifeDomains, upper(domain))
	}
	if err := i.referrer(ctx, tx, r, past.Referrer, &a.Applicant); err != nil {
		return intake.Application{}, err
	}
	var err error
	a.Resident, err = i.dossier(ctx, tx, row, intake.Resident{
		Name: past.Name, Phone: past.Phone, Email: past.Email, Postcode: past.Postcode, HouseNumber: past.HouseNumber,
		Neighbourhood: a.Neighbourhood,
	})
	a.ToComplete = toComplete(a, row.ToComplete)
	return a, err
}

// dossier joins the dossier of the same person, or makes one, as for everybody of whom nobody can tell
// who it is: "onbekend" behind one phone may be two people.
func (i *Importer) dossier(ctx context.Context, tx *pg.Tx, row register.Row, r intake.Resident) (intake.Resident, error) {
	if row.PersonKey.Reveal() == "" {
		return i.store.InsertDossier(ctx, tx, r)
	}
	id, found, err := i.store.DossierOfPerson(ctx, tx, r)
	if err != nil {
		return intake.Resident{}, err
	}
	if found {
		return i.store.GetResident(ctx, tx, id)
	}
	return i.store.InsertDossier(ctx, tx, r)
}

func (i *Importer) referrer(ctx context.Context, tx *pg.Tx, r *reading, who *register.ReferrerPerson, a *intake.Applicant) error {
	if who == nil {
		return nil
	}
	var err error
	a.Name, a.Organisation = who.Name, who.Organisation
	a.Referrer, a.ReferrerKind, err = i.store.ResolveReferrer(ctx, tx, who.Name, who.Organisation, func(organisation string) string {
		return register.KindOf(organisation, r.kinds)
	})
	return err
}

// save stores the application, its history and its events, each dated as in the row.
func (i *Importer) save(ctx context.Context, tx *pg.Tx, a intake.Application, row register.Row) error {
	if _, err := i.store.Insert(ctx, tx, a); err != nil {
		return err
	}
	if err := i.store.RememberRow(ctx, tx, row.Key, a.ID); err != nil {
		return err
	}
	day, err := calendar.ParseDay(a.Day)
	if err != nil {
		return err
	}
	tx.Emit(day, pg.Import, rpc.Received(a))
	if a.Route != "" {
		if err := i.decision(ctx, tx, a, day); err != nil {
			return err
		}
	}
	past := row.Application
	if !past.Matched() {
		return nil
	}
	supporter, err := i.history.Supporter(ctx, tx, past.Supporter)
	if err != nil {
		return err
	}
	return i.history.Match(ctx, tx, Past{
		Application: a, Supporter: supporter, Matched: string(past.MatchedOn), FirstAppointment: string(past.FirstAppointmentOn),
		Closed: string(past.ClosedOn), Outcome: past.Outcome, Minutes: past.Minutes,
	})
}

func (i *Importer) decision(ctx context.Context, tx *pg.Tx, a intake.Application, day time.Time) error {
	decision := intake.TriageDecision{ID: pg.NewID(), Application: a.ID, Route: a.Route, Grounds: sealed.Of(""), Created: day}
	tx.Emit(day, pg.Import, &eventv1.TriageDecided{
		Application: a.ID, TriageDecision: decision.ID, Route: enum.Number[commonv1.Route](a.Route), DecisionDate: a.Day,
	})
	return i.store.InsertDecision(ctx, tx, a.Resident.ID, decision)
}

// state is where the history of a row led: as far as a match and its end, else as far as the route.
// What was closed is history, whatever else its row leaves out: it is nobody's work any more.
func state(past register.Application) intake.State {
	closed := past.ClosedOn != ""
	route := upper(past.Route)
	switch {
	case past.Matched() && closed:
		return intake.Closed
	case past.Matched():
		return intake.InSupport
	case route == intake.RouteAnswered:
		return intake.Answered
	case route == intake.RouteReferred:
		return intake.Referred
	case closed && (past.MatchedOn != "" || past.Supporter.Reveal() != "" || past.FirstAppointmentOn != ""):
		return intake.Closed // somebody supported; the row does not say who, or since when
	case closed:
		return intake.Ended
	case route == intake.RouteOwnNetwork:
		return intake.OwnNetwork
	case route == intake.RouteAccessTeam:
		return intake.HandedOver
	case route == intake.RouteInformal, route == intake.RouteFormal:
		return intake.WaitingForMatch
	}
	return intake.Received
}

// toComplete is what an application lacks, and what the row's remarks add to that: the first part
// of each rule, "channel" of "channel.unknown".
func toComplete(a intake.Application, list []register.Remark) []string {
	missing := a.Missing()
	for _, remark := range list {
		what, _, _ := strings.Cut(string(remark.Rule), ".")
		if !slices.Contains(missing, what) {
			missing = append(missing, what)
		}
	}
	return missing
}

func upper[T ~string](word T) string { return strings.ToUpper(string(word)) }
