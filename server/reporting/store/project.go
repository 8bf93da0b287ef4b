// Package store projects events onto facts and counts them. What is written here runs as
// oco_worker, what counts as oco_report, which sees facts and nothing else.
package store

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// ConsumerName is under which the projection keeps its places among the consumers of events.
const ConsumerName = "facts"

// Activity is the name of the processing activity of the projection.
const Activity = "reporting"

// accepted is the state of an offer to which a supporter said yes.
const accepted = "ACCEPTED"

// awaitingConsent is the state of an application that waits for the resident's consent.
const awaitingConsent = "AWAITING_CONSENT"

// Projector turns events into facts: Project is the handler of a consumer, which calls it in
// order and exactly once for each event.
type Projector struct{ keys *subject.Keys }

// NewProjector returns it; keys give the pseudonyms.
func NewProjector(keys *subject.Keys) *Projector { return &Projector{keys: keys} }

const (
	insertApplication = `INSERT INTO reporting.application_fact (municipality, application, resident, application_date, applicant_kind, channel,
  life_domains, neighbourhood, referrer, referrer_kind, urgent, to_complete, awaiting_consent, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, '')::uuid, $10, $11, $12, $13, $14) ON CONFLICT (municipality, application) DO NOTHING`
	changeApplication = `UPDATE reporting.application_fact SET channel = $3, life_domains = $4, neighbourhood = $5, to_complete = $6, awaiting_consent = $7
WHERE municipality = $1 AND application = $2`
	decideRoute = `UPDATE reporting.application_fact SET route = $3, route_date = $4::date WHERE municipality = $1 AND application = $2`
	end         = `UPDATE reporting.application_fact SET end_reason = $3, end_date = $4::date, reopen_date = NULL
WHERE municipality = $1 AND application = $2`
	// The ending stays: on the day on which a period before this one was closed, it stood.
	reopen = `UPDATE reporting.application_fact SET reopen_date = $3::date, awaiting_consent = $4 WHERE municipality = $1 AND application = $2`
	merge  = `UPDATE reporting.application_fact SET merged_into = $3 WHERE municipality = $1 AND application = $2`
	// The first yes counts, whatever becomes of it. Imported history may tell a later one first.
	match = `UPDATE reporting.application_fact
SET match_supporter = CASE WHEN match_date <= $4::date THEN match_supporter ELSE $3::uuid END, match_date = least(match_date, $4::date)
WHERE municipality = $1 AND application = $2`
	openCase    = `UPDATE reporting.application_fact SET open_date = least(open_date, $3::date) WHERE municipality = $1 AND application = $2`
	appointment = `UPDATE reporting.application_fact SET first_appointment_date = least(first_appointment_date, $3::date)
WHERE municipality = $1 AND application = $2`
	closeCase = `UPDATE reporting.application_fact SET close_date = $3::date, outcome = $4, fit = $5, minutes = $6
WHERE municipality = $1 AND application = $2`
	insertDirectAnswer = `INSERT INTO reporting.direct_answer_fact (municipality, direct_answer, life_domain, channel, neighbourhood_point, minutes, answer_date)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (municipality, direct_answer) DO NOTHING`
	advance = `INSERT INTO reporting.progress (municipality, position, recorded_time) VALUES ($1, $2, $3)
ON CONFLICT (municipality) DO UPDATE SET position = excluded.position, recorded_time = excluded.recorded_time`
)

// Project stores what an event changes in the facts, and that it is counted in. An event of a
// kind that this version does not know fails: a newer replica counts it.
func (p *Projector) Project(ctx context.Context, tx *pg.Tx, event *eventv1.Event) error {
	secrets, err := p.keys.Secrets(ctx, tx)
	if err != nil {
		return err
	}
	if err := (fact{tx: tx, secrets: secrets, occurred: calendar.Day(event.GetOccurredTime().AsTime())}).store(ctx, event); err != nil {
		return fmt.Errorf("store the fact: %w", err)
	}
	_, err = tx.Exec(ctx, advance, tx.Municipality(), event.GetPosition(), event.GetRecordedTime().AsTime())
	return err
}

// fact is one event on its way into the tables.
type fact struct {
	tx      *pg.Tx
	secrets crypto.Secrets
	// occurred is the day on which it happened, for an event that names none.
	occurred string
}

// day is the one that the event names, else the one on which it happened.
func (f fact) day(named string) string {
	if named == "" {
		return f.occurred
	}
	return named
}

func (f fact) store(ctx context.Context, event *eventv1.Event) error {
	switch e := event.GetPayload().(type) {
	case *eventv1.Event_ApplicationReceived:
		return f.received(ctx, e.ApplicationReceived, enum.Name(event.GetOrigin()))
	case *eventv1.Event_ApplicationChanged:
		c := e.ApplicationChanged
		return f.change(ctx, changeApplication, c.GetApplication(), word(c.GetChannel()), pg.Array(domains(c.GetLifeDomains())),
			c.GetNeighbourhood(), c.GetToComplete(), c.GetAwaitingConsent())
	case *eventv1.Event_TriageDecided:
		return f.change(ctx, decideRoute, e.TriageDecided.GetApplication(), word(e.TriageDecided.GetRoute()), f.day(e.TriageDecided.GetDecisionDate()))
	case *eventv1.Event_ApplicationEnded:
		return f.change(ctx, end, e.ApplicationEnded.GetApplication(), strings.ToLower(e.ApplicationEnded.GetReason()), f.day(e.ApplicationEnded.GetEndDate()))
	case *eventv1.Event_ApplicationReopened:
		r := e.ApplicationReopened
		return f.change(ctx, reopen, r.GetApplication(), f.day(r.GetReopenDate()), r.GetState() == awaitingConsent)
	case *eventv1.Event_ApplicationMerged:
		return f.change(ctx, merge, e.ApplicationMerged.GetApplication(), f.pseudonym(application, e.ApplicationMerged.GetInto()))
	case *eventv1.Event_DirectAnswerRecorded:
		return f.answered(ctx, e.DirectAnswerRecorded)
	case *eventv1.Event_OfferAnswered:
		if e.OfferAnswered.GetState() != accepted {
			return nil
		}
		return f.change(ctx, match, e.OfferAnswered.GetApplication(), f.pseudonym(supporter, e.OfferAnswered.GetSupporter()), f.day(e.OfferAnswered.GetAnswerDate()))
	case *eventv1.Event_CaseOpened:
		return f.change(ctx, openCase, e.CaseOpened.GetApplication(), f.day(e.CaseOpened.GetOpenDate()))
	case *eventv1.Event_FirstAppointmentHeld:
		return f.change(ctx, appointment, e.FirstAppointmentHeld.GetApplication(), f.day(e.FirstAppointmentHeld.GetAppointmentDate()))
	case *eventv1.Event_CaseClosed:
		c := e.CaseClosed
		return f.change(ctx, closeCase, c.GetApplication(), f.day(c.GetCloseDate()), c.GetOutcome(), strings.ToLower(c.GetFit()), c.GetMinutes())
	case *eventv1.Event_OfferMade, *eventv1.Event_MatchUndone, *eventv1.Event_SupporterChanged,
		*eventv1.Event_SupporterPaused, *eventv1.Event_SupporterPauseEnded,
		*eventv1.Event_AppointmentPlanned, *eventv1.Event_AppointmentMoved, *eventv1.Event_AppointmentCancelled, *eventv1.Event_AppointmentHeld,
		*eventv1.Event_FirstAppointmentMade, *eventv1.Event_PromiseSoonBroken, *eventv1.Event_PromiseBroken,
		*eventv1.Event_RequirementLapsing, *eventv1.Event_RequirementLapsed,
		*eventv1.Event_ContactRecorded, *eventv1.Event_CaseHeld, *eventv1.Event_CaseResumed,
		*eventv1.Event_TransferAsked, *eventv1.Event_CaseTransferred, *eventv1.Event_MatchEnded,
		*eventv1.Event_AccessQuestionAsked, *eventv1.Event_AccessQuestionAnswered,
		*eventv1.Event_HandoverSent, *eventv1.Event_HandoverAcknowledged, *eventv1.Event_HandoverOverdue,
		*eventv1.Event_SignalRaised, *eventv1.Event_PatternReleased, *eventv1.Event_PatternAnswered,
		*eventv1.Event_ComplaintReceived, *eventv1.Event_ComplaintShared, *eventv1.Event_ComplaintSettled,
		*eventv1.Event_SafetyConcernRaised, *eventv1.Event_IncidentReported, *eventv1.Event_WebhookStopped,
		*eventv1.Event_SurveyRoundOpened, *eventv1.Event_SurveyRoundClosed, *eventv1.Event_SurveyInvited, *eventv1.Event_SurveyReminded,
		*eventv1.Event_SurveyInvitationEnded, *eventv1.Event_RightsRequestSettled, *eventv1.Event_MeetingTold:
		return nil // nothing of these is counted yet
	default:
		return fmt.Errorf("an event of a kind that this version does not know, at position %d", event.GetPosition())
	}
}

func (f fact) received(ctx context.Context, a *eventv1.ApplicationReceived, origin string) error {
	_, err := f.tx.Exec(ctx, insertApplication, f.tx.Municipality(), f.pseudonym(application, a.GetApplication()),
		f.pseudonym(resident, a.GetResident()), f.day(a.GetApplicationDate()), word(a.GetApplicantKind()), word(a.GetChannel()),
		pg.Array(domains(a.GetLifeDomains())), a.GetNeighbourhood(), f.pseudonym(referrer, a.GetReferrer()), a.GetReferrerKind(),
		a.GetUrgent(), a.GetToComplete(), a.GetAwaitingConsent(), origin)
	return err
}

func (f fact) answered(ctx context.Context, a *eventv1.DirectAnswerRecorded) error {
	_, err := f.tx.Exec(ctx, insertDirectAnswer, f.tx.Municipality(), f.pseudonym(directAnswer, a.GetDirectAnswer()),
		word(a.GetLifeDomain()), word(a.GetChannel()), a.GetNeighbourhoodPoint(), a.GetMinutes(), f.day(a.GetAnswerDate()))
	return err
}

// change updates the fact of one application.
func (f fact) change(ctx context.Context, query, id string, values ...any) error {
	_, err := f.tx.Exec(ctx, query, append([]any{f.tx.Municipality(), f.pseudonym(application, id)}, values...)...)
	return err
}

// The kinds of pseudonyms; the same person has another one in each.
const (
	application  = "application"
	resident     = "resident"
	referrer     = "referrer"
	supporter    = "supporter"
	directAnswer = "direct_answer"
)

// pseudonym stands for an id; the empty id has none.
func (f fact) pseudonym(kind, id string) string {
	if id == "" {
		return ""
	}
	return f.secrets.Pseudonym(kind, id)
}

// word is an enum value as facts keep it, "own_network"; empty when it is not set.
func word[E protoreflect.Enum](value E) string { return strings.ToLower(enum.Name(value)) }

func domains(list []commonv1.LifeDomain) []string {
	words := make([]string, 0, len(list))
	for _, domain := range list {
		words = append(words, word(domain))
	}
	return words
}
