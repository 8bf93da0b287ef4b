package rpc

import (
	"context"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// SubmitApplication takes an application in and answers with its receipt.
func (s *Service) SubmitApplication(ctx context.Context, req *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
	c := call.From(ctx)
	var promise intake.Promise
	again := func(ctx context.Context, tx *pg.Tx, id string) (intake.Submission, error) {
		return s.submission(ctx, tx, id, applicationFromSubmission(req).Resident)
	}
	submission, err := pg.Once(ctx, s.db, req, again, func(tx *pg.Tx) (intake.Submission, error) {
		var err error
		if promise, err = s.settings.Promise(ctx, tx); err != nil {
			return intake.Submission{}, err
		}
		return s.submit(ctx, tx, req, promise)
	})
	if err != nil {
		return nil, err
	}
	if promise == (intake.Promise{}) { // the request came again: the promise was not read
		if promise, err = s.promise(ctx); err != nil {
			return nil, err
		}
	}
	if isStaff(c) {
		for _, notice := range submission.Notices(applicationFromSubmission(req).Resident) {
			c.Remark(notice)
		}
	}
	return &intakev1.SubmitApplicationResponse{
		ReceiptCode: submission.ReceiptCode, Application: submission.ID, ContactName: promise.ContactName,
		ContactPhone: promise.ContactPhone, PromiseDate: submission.PromiseDay,
	}, nil
}

func (s *Service) promise(ctx context.Context) (promise intake.Promise, err error) {
	err = s.db.Read(ctx, func(tx *pg.Tx) error {
		promise, err = s.settings.Promise(ctx, tx)
		return err
	})
	return promise, err
}

// submission loads what an earlier request made of the resident it gave, as it stands now.
func (s *Service) submission(ctx context.Context, tx *pg.Tx, id string, given intake.Resident) (intake.Submission, error) {
	a, err := s.application(ctx, tx, id)
	if err != nil {
		return intake.Submission{}, err
	}
	submission := intake.Submission{Application: a}
	if submission.PossibleDuplicate, err = s.store.HasTwin(ctx, tx, a.Resident, given); err != nil {
		return intake.Submission{}, err
	}
	submission.ReceiptCode, err = s.store.ReceiptCode(ctx, tx, id)
	return submission, err
}

// submit makes the application of a form, and counts the code of the letter that told of us.
func (s *Service) submit(ctx context.Context, tx *pg.Tx, req *intakev1.SubmitApplicationRequest, promise intake.Promise) (intake.Submission, error) {
	form := applicationFromSubmission(req)
	if err := s.checkCodes(ctx, tx, form, ""); err != nil {
		return intake.Submission{}, err
	}
	if err := s.referrer(ctx, tx, &form.Applicant); err != nil {
		return intake.Submission{}, err
	}
	submission, err := s.enter(ctx, tx, form, req.GetResidentAgrees(), promise)
	if err != nil {
		return intake.Submission{}, err
	}
	if code, ok := crypto.ParseCard(req.GetReferrerCode()); ok {
		if err := s.store.CountReferrerCode(ctx, tx, code); err != nil {
			return intake.Submission{}, err
		}
	}
	return submission, nil
}

// TakeOver makes an application of what a neighbour handed over with the resident's consent, by the rules of every submission.
func (s *Service) TakeOver(ctx context.Context, tx *pg.Tx, form intake.Application) (intake.Submission, error) {
	promise, err := s.settings.Promise(ctx, tx)
	if err != nil {
		return intake.Submission{}, err
	}
	return s.enter(ctx, tx, form, true, promise)
}

// enter makes the application and, for the public always, for staff when the person is new, the dossier; and tells whoever
// watches.
func (s *Service) enter(ctx context.Context, tx *pg.Tx, form intake.Application, agrees bool, promise intake.Promise) (intake.Submission, error) {
	c := call.From(ctx)
	a, err := intake.Submit(form, intake.Entry{
		Staff: isStaff(c), Account: c.Caller.Account, ResidentAgrees: agrees,
		PromiseWorkingDays: promise.WorkingDays, Calendar: calendar.Standard(), Now: tx.Now(),
	})
	if err != nil {
		return intake.Submission{}, err
	}
	a.ID = pg.NewID()
	if a.Resident, a.Joined, err = s.dossier(ctx, tx, form.Resident, isStaff(c)); err != nil {
		return intake.Submission{}, err
	}
	submission := intake.Submission{Application: a}
	if submission.PossibleDuplicate, err = s.store.HasTwin(ctx, tx, a.Resident, form.Resident); err != nil {
		return intake.Submission{}, err
	}
	if submission.ReceiptCode, err = s.store.Insert(ctx, tx, a); err != nil {
		return intake.Submission{}, err
	}
	tx.Emit(tx.Now(), pg.Live, Received(a))
	return submission, nil
}

// dossier joins the dossier of the same person for staff, and makes a new one otherwise: what the
// public sends never touches a dossier that is there.
func (s *Service) dossier(ctx context.Context, tx *pg.Tx, r intake.Resident, join bool) (_ intake.Resident, joined bool, err error) {
	if join {
		id, found, err := s.store.DossierOfPerson(ctx, tx, r)
		if err != nil {
			return intake.Resident{}, false, err
		}
		if found {
			known, err := s.joinDossier(ctx, tx, id, r)
			return known, true, err
		}
	}
	made, err := s.store.InsertDossier(ctx, tx, r)
	return made, false, err
}

// joinDossier adds to a dossier what it lacks. Safe contact is added to what stands, never put in its
// place: who writes it down may not see what that is.
func (s *Service) joinDossier(ctx context.Context, tx *pg.Tx, id string, r intake.Resident) (intake.Resident, error) {
	known, err := s.store.LockPerson(ctx, tx, id)
	if err != nil {
		return intake.Resident{}, err
	}
	united := known.Unite(r)
	if united == known {
		return known, nil
	}
	return s.store.SaveResident(ctx, tx, united)
}

// checkCodes refuses codes that are not in the municipality's lists, all of them together; at is
// where in the request the application stands, "application.".
func (s *Service) checkCodes(ctx context.Context, tx *pg.Tx, a intake.Application, at string) error {
	var neighbourhood []string
	if a.Neighbourhood != "" {
		neighbourhood = []string{a.Neighbourhood}
	}
	var wrong []*errs.Error
	for _, check := range []struct {
		list, field string
		codes       []string
	}{
		{intake.ListSubTheme, "sub_themes", a.SubThemes},
		{intake.ListTargetGroup, "target_groups", a.TargetGroups},
		{intake.ListNeighbourhood, "neighbourhood", neighbourhood},
	} {
		if len(check.codes) == 0 {
			continue
		}
		unknown, err := s.settings.Unknown(ctx, tx, check.list, check.codes)
		if err != nil {
			return err
		}
		if len(unknown) > 0 {
			wrong = append(wrong, errs.Field(at+check.field, "code.unknown"))
		}
	}
	return errs.Join(wrong...)
}

func applicationFromSubmission(req *intakev1.SubmitApplicationRequest) intake.Application {
	r := req.GetResident()
	return intake.Application{
		Resident: intake.Resident{
			Name: sealed.Of(r.GetName()), Phone: sealed.Of(person.StandardPhone(r.GetPhone())), Email: sealed.Of(r.GetEmail()),
			Postcode: sealed.Of(person.StandardPostcode(r.GetPostcode())), HouseNumber: sealed.Of(r.GetHouseNumber()),
			Neighbourhood: req.GetNeighbourhood(), InterpreterLanguage: r.GetInterpreterLanguage(),
			SafeContact: safeContactFromProto(req.GetSafeContact()),
		},
		Applicant: applicantFromProto(req.GetApplicant()), Channel: enum.Name(req.GetChannel()),
		Question: sealed.Of(req.GetQuestion()), LifeDomains: enum.Names(req.GetLifeDomains()), SubThemes: req.GetSubThemes(),
		TargetGroups: req.GetTargetGroups(), Neighbourhood: req.GetNeighbourhood(), Stage: enum.Name(req.GetStage()),
		Urgency: urgencyFromProto(req.GetUrgency()), CallBack: sealed.Of(req.GetCallBack()),
	}
}
