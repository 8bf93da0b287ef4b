package rpc

import (
	"context"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// byName is the order of municipalities.
var byName = page.Order[admin.Municipality]{Columns: "name, municipality", Keys: func(m admin.Municipality) []string {
	return []string{m.Name, m.Code}
}}

// ListMunicipalities reads the municipalities that use the platform, by name.
func (s *Service) ListMunicipalities(ctx context.Context, req *adminv1.ListMunicipalitiesRequest) (*adminv1.ListMunicipalitiesResponse, error) {
	items, token, err := page.Read(ctx, s.db, s.tokens, req, byName, func(tx *pg.Tx, after []string, limit int) ([]admin.Municipality, error) {
		return s.store.Municipalities(ctx, tx, after, limit)
	})
	if err != nil {
		return nil, err
	}
	return &adminv1.ListMunicipalitiesResponse{Municipalities: each(items, municipalityToProto), NextPageToken: token}, nil
}

// GetMunicipality reads one municipality and its settings.
func (s *Service) GetMunicipality(ctx context.Context, req *adminv1.GetMunicipalityRequest) (*adminv1.Municipality, error) {
	var m admin.Municipality
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		m, err = s.store.Municipality(ctx, tx, req.GetMunicipality())
		return err
	})
	if err != nil {
		return nil, err
	}
	return municipalityToProto(m), nil
}

// CreateMunicipality adds a municipality, with the seeded code lists. It uses the platform from
// that moment on.
func (s *Service) CreateMunicipality(ctx context.Context, req *adminv1.CreateMunicipalityRequest) (*adminv1.Municipality, error) {
	wish := municipalityFromProto(req.GetMunicipality())
	wish.Active = true
	m, err := pg.Once(ctx, s.db, req, s.store.Municipality, func(tx *pg.Tx) (admin.Municipality, error) {
		if err := wish.Check(); err != nil {
			return admin.Municipality{}, err
		}
		tx.Logged("add municipality")
		return s.store.InsertMunicipality(ctx, tx, wish)
	})
	if err != nil {
		return nil, err
	}
	return municipalityToProto(m), nil
}

// UpdateMunicipality changes the settings that update_mask names.
func (s *Service) UpdateMunicipality(ctx context.Context, req *adminv1.UpdateMunicipalityRequest) (*adminv1.Municipality, error) {
	err := onlyPaths(req.GetUpdateMask(), "municipality", "name", "region", "contact_name", "phone", "email", "website",
		"introduction", "privacy", "promise_working_days", "opening_hours", "neighbourhood_points",
		"offer_working_hours", "intervision_weeks", "in_depth_after", "case_weeks", "promise_terms")
	if err != nil {
		return nil, err
	}
	given := req.GetMunicipality()
	m, err := pg.Once(ctx, s.db, req, s.store.Municipality, func(tx *pg.Tx) (admin.Municipality, error) {
		before, err := s.store.LockMunicipality(ctx, tx, given.GetMunicipality())
		if err != nil {
			return admin.Municipality{}, err
		}
		if err := checkEtag(given.GetEtag(), before.Version); err != nil {
			return admin.Municipality{}, err
		}
		merged := municipalityToProto(before)
		if err := patch.Apply(req, merged); err != nil {
			return admin.Municipality{}, err
		}
		after := municipalityFromProto(merged)
		after.Active, after.Stamp = before.Active, before.Stamp
		if err := s.mayBecome(ctx, tx, before, after); err != nil {
			return admin.Municipality{}, err
		}
		tx.Logged("change settings of the municipality")
		return s.store.UpdateMunicipality(ctx, tx, after)
	})
	if err != nil {
		return nil, err
	}
	return municipalityToProto(m), nil
}

// mayBecome checks the settings as a whole, and that joining a region makes nobody who sees
// persons here the manager of it.
func (s *Service) mayBecome(ctx context.Context, tx *pg.Tx, before, after admin.Municipality) error {
	if err := after.Check(); err != nil {
		return err
	}
	if after.Region == "" || after.Region == before.Region {
		return nil
	}
	conflict, err := s.store.RegionConflict(ctx, tx, after.Code, after.Region, calendar.Day(tx.Now()))
	if err != nil {
		return err
	}
	if conflict {
		return errs.New(errs.GrantImpossible)
	}
	return nil
}
