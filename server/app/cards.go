package app

import (
	"context"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support/card"
)

// publicPages are where people find the public pages: where the setting says, else where HTTP is served.
func publicPages(f Foundation) string {
	if f.Settings.PublicURL != "" {
		return f.Settings.PublicURL
	}
	if f.Settings.TLSCert != "" {
		return "https://" + f.HTTPAddress
	}
	return "http://" + f.HTTPAddress
}

// Contact is who is called, and their number.
func (s settings) Contact(ctx context.Context, tx *pg.Tx) (name, phone string, err error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	return m.ContactName, m.Phone, err
}

// Place is the name of the municipality, and the number that people call.
func (s settings) Place(ctx context.Context, tx *pg.Tx) (name, phone string, err error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	return m.Name, m.Phone, err
}

// CardSheet is what stands on thank-you cards of every batch.
func (s settings) CardSheet(ctx context.Context, tx *pg.Tx) (card.Sheet, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	sheet := card.Sheet{Municipality: m.Name, Phone: m.Phone, Email: m.Email}
	for _, h := range m.OpeningHours {
		sheet.Hours = append(sheet.Hours, card.Hours(h))
	}
	return sheet, err
}
