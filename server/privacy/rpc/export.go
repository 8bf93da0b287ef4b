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
		answer.Document, err = document.Write(copyOf(list, tx.Now(), language), language)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// told is a section as it is told, with the words that the document shows for values of closed lists.
type told struct {
	*privacyv1.DossierSection
	words [][]string
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
			one.Fields, one.words = append(one.Fields, line), append(one.words, field.Words)
		}
		list = append(list, one)
	}
	if len(unknown) > 0 {
		return nil, errs.Field("leave_out", "rights.unknown_key")
	}
	return list, nil
}

// copyOf is the dossier as it is printed, in a language.
func copyOf(sections []told, now time.Time, language string) privacy.DossierCopy {
	dossier := privacy.DossierCopy{Time: now}
	for _, section := range sections {
		part := privacy.CopyPart{Kind: section.GetKind(), Time: section.GetRecordTime().AsTime()}
		for i, field := range section.GetFields() {
			line := privacy.CopyLine{Name: field.GetWhat(), Value: field.GetValue(), FreeText: field.GetFreeText(), LeftOut: field.GetLeftOut()}
			if words := section.words[i]; len(words) > 0 && !line.LeftOut {
				said := make([]string, 0, len(words))
				for _, word := range words {
					said = append(said, cmp.Or(texts.Word(language, word), word))
				}
				line.Value = strings.Join(said, ", ")
			}
			part.Lines = append(part.Lines, line)
		}
		dossier.Parts = append(dossier.Parts, part)
	}
	return dossier
}
