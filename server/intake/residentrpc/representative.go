package residentrpc

import (
	"context"
	"strings"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// CreateRepresentative records who may act for a resident.
func (s *Service) CreateRepresentative(ctx context.Context, req *intakev1.CreateRepresentativeRequest) (*intakev1.Representative, error) {
	representative, err := pg.Once(ctx, s.db, req, s.store.Representative, func(tx *pg.Tx) (intake.Representative, error) {
		representative := representativeFromProto(req.GetResident(), req.GetRepresentative())
		if strings.TrimSpace(representative.Name.Reveal()) == "" {
			return intake.Representative{}, errs.Field("representative.name", "required")
		}
		if err := representative.Check(tx.Now()); err != nil {
			return intake.Representative{}, err
		}
		if err := s.standing(ctx, tx, representative.Resident); err != nil {
			return intake.Representative{}, err
		}
		return s.store.InsertRepresentative(ctx, tx, representative)
	})
	if err != nil {
		return nil, err
	}
	return representativeToProto(call.From(ctx).Municipality, representative), nil
}

// GetRepresentative reads one representative of a resident.
func (s *Service) GetRepresentative(ctx context.Context, req *intakev1.GetRepresentativeRequest) (*intakev1.Representative, error) {
	var representative intake.Representative
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		representative, err = s.store.RepresentativeOf(ctx, tx, req.GetResident(), req.GetRepresentative())
		return err
	})
	if err != nil {
		return nil, err
	}
	return representativeToProto(call.From(ctx).Municipality, representative), nil
}

// ListRepresentatives reads a page of the representatives of a resident.
func (s *Service) ListRepresentatives(ctx context.Context, req *intakev1.ListRepresentativesRequest) (*intakev1.ListRepresentativesResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[intake.Representative](), func(tx *pg.Tx, after []string, limit int) ([]intake.Representative, error) {
		return s.store.Representatives(ctx, tx, req.GetResident(), after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListRepresentativesResponse{NextPageToken: next}
	for _, r := range list {
		answer.Representatives = append(answer.Representatives, representativeToProto(call.From(ctx).Municipality, r))
	}
	return answer, nil
}

// DeleteRepresentative removes a representative who no longer acts. Asked again under the same
// request_id, it answers the same: it is gone.
func (s *Service) DeleteRepresentative(ctx context.Context, req *intakev1.DeleteRepresentativeRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (intake.Representative, error) {
		return intake.Representative{}, nil
	}
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (intake.Representative, error) {
		representative, err := s.store.RepresentativeOf(ctx, tx, req.GetResident(), req.GetRepresentative())
		if err != nil {
			return intake.Representative{}, err
		}
		if err := intake.CheckEtag(req.GetEtag(), representative.Version); err != nil {
			return intake.Representative{}, err
		}
		return representative, s.store.DeleteRepresentative(ctx, tx, representative)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

func representativeFromProto(resident string, r *intakev1.Representative) intake.Representative {
	return intake.Representative{
		Resident: resident, Kind: enum.Name(r.GetKind()), Name: sealed.Of(r.GetName()), Phone: sealed.Of(person.StandardPhone(r.GetPhone())),
		Email: sealed.Of(r.GetEmail()), Extent: sealed.Of(r.GetExtent()), SeenDay: r.GetSeenDate(),
	}
}

func representativeToProto(municipality string, r intake.Representative) *intakev1.Representative {
	return &intakev1.Representative{
		Id: r.ID, Municipality: municipality, Resident: r.Resident, Kind: enum.Number[intakev1.RepresentationKind](r.Kind),
		Name: r.Name.Reveal(), Phone: r.Phone.Reveal(), Email: r.Email.Reveal(), Extent: r.Extent.Reveal(), SeenDate: r.SeenDay,
		CreateTime: timestamppb.New(r.Created), UpdateTime: timestamppb.New(r.Updated), Etag: intake.Etag(r.Version),
	}
}
