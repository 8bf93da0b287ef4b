package rpc

import (
	"context"
	"fmt"
	"strings"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/texts"
)

// ConsumerName is under which the messages keep their places among the consumers of events.
const ConsumerName = "messages"

// Activity is the name of the processing activity of messages.
const Activity = "messages"

// Pages of the website that messages lead to.
const (
	statusPage = "/status"
	portalPage = "/portal"
	deskPage   = "/desk"
	surveyPage = "/enquete"
)

// Plan writes the messages that an event asks for, and stops those that it makes wrong. Imported history tells nobody
// anything. What an event is about may be gone meanwhile: then there is nothing to say. That nothing else is not there is for
// write to see to.
func (s *Service) Plan(ctx context.Context, tx *pg.Tx, event *eventv1.Event) error {
	if event.GetOrigin() == eventv1.EventOrigin_EVENT_ORIGIN_IMPORT {
		return nil
	}
	err := s.plan(ctx, tx, event)
	if errs.Is(err, errs.NotFoundReason) {
		return nil
	}
	return err
}

func (s *Service) plan(ctx context.Context, tx *pg.Tx, event *eventv1.Event) error {
	cause := message.Message{Cause: event.GetPosition()}
	switch e := event.GetPayload().(type) {
	case *eventv1.Event_ApplicationReceived:
		return s.receipt(ctx, tx, cause, e.ApplicationReceived.GetApplication())
	case *eventv1.Event_OfferMade:
		return s.offer(ctx, tx, cause, e.OfferMade)
	case *eventv1.Event_OfferAnswered:
		return s.Messages.StopAbout(ctx, tx, e.OfferAnswered.GetOffer(), message.Answered)
	case *eventv1.Event_RequirementLapsing:
		return s.lapsing(ctx, tx, cause, e.RequirementLapsing)
	case *eventv1.Event_AppointmentPlanned:
		return s.appointment(ctx, tx, cause, message.AppointmentPlanned, e.AppointmentPlanned.GetAppointment())
	case *eventv1.Event_AppointmentMoved:
		return s.appointment(ctx, tx, cause, message.AppointmentMoved, e.AppointmentMoved.GetAppointment())
	case *eventv1.Event_AppointmentCancelled:
		cause.Untold = e.AppointmentCancelled.GetLetGo()
		return s.appointment(ctx, tx, cause, message.AppointmentCancelled, e.AppointmentCancelled.GetAppointment())
	case *eventv1.Event_SurveyInvited:
		return s.survey(ctx, tx, cause, message.Survey, e.SurveyInvited.GetSurveyInvitation())
	case *eventv1.Event_SurveyReminded:
		return s.survey(ctx, tx, cause, message.SurveyReminder, e.SurveyReminded.GetSurveyInvitation())
	case *eventv1.Event_SurveyInvitationEnded:
		why := message.NotNeeded
		if e.SurveyInvitationEnded.GetState() == string(message.Answered) {
			why = message.Answered
		}
		return s.Messages.StopAbout(ctx, tx, e.SurveyInvitationEnded.GetSurveyInvitation(), why)
	case *eventv1.Event_CaseClosed:
		return s.referral(ctx, tx, cause, e.CaseClosed)
	case *eventv1.Event_MeetingTold:
		return s.meeting(ctx, tx, cause, e.MeetingTold)
	case *eventv1.Event_RightsRequestSettled:
		return s.correction(ctx, tx, cause, e.RightsRequestSettled)
	case *eventv1.Event_ApplicationEnded:
		if e.ApplicationEnded.GetReason() != string(message.Deceased) {
			return nil
		}
		dossier, err := s.Facts.Dossier(ctx, tx, e.ApplicationEnded.GetApplication())
		if err != nil {
			return err
		}
		return s.Messages.Stop(ctx, tx, e.ApplicationEnded.GetApplication(), dossier, message.Deceased)
	default:
		return nil // what is not named here is told to nobody
	}
}

func (s *Service) receipt(ctx context.Context, tx *pg.Tx, m message.Message, application string) error {
	received, err := s.Facts.Received(ctx, tx, application)
	if err != nil {
		return err
	}
	m.Kind, m.To, m.Dossier = message.Receipt, received.To, received.Dossier
	return s.write(ctx, tx, m, func(language string) map[string]string {
		return map[string]string{"code": received.Code, "dag": texts.Day(language, received.Day), "link": s.PublicURL + "/" + tx.Municipality() + statusPage}
	})
}

func (s *Service) offer(ctx context.Context, tx *pg.Tx, m message.Message, made *eventv1.OfferMade) error {
	asked, err := s.Facts.Asked(ctx, tx, made.GetApplication(), made.GetSupporter(), made.GetOrganisation())
	if err != nil {
		return err
	}
	m.Kind, m.Dossier, m.About = message.Offer, asked.Dossier, made.GetOffer()
	for _, to := range asked.To {
		m.To = to
		err := s.write(ctx, tx, m, func(language string) map[string]string {
			var domains []string
			for _, domain := range asked.LifeDomains {
				domains = append(domains, texts.Word(language, "LIFE_DOMAIN_"+domain))
			}
			return map[string]string{
				"naam":       asked.Name,
				"leefgebied": or(strings.Join(domains, ", "), texts.Word(language, "message.unknown")),
				"wijk":       or(asked.Neighbourhood, texts.Word(language, "message.unknown")),
				"spoed":      texts.Word(language, map[bool]string{true: "answer.yes", false: "answer.no"}[asked.Urgent]), "link": s.PublicURL + portalPage,
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) lapsing(ctx context.Context, tx *pg.Tx, m message.Message, e *eventv1.RequirementLapsing) error {
	m.Kind, m.To = message.RequirementLapsing, message.Recipient{Kind: message.Supporter, ID: e.GetSupporter()}
	words := map[string]string{}
	for _, language := range []string{"nl", "en"} {
		word, err := s.Facts.Requirement(ctx, tx, e.GetRequirement(), language)
		if err != nil {
			return err
		}
		words[language] = word
	}
	return s.write(ctx, tx, m, func(language string) map[string]string {
		return map[string]string{"vereiste": words[language], "dag": texts.Day(language, e.GetUntilDate()), "link": s.PublicURL + portalPage}
	})
}

// survey brings the code of an invitation: as a fragment of the link, which is sent to no server and stands in no log, and in
// words for paper and by mouth.
func (s *Service) survey(ctx context.Context, tx *pg.Tx, m message.Message, kind message.Kind, invitation string) error {
	asked, err := s.Facts.Surveyed(ctx, tx, invitation)
	if err != nil {
		return err
	}
	m.Kind, m.To, m.Dossier, m.About = kind, asked.To, asked.Dossier, invitation
	address := s.PublicURL + "/" + tx.Municipality() + surveyPage
	return s.write(ctx, tx, m, func(language string) map[string]string {
		return map[string]string{"code": asked.Code, "dag": texts.Day(language, asked.Day), "link": address + "#" + asked.Code, "webadres": address}
	})
}

// referral tells a referrer, when the resident agreed, that an application of theirs ended: once, and never how.
func (s *Service) referral(ctx context.Context, tx *pg.Tx, m message.Message, e *eventv1.CaseClosed) error {
	told, err := s.Facts.ReferralEnded(ctx, tx, e.GetApplication(), e.GetCase())
	if err != nil {
		return err
	}
	if wrote, err := s.Messages.WroteAbout(ctx, tx, message.ReferralEnded, e.GetApplication()); err != nil || wrote {
		return err
	}
	m.Kind, m.To, m.Dossier, m.About = message.ReferralEnded, told.To, told.Dossier, e.GetApplication()
	return s.write(ctx, tx, m, func(language string) map[string]string {
		return map[string]string{"code": told.Code, "dag": texts.Day(language, told.Day), "link": s.PublicURL + "/" + tx.Municipality() + statusPage}
	})
}

// correction tells a resident what became of what they asked to correct. What a refusal leaves them is said with it (article
// 12(4) GDPR): a statement of their own, the authority and the court.
func (s *Service) correction(ctx context.Context, tx *pg.Tx, m message.Message, e *eventv1.RightsRequestSettled) error {
	if e.GetRight() != "CORRECT" || e.GetOutcome() == "WITHDRAWN" {
		return nil
	}
	told, err := s.Facts.Corrected(ctx, tx, e.GetRightsRequest())
	if err != nil {
		return err
	}
	m.Kind, m.To, m.Dossier, m.About = message.Correction, told.To, told.Dossier, e.GetRightsRequest()
	return s.write(ctx, tx, m, func(language string) map[string]string {
		words := map[string]string{"uitkomst": texts.Word(language, "message.correction."+told.Outcome), "antwoord": told.Answer.Reveal()}
		if told.Outcome != "DONE" {
			words["vervolg"] = texts.Word(language, "message.correction.further")
		}
		return words
	})
}

// write stores a message in the words of the municipality, the way that is right now. One that is there already is
// left alone, and to whom nothing can be written (any more) nothing is. That something which it takes to write is not there is a
// failure, and never taken for that what it is about is gone.
func (s *Service) write(ctx context.Context, tx *pg.Tx, m message.Message, facts func(language string) map[string]string) error {
	_, err := s.tell(ctx, tx, m, facts)
	return err
}

// tell is write that reports whether there is a new message now.
func (s *Service) tell(ctx context.Context, tx *pg.Tx, m message.Message, facts func(language string) map[string]string) (fresh bool, err error) {
	fresh, err = s.written(ctx, tx, m, facts)
	if errs.Is(err, errs.NotFoundReason) {
		return false, fmt.Errorf("write a message: %s", err.Error())
	}
	return fresh, err
}

func (s *Service) written(ctx context.Context, tx *pg.Tx, m message.Message, facts func(language string) map[string]string) (fresh bool, err error) {
	m.ID = pg.NewID()
	known, err := s.reach(ctx, tx, m)
	if err != nil {
		return false, err
	}
	one := known[0]
	decision := s.way(one)
	if decision.Nobody != "" {
		return false, nil
	}
	m.Language = one.reach.Language
	m = m.Go(decision, tx.Now())
	office, err := s.Facts.Office(ctx, tx)
	if err != nil {
		return false, err
	}
	words := facts(m.Language)
	words["naam"], words["gemeente"] = or(words["naam"], message.Greeting(one.reach.Name, m.Language)), office.Name
	words["contactpersoon"], words["telefoon"] = or(office.Contact, office.Name), office.Phone
	m.Words = message.Facts(words)
	if m, err = s.say(ctx, tx, m); err != nil {
		return false, err
	}
	return s.Messages.Insert(ctx, tx, m)
}

// template is the text of a name that counts: the municipality's own, or the platform's.
func (s *Service) template(ctx context.Context, tx *pg.Tx, id string) (message.Template, error) {
	standard, err := message.Standard(id)
	if err != nil {
		return message.Template{}, err
	}
	own, err := s.Templates.Templates(ctx, tx)
	if err != nil {
		return message.Template{}, err
	}
	return counts(standard, own), nil
}

// counts is the municipality's own text where there is one.
func counts(standard message.Template, own map[string]message.Template) message.Template {
	if written, ok := own[standard.ResourceID()]; ok {
		if written.Body != "" {
			return written
		}
		standard.Version = written.Version // its own was taken back
	}
	return standard
}

// or is the first text that is not empty.
func or(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}
