package app

import (
	"context"
	"errors"
	"maps"

	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/erasure"
	"oco.example/oco/server/privacy/journal"
)

// exporter is a slice that keeps something of residents, and tells it.
type exporter interface {
	// Export reads and logs what it keeps of a resident's dossiers.
	Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error)
}

// dossiers is what all slices keep of residents, as privacy needs it.
type dossiers struct {
	intake   *intakestore.Store
	others   []exporter
	eraser   *erasure.Eraser
	settings config.Server
}

// Person is the dossier that counts now of whoever a dossier is about.
func (d dossiers) Person(ctx context.Context, tx *pg.Tx, dossier string) (string, error) {
	return d.intake.Person(ctx, tx, dossier)
}

// Group are the dossiers of the same person, that one included.
func (d dossiers) Group(ctx context.Context, tx *pg.Tx, dossier string) ([]string, error) {
	return d.intake.Group(ctx, tx, dossier)
}

// Export reads and logs all that is recorded of a resident, in the order in which it was.
func (d dossiers) Export(ctx context.Context, tx *pg.Tx, dossier string) ([]subject.Section, error) {
	sections, err := d.intake.Export(ctx, tx, dossier)
	if err != nil {
		return nil, err
	}
	ids, err := d.intake.Group(ctx, tx, dossier)
	if err != nil {
		return nil, err
	}
	for _, slice := range d.others {
		more, err := slice.Export(ctx, tx, ids)
		if err != nil {
			return nil, err
		}
		sections = append(sections, more...)
	}
	subject.Order(sections[1:]) // who somebody is comes first
	return sections, nil
}

// Erase destroys the dossier of a resident with all that are theirs, noted in the erasure journal.
func (d dossiers) Erase(ctx context.Context, tx *pg.Tx, dossier string) (map[string]int64, error) {
	opened, err := openJournal(d.settings)
	if err != nil {
		return nil, err
	}
	eraser := *d.eraser
	eraser.Journal = opened
	outcome, err := eraser.EraseIn(ctx, tx, privacy.Erasure{
		Municipality: tx.Municipality(), Kind: privacy.Dossier, Subject: dossier, Reason: privacy.Request,
	})
	if unfinished := (*erasure.UnfinishedError)(nil); errors.As(err, &unfinished) {
		return nil, errs.StateConflict(unfinished.Work[0].What, unfinished.Work[0].State)
	}
	if errors.Is(err, erasure.ErrUnknown) {
		return nil, errs.NotFound("resident")
	}
	return maps.Clone(map[string]int64(outcome.Gone)), err
}

// openJournal opens the erasure journal: a share that is away now may be there at the next try.
func openJournal(settings config.Server) (*journal.Journal, error) {
	if settings.ErasureJournal == "" {
		return nil, errors.New("nobody is erased without --erasure-journal")
	}
	if err := makeJournal(settings); err != nil {
		return nil, err
	}
	return journal.Open(settings.ErasureJournal)
}
