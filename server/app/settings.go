package app

import (
	"context"
	"math"
	"slices"
	"strings"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// settings is what a municipality has set, as the other slices ask for it.
type settings struct{ store *adminstore.Store }

// Promise returns who calls back and within how many working days.
func (s settings) Promise(ctx context.Context, tx *pg.Tx) (intake.Promise, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	return intake.Promise{ContactName: m.ContactName, ContactPhone: m.Phone, WorkingDays: m.PromiseWorkingDays}, err
}

// OfferHours returns after how many working hours an offer without an answer expires; 0: never.
func (s settings) OfferHours(ctx context.Context, tx *pg.Tx) (int, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	return m.OfferWorkingHours, err
}

// CaseWeeks returns after how many weeks a running case raises the question of the access team; 0: never, as of a
// municipality that left.
func (s settings) CaseWeeks(ctx context.Context, tx *pg.Tx) (int, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	if errs.Is(err, errs.NotFoundReason) {
		return 0, nil
	}
	return m.CaseWeeks, err
}

// Form returns the texts and lists of the public pages.
func (s settings) Form(ctx context.Context, tx *pg.Tx, language string) (intake.Form, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	if err != nil {
		return intake.Form{}, err
	}
	form := intake.Form{
		Municipality: m.Code, Name: m.Name, ContactName: m.ContactName, Phone: m.Phone, Email: m.Email, Website: m.Website,
		Introduction: m.Introduction, Privacy: m.Privacy, PromiseWorkingDays: m.PromiseWorkingDays, OpeningHours: hours(m.OpeningHours),
	}
	for _, p := range m.NeighbourhoodPoints {
		form.Points = append(form.Points, intake.Point{Code: p.Code, Name: p.Name, Address: p.Address, OpeningHours: hours(p.OpeningHours)})
	}
	codes, err := s.store.FormCodes(ctx, tx, m.Code)
	if err != nil {
		return intake.Form{}, err
	}
	for _, code := range codes {
		choice := intake.Choice{Code: code.Code, Label: code.Label(language), LifeDomain: code.LifeDomain}
		switch code.List {
		case admin.Neighbourhoods:
			form.Neighbourhoods = append(form.Neighbourhoods, choice)
		case admin.SubThemes:
			form.SubThemes = append(form.SubThemes, choice)
		case admin.TargetGroups:
			form.TargetGroups = append(form.TargetGroups, choice)
		case admin.ReferrerKinds, admin.Outcomes, admin.Themes: // not for the public
		}
	}
	return form, nil
}

// ReferrerKinds returns by which words an organisation is known to be of a kind.
func (s settings) ReferrerKinds(ctx context.Context, tx *pg.Tx) ([]register.KindRule, error) {
	codes, err := s.store.ActiveCodes(ctx, tx, tx.Municipality(), admin.ReferrerKinds)
	if err != nil {
		return nil, err
	}
	rules := make([]register.KindRule, 0, len(codes))
	for _, code := range codes {
		rules = append(rules, register.KindRule{Kind: code.Code, Words: code.Words})
	}
	return rules, nil
}

// AccountName returns the name of an account's holder, empty when another municipality keeps it.
func (s settings) AccountName(ctx context.Context, tx *pg.Tx, account string) (sealed.Text, error) {
	known, err := s.store.Account(ctx, tx, tx.Municipality(), account)
	if errs.Is(err, errs.NotFoundReason) {
		return sealed.Text{}, nil
	}
	return known.Name, err
}

// exportedLists are the lists of a municipality's own whose codes stand in a dossier, by the field that holds them.
var exportedLists = map[string]admin.List{
	"neighbourhood": admin.Neighbourhoods, "sub_themes": admin.SubThemes, "target_groups": admin.TargetGroups, "outcome": admin.Outcomes,
}

// Labels are what the codes in a dossier are called, those that can no longer be chosen too.
func (s settings) Labels(ctx context.Context, tx *pg.Tx, language string) (map[string]map[string]string, error) {
	labels := map[string]map[string]string{}
	for field, list := range exportedLists {
		codes, err := s.store.Codes(ctx, tx, tx.Municipality(), list, nil, math.MaxInt32)
		if err != nil {
			return nil, err
		}
		labels[field] = map[string]string{}
		for _, code := range codes {
			labels[field][code.Code] = code.Label(language)
		}
	}
	return labels, nil
}

// Lists returns the entries of the code lists by which an import reads words.
func (s settings) Lists(ctx context.Context, tx *pg.Tx) (register.Lists, error) {
	var lists register.Lists
	for list, entries := range map[admin.List]*[]register.Entry{
		admin.Neighbourhoods: &lists.Neighbourhoods, admin.TargetGroups: &lists.TargetGroups,
		admin.SubThemes: &lists.SubThemes, admin.Outcomes: &lists.Outcomes,
	} {
		codes, err := s.store.ActiveCodes(ctx, tx, tx.Municipality(), list)
		if err != nil {
			return register.Lists{}, err
		}
		for _, code := range codes {
			*entries = append(*entries, register.Entry{
				Code: code.Code, Names: append([]string{code.LabelNL, code.LabelEN}, code.Words...),
				LifeDomain: register.LifeDomain(strings.ToLower(code.LifeDomain)),
			})
		}
	}
	return lists, nil
}

// Active reports whether a code can be chosen from a list.
func (s settings) Active(ctx context.Context, tx *pg.Tx, list, code string) (bool, error) {
	unknown, err := s.Unknown(ctx, tx, list, []string{code})
	return len(unknown) == 0, err
}

// Unknown returns those of the codes that cannot be chosen from the list.
func (s settings) Unknown(ctx context.Context, tx *pg.Tx, list string, codes []string) ([]string, error) {
	return s.store.Unknown(ctx, tx, admin.List(list), codes)
}

// HasPoint reports whether the municipality has a neighbourhood point of this code.
func (s settings) HasPoint(ctx context.Context, tx *pg.Tx, code string) (bool, error) {
	m, err := s.store.Municipality(ctx, tx, tx.Municipality())
	return slices.ContainsFunc(m.NeighbourhoodPoints, func(p admin.NeighbourhoodPoint) bool { return p.Code == code }), err
}

func hours(list []admin.OpeningHours) []intake.OpeningHours {
	var hours []intake.OpeningHours
	for _, h := range list {
		hours = append(hours, intake.OpeningHours{Weekday: int32(h.Weekday), Opens: h.Opens, Closes: h.Closes})
	}
	return hours
}
