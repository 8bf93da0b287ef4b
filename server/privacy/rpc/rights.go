package rpc

import (
	"context"
	"slices"
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	privacyv1 "oco.example/oco/gen/go/oco/privacy/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/privacy"
)

// view is a request at the moment at which it is looked at: its clock runs.
type view struct {
	privacy.RightsRequest
	now time.Time
}

// staff are the roles that write down what others asked.
var staff = []call.Role{call.RolePrivacyOfficer, call.RoleCoordinator, call.RoleDesk}

// SubmitRightsRequest takes a request in.
func (s *Service) SubmitRightsRequest(ctx context.Context, req *privacyv1.SubmitRightsRequestRequest) (*privacyv1.SubmitRightsRequestResponse, error) {
	known := call.From(ctx)
	var contact, phone string
	again := func(ctx context.Context, tx *pg.Tx, id string) (r privacy.RightsRequest, err error) {
		if contact, phone, err = s.settings.Contact(ctx, tx); err != nil {
			return r, err
		}
		return s.requests.Request(ctx, tx, id, "read rights request")
	}
	request, err := pg.Once(ctx, s.db, req, again, func(tx *pg.Tx) (privacy.RightsRequest, error) {
		request, err := privacy.Take(privacy.RightsRequest{
			ID: pg.NewID(), Asks: privacy.Right(enum.Name(req.GetRight())), Channel: enum.Name(req.GetChannel()), ReceiveDate: req.GetReceiveDate(),
			Name: sealed.Of(req.GetName()), Phone: sealed.Of(person.StandardPhone(req.GetPhone())), Email: sealed.Of(req.GetEmail()),
			Explanation: sealed.Of(req.GetExplanation()),
		}, slices.Contains(staff, known.Role), tx.Now())
		if err != nil {
			return request, err
		}
		if contact, phone, err = s.settings.Contact(ctx, tx); err != nil {
			return request, err
		}
		return request, s.requests.Insert(ctx, tx, request)
	})
	if err != nil {
		return nil, err
	}
	return &privacyv1.SubmitRightsRequestResponse{
		RightsRequest: request.ID, DueDate: request.DueDate, ContactName: contact, ContactPhone: phone,
	}, nil
}

// GetRightsRequest reads one.
func (s *Service) GetRightsRequest(ctx context.Context, req *privacyv1.GetRightsRequestRequest) (*privacyv1.RightsRequest, error) {
	var v view
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		v, err = s.load(ctx, tx, req.GetRightsRequest())
		return err
	})
	return answer(req.GetMunicipality(), v, err)
}

// ListRightsRequests reads a page of them.
func (s *Service) ListRightsRequests(ctx context.Context, req *privacyv1.ListRightsRequestsRequest) (*privacyv1.ListRightsRequestsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[view](),
		func(tx *pg.Tx, after []string, limit int) ([]view, error) {
			list, err := s.requests.Requests(ctx, tx, req.GetUnanswered(), page.Key(after), limit)
			views := make([]view, 0, len(list))
			for _, request := range list {
				views = append(views, view{request, tx.Now()})
			}
			return views, err
		})
	if err != nil {
		return nil, err
	}
	response := &privacyv1.ListRightsRequestsResponse{NextPageToken: next}
	for _, v := range list {
		response.RightsRequests = append(response.RightsRequests, toProto(req.GetMunicipality(), v))
	}
	return response, nil
}

// IdentifyRequester records whose dossier a request is about, and how that was established.
func (s *Service) IdentifyRequester(ctx context.Context, req *privacyv1.IdentifyRequesterRequest) (*privacyv1.RightsRequest, error) {
	return s.change(ctx, req, req.GetRightsRequest(), req.GetEtag(), func(tx *pg.Tx, r privacy.RightsRequest) (privacy.RightsRequest, error) {
		dossier, err := s.dossiers.Person(ctx, tx, req.GetResident())
		if err != nil {
			return r, err
		}
		theirs, err := s.dossiers.Group(ctx, tx, dossier)
		if err != nil {
			return r, err
		}
		if err := s.corrections.TakeBack(ctx, tx, r.ID, theirs); err != nil {
			return r, err
		}
		return r.Identify(dossier, enum.Name(req.GetIdentityCheck()), tx.Call().Caller.Account, tx.Now())
	})
}

// ExtendRightsRequest takes two months more.
func (s *Service) ExtendRightsRequest(ctx context.Context, req *privacyv1.ExtendRightsRequestRequest) (*privacyv1.RightsRequest, error) {
	return s.change(ctx, req, req.GetRightsRequest(), req.GetEtag(), func(tx *pg.Tx, r privacy.RightsRequest) (privacy.RightsRequest, error) {
		return r.Extend(sealed.Of(req.GetReason()), tx.Now())
	})
}

// SettleRightsRequest ends a request.
func (s *Service) SettleRightsRequest(ctx context.Context, req *privacyv1.SettleRightsRequestRequest) (*privacyv1.RightsRequest, error) {
	return s.change(ctx, req, req.GetRightsRequest(), req.GetEtag(), func(tx *pg.Tx, r privacy.RightsRequest) (privacy.RightsRequest, error) {
		decided, err := s.corrections.Decided(ctx, tx, r.ID)
		if err != nil {
			return r, err
		}
		r, err = r.Settle(privacy.Standing(enum.Name(req.GetOutcome())), sealed.Of(req.GetAnswer()), decided, tx.Now())
		if err != nil {
			return r, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.RightsRequestSettled{RightsRequest: r.ID, Right: string(r.Asks), Outcome: string(r.Standing)})
		return r, nil
	})
}

// EraseDossier destroys the dossier of who asked.
func (s *Service) EraseDossier(ctx context.Context, req *privacyv1.EraseDossierRequest) (*privacyv1.RightsRequest, error) {
	return s.change(ctx, req, req.GetRightsRequest(), req.GetEtag(), func(tx *pg.Tx, r privacy.RightsRequest) (privacy.RightsRequest, error) {
		by := tx.Call().Caller.Account
		dossier, err := r.Destroyable(by)
		if err != nil {
			return r, err
		}
		gone, err := s.dossiers.Erase(ctx, tx, dossier)
		if err != nil {
			return r, err
		}
		return r.Destroyed(privacy.Certificate{Time: tx.Now(), By: by, Gone: gone}), nil
	})
}

// change locks a request, changes it, and saves it.
func (s *Service) change(
	ctx context.Context, req pg.Request, id, etag string, do func(tx *pg.Tx, r privacy.RightsRequest) (privacy.RightsRequest, error),
) (*privacyv1.RightsRequest, error) {
	v, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (view, error) {
		request, err := s.requests.LockRequest(ctx, tx, id)
		if err != nil {
			return view{}, err
		}
		if err := request.CheckEtag(etag); err != nil {
			return view{}, err
		}
		if request, err = do(tx, request); err != nil {
			return view{}, err
		}
		if err := s.requests.Save(ctx, tx, request); err != nil {
			return view{}, err
		}
		return s.load(ctx, tx, id)
	})
	return answer(call.From(ctx).Municipality, v, err)
}

// ForgetLapsed forgets the requests of the municipality that ended long enough ago, and returns how many.
func (s *Service) ForgetLapsed(ctx context.Context) (forgotten int, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) (err error) {
		ended, destroyed := privacy.ForgottenBefore(tx.Now())
		forgotten, err = s.requests.Lapsed(ctx, tx, ended, destroyed)
		return err
	})
	return forgotten, err
}

// load finds a request again, also one that was repeated.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (view, error) {
	request, err := s.requests.Request(ctx, tx, id, "read rights request")
	return view{request, tx.Now()}, err
}

func answer(municipality string, v view, err error) (*privacyv1.RightsRequest, error) {
	if err != nil {
		return nil, err
	}
	return toProto(municipality, v), nil
}
