package residentrpc

import (
	"context"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// GetResident reads one resident.
func (s *Service) GetResident(ctx context.Context, req *intakev1.GetResidentRequest) (*intakev1.Resident, error) {
	var resident intake.Resident
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		resident, err = s.store.GetResident(ctx, tx, req.GetResident())
		return err
	})
	if err != nil {
		return nil, err
	}
	return residentToProto(call.From(ctx).Municipality, resident), nil
}

// SearchResidents finds residents by what identifies a person.
func (s *Service) SearchResidents(ctx context.Context, req *intakev1.SearchResidentsRequest) (*intakev1.SearchResidentsResponse, error) {
	wanted := intake.Wanted{
		Name: req.GetName(), Phone: req.GetPhone(), Email: req.GetEmail(), Postcode: req.GetPostcode(),
		HouseNumber: req.GetHouseNumber(),
	}
	residents, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[intake.Resident](), func(tx *pg.Tx, after []string, limit int) ([]intake.Resident, error) {
		return s.store.SearchResidents(ctx, tx, wanted, after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.SearchResidentsResponse{NextPageToken: next}
	for _, r := range residents {
		answer.Residents = append(answer.Residents, residentToProto(call.From(ctx).Municipality, r))
	}
	return answer, nil
}

// UpdateResident changes the fields that the mask names. Applications of the resident that missed
// a way to reach them, or now do, follow.
func (s *Service) UpdateResident(ctx context.Context, req *intakev1.UpdateResidentRequest) (*intakev1.Resident, error) {
	given, municipality := req.GetResident(), call.From(ctx).Municipality
	resident, err := pg.Once(ctx, s.db, req, s.store.GetResident, func(tx *pg.Tx) (intake.Resident, error) {
		applications, err := s.store.LockApplicationsOf(ctx, tx, given.GetId())
		if err != nil {
			return intake.Resident{}, err
		}
		resident, err := s.store.LockResident(ctx, tx, given.GetId())
		if err != nil {
			return intake.Resident{}, err
		}
		if err := changeable(resident, given.GetEtag()); err != nil {
			return intake.Resident{}, err
		}
		merged := residentToProto(municipality, resident)
		if err := patch.Apply(req, merged); err != nil {
			return intake.Resident{}, err
		}
		takeOver(&resident, merged)
		if err := s.check(ctx, tx, resident); err != nil {
			return intake.Resident{}, err
		}
		if resident, err = s.store.SaveResident(ctx, tx, resident); err != nil {
			return intake.Resident{}, err
		}
		return resident, s.recheck(ctx, tx, resident, applications)
	})
	if err != nil {
		return nil, err
	}
	return residentToProto(municipality, resident), nil
}

// changeable refuses an outdated copy, and a dossier that was merged into another: what is written
// there would not be seen.
func changeable(r intake.Resident, etag string) error {
	if r.MergedInto != "" {
		return errs.StateConflict("resident", string(intake.Merged))
	}
	return intake.CheckEtag(etag, r.Version)
}

// standing locks a resident of whom something is recorded, and refuses one that was merged into
// another: what is recorded belongs with the person.
func (s *Service) standing(ctx context.Context, tx *pg.Tx, id string) error {
	resident, err := s.store.LockResident(ctx, tx, id)
	if err != nil {
		return err
	}
	return changeable(resident, "")
}

// check returns all that is wrong with a resident and that the contract cannot see.
func (s *Service) check(ctx context.Context, tx *pg.Tx, r intake.Resident) error {
	var name, neighbourhood, trusted *errs.Error
	if strings.TrimSpace(r.Name.Reveal()) == "" {
		name = errs.Field("resident.name", "required")
	}
	if r.Trusted.Phone.Reveal() != "" && strings.TrimSpace(r.Trusted.Name.Reveal()) == "" {
		trusted = errs.Field("resident.trusted_person_name", "required")
	}
	if r.Neighbourhood != "" {
		unknown, err := s.codes.Unknown(ctx, tx, intake.ListNeighbourhood, []string{r.Neighbourhood})
		if err != nil {
			return err
		}
		if len(unknown) > 0 {
			neighbourhood = errs.Field("resident.neighbourhood", "code.unknown")
		}
	}
	return errs.Join(name, neighbourhood, trusted)
}

// recheck brings up to date in the applications of this person whether the resident can be reached.
func (s *Service) recheck(ctx context.Context, tx *pg.Tx, r intake.Resident, applications []intake.Application) error {
	for _, a := range applications {
		if a.Resident.ID != r.ID {
			continue
		}
		a.Resident = r
		if !a.RecheckContact() {
			continue
		}
		saved, err := s.store.Save(ctx, tx, a)
		if err != nil {
			return err
		}
		changed(tx, saved)
	}
	return nil
}

func residentToProto(municipality string, r intake.Resident) *intakev1.Resident {
	return &intakev1.Resident{
		Id: r.ID, Municipality: municipality, Name: r.Name.Reveal(), Phone: r.Phone.Reveal(), Email: r.Email.Reveal(),
		Postcode: r.Postcode.Reveal(), HouseNumber: r.HouseNumber.Reveal(), Neighbourhood: r.Neighbourhood,
		PreferredChannel:    enum.Number[intakev1.ContactChannel](r.PreferredChannel),
		InterpreterLanguage: r.InterpreterLanguage,
		SafeContact: &intakev1.SafeContact{
			NoPost: r.SafeContact.NoPost, NoEmail: r.SafeContact.NoEmail, NoPhone: r.SafeContact.NoPhone,
			NoVoicemail: r.SafeContact.NoVoicemail, NoCalendar: r.SafeContact.NoCalendar,
			Instruction: r.SafeContact.Instruction.Reveal(),
		},
		TrustedPersonName: r.Trusted.Name.Reveal(), TrustedPersonPhone: r.Trusted.Phone.Reveal(),
		Household: r.Household, MergedInto: r.MergedInto,
		CreateTime: timestamppb.New(r.Created), UpdateTime: timestamppb.New(r.Updated), Etag: intake.Etag(r.Version),
	}
}

// takeOver brings what the contract lets a coordinator change back into the resident.
func takeOver(r *intake.Resident, from *intakev1.Resident) {
	safe := from.GetSafeContact()
	r.Name, r.Phone, r.Email = sealed.Of(from.GetName()), sealed.Of(from.GetPhone()), sealed.Of(from.GetEmail())
	r.Postcode, r.HouseNumber = sealed.Of(from.GetPostcode()), sealed.Of(from.GetHouseNumber())
	r.Neighbourhood = from.GetNeighbourhood()
	r.PreferredChannel = enum.Name(from.GetPreferredChannel())
	r.InterpreterLanguage = from.GetInterpreterLanguage()
	r.Trusted = intake.TrustedPerson{Name: sealed.Of(from.GetTrustedPersonName()), Phone: sealed.Of(from.GetTrustedPersonPhone())}
	r.SafeContact = intake.SafeContact{
		NoPost: safe.GetNoPost(), NoEmail: safe.GetNoEmail(), NoPhone: safe.GetNoPhone(), NoVoicemail: safe.GetNoVoicemail(),
		NoCalendar: safe.GetNoCalendar(), Instruction: sealed.Of(safe.GetInstruction()),
	}
}
