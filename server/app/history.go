package app

import (
	"context"

	"oco.example/oco/server/intake/importer"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/matching"
	matchingrpc "oco.example/oco/server/matching/rpc"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
	supportrpc "oco.example/oco/server/support/rpc"
	"oco.example/oco/server/volunteer"
	volunteerrpc "oco.example/oco/server/volunteer/rpc"
	volunteerstore "oco.example/oco/server/volunteer/store"
	"strings"
)

// history is what an import needs of the slices beside intake.
type history struct {
	settings   settings
	supporters *volunteerrpc.Service
	register   *volunteerstore.Store
	offers     *matchingrpc.Service
	cases      *supportrpc.Service
}

// Supporter finds the supporter of a name, or makes a stub.
func (h history) Supporter(ctx context.Context, tx *pg.Tx, name sealed.Text) (string, error) {
	return h.supporters.EnsureStub(ctx, tx, name)
}

// Match records a match of the past and the case that followed, under one id.
func (h history) Match(ctx context.Context, tx *pg.Tx, past importer.Past) error {
	a, supportCase := past.Application, pg.NewID()
	err := h.offers.RecordHistory(ctx, tx, matching.History{
		Application: a.ID, Dossier: a.Resident.ID, LifeDomains: a.LifeDomains, Neighbourhood: a.Neighbourhood,
		Supporter: past.Supporter, Day: past.Matched, Case: supportCase,
	})
	if err != nil {
		return err
	}
	return h.cases.RecordHistory(ctx, tx, support.History{
		Case: supportCase, Application: a.ID, Dossier: a.Resident.ID, LifeDomains: a.LifeDomains, ApplicationDate: a.Day,
		Supporter: past.Supporter, OpenDay: past.Matched, FirstAppointmentDay: past.FirstAppointment, CloseDay: past.Closed,
		Outcome: past.Outcome, Minutes: past.Minutes,
	})
}

// KnownSupporter finds the supporter that a row would be a duplicate of.
func (h history) KnownSupporter(ctx context.Context, tx *pg.Tx, row register.Supporter) (string, bool, error) {
	id, err := h.register.FindPerson(ctx, tx, row.Name, row.Phone, row.Email)
	if err == nil && id == "" {
		id, err = h.register.FindPerson(ctx, tx, row.Name, row.FormerPhone, row.FormerEmail)
	}
	return id, id != "", err
}

// ImportSupporter takes a row of a register of supporters over.
func (h history) ImportSupporter(ctx context.Context, tx *pg.Tx, row register.Supporter) (string, bool, error) {
	if id, known, err := h.KnownSupporter(ctx, tx, row); err != nil || known {
		return id, known, err
	}
	imported := volunteer.ImportedSupporter{
		Kind: volunteer.Kind(upper(row.Kind)), Name: row.Name, Phone: row.Phone, Email: row.Email, Organisation: row.Organisation,
		TargetGroups: row.TargetGroups, Languages: row.Languages, Neighbourhood: row.Neighbourhood, MaxCases: row.Capacity,
		HoursPerWeek: row.MinutesPerWeek / 60, LivedExperience: sealed.Of(row.LivedExperience == register.Yes), LivedExperienceNote: row.LivedExperienceWords,
		ConductCertificateUntil: string(row.CertificateUntil), ConfidentialitySigned: row.Confidentiality == register.Yes,
		Trained: row.Training == register.Yes, Buddy: row.Buddy, State: volunteer.State(upper(row.Status)),
	}
	for _, domain := range row.LifeDomains {
		imported.LifeDomains = append(imported.LifeDomains, upper(domain))
	}
	id, outcome, err := h.supporters.ImportSupporter(ctx, tx, imported)
	return id, outcome == volunteer.OutcomeDuplicate, err
}

func upper[T ~string](word T) string { return strings.ToUpper(string(word)) }
