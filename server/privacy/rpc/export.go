package rpc

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	privacyv1 "oco.example/oco/gen/go/oco/privacy/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/platform/texts"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/document"
)

// GetDossierExport makes what is recorded of who asked readable.
func (s *Service) GetDossierExport(ctx context.Context, req *privacyv1.GetDossierExportRequest) (*privacyv1.DossierExport, error) {
	answer := &privacyv1.DossierExport{}
	err := s.db.Write(ctx, func(tx *pg.Tx) error {
		request, err := s.requests.Request(ctx, tx, req.GetRightsRequest(), "export dossier")
		if err != nil {
			return err
		}
		if answer.Resident, err = request.Showable(); err != nil {
			return err
		}
		sections, err := s.dossiers.Export(ctx, tx, answer.GetResident())
		if err != nil {
			return err
		}
		list, err := tell(sections, req.GetLeaveOut())
		if err != nil {
			return err
		}
		answer.Sections = nil
		for _, section := range list {
			answer.Sections = append(answer.Sections, section.DossierSection)
		}
		answer.ExportTime = moment.Of(tx.Now())
		language := call.From(ctx).Language
		labels, err := s.settings.Labels(ctx, tx, language)
		if err != nil {
			return err
		}
		answer.Document, err = document.Write(copyOf(list, tx.Now(), language, labels), language)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// told is a section as it is told, with the fields that it was made of, one for one.
type told struct {
	*privacyv1.DossierSection
	fields []subject.Field
}

// tell leaves out what is about somebody else, and what the caller says is; a key that is no field is refused, so that
// nothing is handed over because of a typing error.
func tell(sections []subject.Section, leaveOut []string) ([]told, error) {
	list, unknown := make([]told, 0, len(sections)), slices.Clone(leaveOut)
	for _, section := range sections {
		one := told{DossierSection: &privacyv1.DossierSection{Kind: section.Kind, RecordTime: moment.Of(section.Time)}}
		for _, field := range section.Fields {
			key := strings.Join([]string{section.Kind, section.ID, field.Name}, ".")
			left := field.Hidden || slices.Contains(leaveOut, key)
			unknown = slices.DeleteFunc(unknown, func(k string) bool { return k == key })
			line := &privacyv1.DossierField{Key: key, What: field.Name, FreeText: field.FreeText, LeftOut: left}
			if !left {
				line.Value = field.Value
			}
			one.Fields, one.fields = append(one.Fields, line), append(one.fields, field)
		}
		list = append(list, one)
	}
	if len(unknown) > 0 {
		return nil, errs.Field("leave_out", "rights.unknown_key")
	}
	return list, nil
}

// copyOf is the dossier as it is printed, in a language; labels are those of the municipality's own lists.
func copyOf(sections []told, now time.Time, language string, labels map[string]map[string]string) privacy.DossierCopy {
	dossier := privacy.DossierCopy{Time: now}
	for _, section := range sections {
		part := privacy.CopyPart{Kind: section.GetKind(), Time: section.GetRecordTime().AsTime()}
		for i, field := range section.GetFields() {
			line := privacy.CopyLine{Name: field.GetWhat(), Value: field.GetValue(), FreeText: field.GetFreeText(), LeftOut: field.GetLeftOut()}
			if said := sayings(section.fields[i], language, labels[field.GetWhat()]); len(said) > 0 && !line.LeftOut {
				line.Value = strings.Join(said, ", ")
			}
			part.Lines = append(part.Lines, line)
		}
		dossier.Parts = append(dossier.Parts, part)
	}
	return dossier
}

// sayings are what people call the values of a closed list, of the contract or the municipality's own; none of what is no
// such value. A code that the list no longer has is told as it is.
func sayings(field subject.Field, language string, labels map[string]string) []string {
	var said []string
	for _, word := range field.Words {
		said = append(said, cmp.Or(texts.Word(language, word), word))
	}
	for _, code := range field.Listed {
		said = append(said, cmp.Or(labels[code], code))
	}
	return said
}
