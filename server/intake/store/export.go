package store

import (
	"context"
	"fmt"
	"strconv"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// exportAtOnce is how many rows of one sort are read for an export in one statement.
const exportAtOnce = 200

// Person is the dossier that counts now of whoever a dossier is about, or NOT_FOUND; the read is logged.
func (s *Store) Person(ctx context.Context, tx *pg.Tx, dossier string) (person string, err error) {
	r, err := s.readResident(ctx, tx, `(SELECT o.person FROM intake.dossier o WHERE o.municipality = $1 AND o.id = $2)`, dossier)
	return r.ID, err
}

// Export reads and logs what intake keeps of a resident, in all dossiers that are theirs. Who else is named in it (who
// applied for them, who decided) is named as left out.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossier string) ([]subject.Section, error) {
	r, err := s.GetResident(ctx, tx, dossier)
	if err != nil {
		return nil, err
	}
	sections := []subject.Section{residentSection(r)}
	applications, err := all(func(after []string) ([]intake.Application, error) {
		return s.List(ctx, tx, call.Everyone(), intake.Filter{Resident: dossier}, intake.NewestFirst, after, exportAtOnce)
	}, func(a intake.Application) []string { return []string{a.ID} })
	if err != nil {
		return nil, err
	}
	for _, a := range applications {
		decisions, err := all(func(after []string) ([]intake.TriageDecision, error) {
			return s.Decisions(ctx, tx, a.ID, after, exportAtOnce)
		}, func(d intake.TriageDecision) []string { return []string{d.ID} })
		if err != nil {
			return nil, err
		}
		handovers, err := all(func(after []string) ([]intake.Handover, error) {
			return s.Handovers(ctx, tx, false, intake.HandoverFilter{Application: a.ID}, after, exportAtOnce)
		}, func(h intake.Handover) []string { return []string{h.ID} })
		if err != nil {
			return nil, err
		}
		sections = append(sections, applicationSection(a))
		for _, d := range decisions {
			sections = append(sections, decisionSection(d))
		}
		for _, h := range handovers {
			sections = append(sections, handoverSection(h))
		}
	}
	consents, err := all(func(after []string) ([]intake.Consent, error) {
		return s.Consents(ctx, tx, dossier, after, exportAtOnce)
	},
		func(c intake.Consent) []string { return []string{c.ID} })
	if err != nil {
		return nil, err
	}
	for _, c := range consents {
		sections = append(sections, consentSection(c))
	}
	representatives, err := all(func(after []string) ([]intake.Representative, error) {
		return s.Representatives(ctx, tx, dossier, after, exportAtOnce)
	}, func(r intake.Representative) []string { return []string{r.ID} })
	if err != nil {
		return nil, err
	}
	for _, r := range representatives {
		sections = append(sections, representativeSection(r))
	}
	return sections, nil
}

// all reads page after page until there is no more.
func all[T any](read func(after []string) ([]T, error), keys func(T) []string) (list []T, err error) {
	var after []string
	for {
		page, err := read(after)
		if err != nil {
			return nil, fmt.Errorf("export a dossier: %w", err)
		}
		list = append(list, page...)
		if len(page) < exportAtOnce {
			return list, nil
		}
		after = keys(page[len(page)-1])
	}
}

func residentSection(r intake.Resident) subject.Section {
	s := subject.Section{Kind: "resident", ID: r.ID, Time: r.Created}
	s.Add("name", r.Name.Reveal())
	s.Add("phone", r.Phone.Reveal())
	s.Add("email", r.Email.Reveal())
	s.Add("postcode", r.Postcode.Reveal())
	s.Add("house_number", r.HouseNumber.Reveal())
	s.AddListed("neighbourhood", r.Neighbourhood)
	s.AddCodes("preferred_channel", "CONTACT_CHANNEL_", r.PreferredChannel)
	s.Add("interpreter_language", r.InterpreterLanguage)
	addSafeContact(&s, r.SafeContact)
	s.Add("trusted_person_name", r.Trusted.Name.Reveal())
	s.Add("trusted_person_phone", r.Trusted.Phone.Reveal())
	return s
}

// addSafeContact adds how somebody may not be reached.
func addSafeContact(s *subject.Section, safe intake.SafeContact) {
	for _, way := range []struct {
		name string
		no   bool
	}{
		{"no_post", safe.NoPost}, {"no_email", safe.NoEmail}, {"no_phone", safe.NoPhone}, {"no_voicemail", safe.NoVoicemail},
		{"no_calendar", safe.NoCalendar},
	} {
		if way.no {
			s.Add(way.name, strconv.FormatBool(true))
		}
	}
	s.AddText("safe_contact", safe.Instruction.Reveal())
}

func applicationSection(a intake.Application) subject.Section {
	s := subject.Section{Kind: "application", ID: a.ID, Time: a.Created}
	s.Add("application_date", a.Day)
	s.Add("promise_date", a.PromiseDay)
	s.AddListed("neighbourhood", a.Neighbourhood)
	s.AddCodes("state", "APPLICATION_STATE_", string(a.State))
	s.AddCodes("channel", "CHANNEL_", a.Channel)
	s.AddCodes("applicant_kind", "APPLICANT_KIND_", a.Applicant.Kind)
	if a.Applicant.Kind != intake.ByResident {
		s.Hide("applicant_name", a.Applicant.Name.Reveal())
		s.Hide("applicant_phone", a.Applicant.Phone.Reveal())
		s.Hide("applicant_email", a.Applicant.Email.Reveal())
		s.AddText("applicant_relation", a.Applicant.Relation.Reveal())
		s.Add("organisation", a.Applicant.Organisation)
	}
	s.Add("from_municipality", a.FromMunicipality)
	s.AddText("question", a.Question.Reveal())
	s.AddText("call_back", a.CallBack.Reveal())
	s.AddText("concerned_organisation", a.Concerned.Reveal())
	s.AddCodes("life_domains", "LIFE_DOMAIN_", a.LifeDomains...)
	s.AddListed("sub_themes", a.SubThemes...)
	s.AddListed("target_groups", a.TargetGroups...)
	s.AddCodes("stage", "ARRIVAL_STAGE_", a.Stage)
	s.AddCodes("urgency", "URGENCY_REASON_", a.Urgency.Reason)
	s.Add("urgency_latest_date", a.Urgency.LatestDay)
	s.AddText("urgency_note", a.Urgency.Note.Reveal())
	s.AddCodes("end_reason", "END_REASON_", a.EndReason)
	return s
}

func decisionSection(d intake.TriageDecision) subject.Section {
	s := subject.Section{Kind: "triage_decision", ID: d.ID, Time: d.Created}
	s.AddCodes("route", "ROUTE_", d.Route)
	s.AddText("grounds", d.Grounds.Reveal())
	return s
}

// handoverSection tells what was handed over, to whom and why. Who received it there is not the resident's to know.
func handoverSection(h intake.Handover) subject.Section {
	s := subject.Section{Kind: "handover", ID: h.ID, Time: h.Created}
	s.AddCodes("recipient_kind", "HANDOVER_RECIPIENT_KIND_", h.RecipientKind)
	s.AddText("recipient_name", h.RecipientName.Reveal())
	s.AddCodes("reason", "HANDOVER_REASON_", h.Reason)
	s.AddCodes("handed_over", "HANDOVER_FIELD_", h.Fields...)
	s.AddCodes("given_by", "HANDOVER_CONSENT_GIVER_", h.Consent.By)
	s.Add("given_date", h.Consent.Day)
	s.AddText("purpose", h.Consent.Purpose.Reveal())
	s.Add("name", h.Data.Name.Reveal())
	s.Add("phone", h.Data.Phone.Reveal())
	s.Add("email", h.Data.Email.Reveal())
	s.Add("postcode", h.Data.Postcode.Reveal())
	s.Add("house_number", h.Data.HouseNumber.Reveal())
	addSafeContact(&s, h.Data.SafeContact)
	s.AddCodes("life_domains", "LIFE_DOMAIN_", h.Data.LifeDomains...)
	s.AddText("need", h.Data.Need.Reveal())
	s.AddCodes("state", "HANDOVER_STATE_", string(h.State))
	if !h.Receipt.At.IsZero() {
		s.Add("answer_date", calendar.Day(h.Receipt.At))
	}
	s.Hide("receiver", h.Receipt.Name.Reveal())
	s.AddText("receiver_reference", h.Receipt.Reference.Reveal())
	s.AddText("refusal", h.Receipt.Refusal.Reveal())
	return s
}

func consentSection(c intake.Consent) subject.Section {
	s := subject.Section{Kind: "consent", ID: c.ID, Time: c.Created}
	s.AddCodes("kind", "CONSENT_KIND_", c.Kind)
	s.Add("given", strconv.FormatBool(c.Given))
	s.Add("given_date", c.Day)
	s.AddText("manner", c.Manner.Reveal())
	return s
}

func representativeSection(r intake.Representative) subject.Section {
	s := subject.Section{Kind: "representative", ID: r.ID, Time: r.Created}
	s.AddCodes("kind", "REPRESENTATION_KIND_", r.Kind)
	s.Hide("name", r.Name.Reveal())
	s.Hide("phone", r.Phone.Reveal())
	s.Hide("email", r.Email.Reveal())
	s.AddText("extent", r.Extent.Reveal())
	s.Add("seen_date", r.SeenDay)
	return s
}
