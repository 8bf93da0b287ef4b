package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/pg"
)

// What other slices ask of the settings. Each method is about the municipality of the
// transaction; server/app hands them to the ports that the slices declare.

const (
	selectFormCodes = `SELECT ` + codeColumns + ` FROM admin.code WHERE municipality = $1
  AND list IN ('NEIGHBOURHOOD', 'SUB_THEME', 'TARGET_GROUP') AND active ORDER BY list, position, code`
	selectUnknown = `SELECT w.code FROM unnest($3::text[]) AS w (code)
WHERE NOT EXISTS (SELECT FROM admin.code c WHERE c.municipality = $1 AND c.list = $2 AND c.code = w.code AND c.active)`
	selectMunicipalityCodes = `SELECT municipality FROM admin.municipality WHERE active ORDER BY municipality`
)

// Form reads what the public pages show, labels in the language.
func (s *Store) Form(ctx context.Context, tx *pg.Tx, language string) (admin.Form, error) {
	m, err := s.Municipality(ctx, tx, tx.Municipality())
	if err != nil {
		return admin.Form{}, err
	}
	codes, err := selectCodes(ctx, tx, selectFormCodes, tx.Municipality())
	if err != nil {
		return admin.Form{}, err
	}
	form := admin.Form{Municipality: m}
	for _, code := range codes {
		choice := admin.Choice{Code: code.Code, Label: code.Label(language), LifeDomain: code.LifeDomain}
		switch code.List {
		case admin.Neighbourhoods:
			form.Neighbourhoods = append(form.Neighbourhoods, choice)
		case admin.SubThemes:
			form.SubThemes = append(form.SubThemes, choice)
		case admin.TargetGroups:
			form.TargetGroups = append(form.TargetGroups, choice)
		case admin.ReferrerKinds, admin.Outcomes:
		}
	}
	return form, nil
}

// Unknown returns those of the codes that are no active entry of the list, in their order.
func (s *Store) Unknown(ctx context.Context, tx *pg.Tx, list admin.List, codes []string) ([]string, error) {
	var unknown []string
	if err := tx.Select(ctx, &unknown, selectUnknown, tx.Municipality(), string(list), pg.Array(nonNil(codes))); err != nil {
		return nil, fmt.Errorf("look codes up: %w", err)
	}
	return unknown, nil
}

// MunicipalityCodes reads the CBS codes of all active municipalities, for workers that visit
// each.
func (s *Store) MunicipalityCodes(ctx context.Context, tx *pg.Tx) ([]string, error) {
	var codes []string
	if err := tx.Select(ctx, &codes, selectMunicipalityCodes); err != nil {
		return nil, fmt.Errorf("read the municipalities: %w", err)
	}
	return codes, nil
}
