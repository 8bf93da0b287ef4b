package rpc

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// GetIntakeForm gives what the public pages show.
func (s *Service) GetIntakeForm(ctx context.Context, _ *intakev1.GetIntakeFormRequest) (*intakev1.IntakeForm, error) {
	var form intake.Form
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		form, err = s.settings.Form(ctx, tx, call.From(ctx).Language)
		return err
	})
	if err != nil {
		return nil, err
	}
	return formToProto(form), nil
}

// GetApplication reads one application.
func (s *Service) GetApplication(ctx context.Context, req *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
	c := call.From(ctx)
	var a intake.Application
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		a, err = s.store.Get(ctx, tx, c.Owner(), req.GetApplication())
		return err
	})
	if err != nil {
		return nil, err
	}
	return applicationToProto(c, a), nil
}

// orders are the values of order_by.
var orders = map[string]intake.Order{
	"": intake.NewestFirst, "create_time desc": intake.NewestFirst, "create_time": intake.OldestFirst, "urgency": intake.MostUrgentFirst,
	"promise": intake.MostPressingFirst,
}

// ListApplications reads a page of the worklist.
func (s *Service) ListApplications(ctx context.Context, req *intakev1.ListApplicationsRequest) (*intakev1.ListApplicationsResponse, error) {
	c, order := call.From(ctx), orders[req.GetOrderBy()]
	filter := intake.Filter{
		States: enum.Names(req.GetStates()), Route: enum.Name(req.GetRoute()), LifeDomain: enum.Name(req.GetLifeDomain()),
		Urgent: req.GetUrgent(), ToComplete: req.GetToComplete(), Resident: req.GetResident(),
	}
	sorted := page.Order[intake.Application]{Columns: order.Keys(), Keys: order.Key}
	items, next, err := page.Read(ctx, s.db, s.tokens, req, sorted, func(tx *pg.Tx, after []string, limit int) ([]intake.Application, error) {
		return s.store.List(ctx, tx, c.Owner(), filter, order, after, limit)
	})
	if err != nil {
		return nil, err
	}
	return &intakev1.ListApplicationsResponse{Applications: applicationsToProto(c, items), NextPageToken: next}, nil
}

// SearchApplications finds applications by what identifies a person.
func (s *Service) SearchApplications(ctx context.Context, req *intakev1.SearchApplicationsRequest) (*intakev1.SearchApplicationsResponse, error) {
	wanted := intake.Wanted{
		Name: req.GetName(), Phone: req.GetPhone(), Email: req.GetEmail(), Postcode: req.GetPostcode(),
		HouseNumber: req.GetHouseNumber(), Receipt: req.GetReceiptCode(),
	}
	newest := page.NewestFirst[intake.Application]()
	items, next, err := page.Read(ctx, s.db, s.tokens, req, newest, func(tx *pg.Tx, after []string, limit int) ([]intake.Application, error) {
		return s.store.Search(ctx, tx, wanted, after, limit)
	})
	if err != nil {
		return nil, err
	}
	return &intakev1.SearchApplicationsResponse{
		Applications: applicationsToProto(call.From(ctx), items), NextPageToken: next,
	}, nil
}

// ListPossibleDuplicates reads the applications of people who may be the same person.
func (s *Service) ListPossibleDuplicates(ctx context.Context, req *intakev1.ListPossibleDuplicatesRequest) (*intakev1.ListPossibleDuplicatesResponse, error) {
	c := call.From(ctx)
	newest := page.Order[intake.Twin]{Columns: "id desc", Keys: func(t intake.Twin) []string { return []string{t.Application.ID} }}
	items, next, err := page.Read(ctx, s.db, s.tokens, req, newest, func(tx *pg.Tx, after []string, limit int) ([]intake.Twin, error) {
		a, err := s.store.Get(ctx, tx, c.Owner(), req.GetApplication())
		if err != nil {
			return nil, err
		}
		return s.store.Twins(ctx, tx, a.Resident, after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListPossibleDuplicatesResponse{NextPageToken: next}
	for _, twin := range items {
		answer.PossibleDuplicates = append(answer.PossibleDuplicates, &intakev1.PossibleDuplicate{
			Application: applicationToProto(c, twin.Application), Equal: twin.Equal,
		})
	}
	return answer, nil
}

// LookupReceipt tells the holder of a code where the application stands.
func (s *Service) LookupReceipt(ctx context.Context, req *intakev1.LookupReceiptRequest) (*intakev1.Receipt, error) {
	code, ok := crypto.ParseReceipt(req.GetReceiptCode())
	if !ok {
		return nil, errs.Field("receipt_code", "receipt_code.invalid")
	}
	var standing intake.Standing
	var promise intake.Promise
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		if standing, err = s.store.Receipt(ctx, tx, code); err != nil {
			return err
		}
		promise, err = s.settings.Promise(ctx, tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &intakev1.Receipt{
		Status: enum.Number[intakev1.ReceiptStatus](standing.Status()), ApplicationDate: standing.Day, PromiseDate: standing.PromiseDay,
		ContactName: promise.ContactName, ContactPhone: promise.ContactPhone,
	}, nil
}

func applicationsToProto(c call.Call, list []intake.Application) []*intakev1.Application {
	applications := make([]*intakev1.Application, 0, len(list))
	for _, a := range list {
		applications = append(applications, applicationToProto(c, a))
	}
	return applications
}

func formToProto(f intake.Form) *intakev1.IntakeForm {
	form := &intakev1.IntakeForm{
		Municipality: f.Municipality, Name: f.Name, ContactName: f.ContactName, Phone: f.Phone, Email: f.Email, Website: f.Website,
		Introduction: f.Introduction, Privacy: f.Privacy, PromiseWorkingDays: int32(f.PromiseWorkingDays),
		OpeningHours: openingHoursToProto(f.OpeningHours), Neighbourhoods: choicesToProto(f.Neighbourhoods),
		SubThemes: choicesToProto(f.SubThemes), TargetGroups: choicesToProto(f.TargetGroups),
	}
	for _, p := range f.Points {
		form.NeighbourhoodPoints = append(form.NeighbourhoodPoints, &commonv1.NeighbourhoodPoint{
			Code: p.Code, Name: p.Name, Address: p.Address, OpeningHours: openingHoursToProto(p.OpeningHours),
		})
	}
	return form
}

func openingHoursToProto(list []intake.OpeningHours) []*commonv1.OpeningHours {
	hours := make([]*commonv1.OpeningHours, 0, len(list))
	for _, h := range list {
		hours = append(hours, &commonv1.OpeningHours{Weekday: h.Weekday, Opens: h.Opens, Closes: h.Closes})
	}
	return hours
}

func choicesToProto(list []intake.Choice) []*intakev1.Choice {
	choices := make([]*intakev1.Choice, 0, len(list))
	for _, c := range list {
		choices = append(choices, &intakev1.Choice{
			Code: c.Code, Label: c.Label, LifeDomain: enum.Number[commonv1.LifeDomain](c.LifeDomain),
		})
	}
	return choices
}
