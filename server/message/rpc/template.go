package rpc

import (
	"context"
	"strings"

	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/texts"
)

// GetMessageTemplate reads the text that counts.
func (s *Service) GetMessageTemplate(ctx context.Context, req *messagev1.GetMessageTemplateRequest) (*messagev1.MessageTemplate, error) {
	var t message.Template
	err := s.DB.Read(ctx, func(tx *pg.Tx) (err error) {
		t, err = s.template(ctx, tx, req.GetMessageTemplate())
		return err
	})
	if err != nil {
		return nil, err
	}
	return templateToProto(req.GetMunicipality(), t), nil
}

// byName is the order of templates.
var byName = page.Order[message.Template]{Columns: "id", Keys: func(t message.Template) []string { return []string{t.ResourceID()} }}

// ListMessageTemplates reads a page of the texts that count.
func (s *Service) ListMessageTemplates(ctx context.Context, req *messagev1.ListMessageTemplatesRequest) (*messagev1.ListMessageTemplatesResponse, error) {
	list, next, err := page.Read(ctx, s.DB, s.Tokens, req, byName, func(tx *pg.Tx, after []string, limit int) ([]message.Template, error) {
		own, err := s.Templates.Templates(ctx, tx)
		list := message.Standards(page.Key(after), limit)
		for i := range list {
			list[i] = counts(list[i], own)
		}
		return list, err
	})
	if err != nil {
		return nil, err
	}
	answer := &messagev1.ListMessageTemplatesResponse{NextPageToken: next}
	for _, t := range list {
		answer.MessageTemplates = append(answer.MessageTemplates, templateToProto(req.GetMunicipality(), t))
	}
	return answer, nil
}

// UpdateMessageTemplate writes the municipality's own text.
func (s *Service) UpdateMessageTemplate(ctx context.Context, req *messagev1.UpdateMessageTemplateRequest) (*messagev1.MessageTemplate, error) {
	given := req.GetMessageTemplate()
	load := s.template
	t, err := pg.Once(ctx, s.DB, req, load, func(tx *pg.Tx) (message.Template, error) {
		before, err := s.template(ctx, tx, given.GetId())
		if err != nil {
			return message.Template{}, err
		}
		if given.GetEtag() != "" && given.GetEtag() != before.Etag() {
			return message.Template{}, errs.EtagMismatch()
		}
		merged := templateToProto(req.GetMunicipality(), before)
		if err := patch.Apply(req, merged); err != nil {
			return message.Template{}, err
		}
		after := before
		after.Subject, after.Body = merged.GetSubject(), merged.GetBody()
		if err := after.Check("message_template."); err != nil {
			return message.Template{}, err
		}
		if err := s.Templates.SaveTemplate(ctx, tx, after); err != nil {
			return message.Template{}, err
		}
		return load(ctx, tx, after.ResourceID())
	})
	if err != nil {
		return nil, err
	}
	return templateToProto(req.GetMunicipality(), t), nil
}

// PreviewMessageTemplate shows what a text becomes, with invented data.
func (s *Service) PreviewMessageTemplate(ctx context.Context, req *messagev1.PreviewMessageTemplateRequest) (*messagev1.MessagePreview, error) {
	var t message.Template
	var office message.Office
	var today string
	err := s.DB.Read(ctx, func(tx *pg.Tx) (err error) {
		today = calendar.Day(tx.Now())
		if office, err = s.Facts.Office(ctx, tx); err != nil {
			return err
		}
		t, err = s.template(ctx, tx, req.GetMessageTemplate())
		return err
	})
	if err != nil {
		return nil, err
	}
	if req.GetSubject()+req.GetBody() != "" {
		t.Subject, t.Body = req.GetSubject(), req.GetBody()
		if err := t.Check(""); err != nil {
			return nil, err
		}
	}
	subject, body := t.Fill(s.invented(t, office, req.GetMunicipality(), today))
	answer := &messagev1.MessagePreview{Subject: subject, Text: body}
	switch t.Channel {
	case message.Mail:
		answer.Html = message.HTML(t.Language, subject, body)
	case message.Letter:
		answer.Html = message.Sheet(t.Language, subject, body, message.Envelope{
			To: []string{"N. Voorbeeld", "1234 AB 56"}, From: []string{office.Name, office.Phone}, Day: texts.Day(t.Language, today),
		})
	case message.SMS, message.Call, message.NeighbourhoodPoint, message.TrustedPerson, message.Coordinator: // words alone
	}
	return answer, nil
}

// invented are data of nobody, for every word.
func (s *Service) invented(t message.Template, office message.Office, municipality, today string) map[string]string {
	pages := s.PublicURL + "/" + municipality
	return map[string]string{
		"naam": "N. Voorbeeld", "gemeente": office.Name, "contactpersoon": or(office.Contact, office.Name), "telefoon": office.Phone,
		"code": "ABCD-EFGH-JKMN", "dag": texts.Day(t.Language, today), "link": pages + statusPage,
		"webadres":   pages + surveyPage,
		"leefgebied": texts.Word(t.Language, "LIFE_DOMAIN_WMO"), "wijk": "Centrum", "spoed": texts.Word(t.Language, "answer.no"), "vereiste": "VOG",
		"ondersteuner": "B. Voorbeeld", "tijd": texts.Sentence(t.Language, "message.time", map[string]string{"time": "10:00"}),
		"waar": texts.Word(t.Language, "APPOINTMENT_KIND_HOME"), "wat": texts.Word(t.Language, "message.meeting.INVITED"), "titel": "Intervisie",
		"uitkomst": texts.Word(t.Language, "message.correction.REFUSED"), "vervolg": texts.Word(t.Language, "message.correction.further"),
		"antwoord": "N. Voorbeeld.",
		"overzicht": strings.Join([]string{
			texts.Sentence(t.Language, "week.waiting", map[string]string{"n": "3"}), texts.Sentence(t.Language, "week.silent", map[string]string{"n": "2"}),
		}, "\n"),
	}
}
