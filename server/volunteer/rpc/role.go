package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// namedRole is another role with the name of whose it is.
type namedRole struct {
	volunteer.OtherRole
	name sealed.Text
}

// CreateOtherRole records what a supporter does beside supporting.
func (s *Service) CreateOtherRole(ctx context.Context, req *volunteerv1.CreateOtherRoleRequest) (*volunteerv1.OtherRole, error) {
	owner := call.From(ctx).Owner()
	role, err := pg.Once(ctx, s.db, req, s.loadRole, func(tx *pg.Tx) (namedRole, error) {
		supporter, err := s.lockWithin(ctx, tx, owner, req.GetOtherRole().GetSupporter(), "create other role")
		if err != nil {
			return namedRole{}, err
		}
		role, err := roleFromProto(req.GetOtherRole()).Complete(calendar.Day(tx.Now()))
		unknown, failed := s.checkCode(ctx, tx, "other_role.role", otherRoles, role.Role)
		if failed != nil {
			return namedRole{}, failed
		}
		if err := errs.Join(errs.Of(err), unknown); err != nil {
			return namedRole{}, err
		}
		role.ID, role.Supporter, role.RecordedBy = pg.NewID(), supporter.ID, tx.Call().Caller.Account
		if err := s.roles.InsertRole(ctx, tx, role); err != nil {
			return namedRole{}, err
		}
		changed(tx, pg.Live, supporter)
		return s.loadRole(ctx, tx, role.ID)
	})
	if err != nil {
		return nil, err
	}
	return roleToProto(req.GetMunicipality(), role), nil
}

// EndOtherRole says that a role is over, or was recorded by mistake.
func (s *Service) EndOtherRole(ctx context.Context, req *volunteerv1.EndOtherRoleRequest) (*volunteerv1.OtherRole, error) {
	owner := call.From(ctx).Owner()
	role, err := pg.Once(ctx, s.db, req, s.loadRole, func(tx *pg.Tx) (namedRole, error) {
		found, err := s.roles.Role(ctx, tx, owner, req.GetOtherRole())
		if err != nil {
			return namedRole{}, err
		}
		supporter, err := s.lockWithin(ctx, tx, owner, found.Supporter, "end other role")
		if err != nil {
			return namedRole{}, err
		}
		// Again, now that nobody else ends it.
		role, err := s.roles.Role(ctx, tx, owner, found.ID)
		if err != nil {
			return namedRole{}, err
		}
		if req.GetEtag() != "" && req.GetEtag() != role.Etag() {
			return namedRole{}, errs.EtagMismatch()
		}
		if role, err = ended(role, req, calendar.Day(tx.Now())); err != nil {
			return namedRole{}, err
		}
		if err := s.roles.SaveRole(ctx, tx, role); err != nil {
			return namedRole{}, err
		}
		changed(tx, pg.Live, supporter)
		return s.loadRole(ctx, tx, role.ID)
	})
	if err != nil {
		return nil, err
	}
	return roleToProto(req.GetMunicipality(), role), nil
}

// ended is the role as a request ends it.
func ended(role volunteer.OtherRole, req *volunteerv1.EndOtherRoleRequest, today string) (volunteer.OtherRole, error) {
	if req.GetMistaken() {
		return role.Undo()
	}
	return role.EndOn(req.GetUntilDate(), today)
}

// GetOtherRole reads one role.
func (s *Service) GetOtherRole(ctx context.Context, req *volunteerv1.GetOtherRoleRequest) (*volunteerv1.OtherRole, error) {
	var role namedRole
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		role, err = s.loadRole(ctx, tx, req.GetOtherRole())
		return err
	})
	if err != nil {
		return nil, err
	}
	return roleToProto(req.GetMunicipality(), role), nil
}

// ListOtherRoles reads a page of other roles in the caller's reach.
func (s *Service) ListOtherRoles(ctx context.Context, req *volunteerv1.ListOtherRolesRequest) (*volunteerv1.ListOtherRolesResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[namedRole](),
		func(tx *pg.Tx, after []string, limit int) ([]namedRole, error) {
			filter := volunteer.RoleFilter{Supporter: req.GetSupporter()}
			if req.GetToCome() {
				filter.From = calendar.Day(tx.Now())
			}
			list, err := s.roles.Roles(ctx, tx, call.From(ctx).Owner(), filter, page.Key(after), limit)
			if err != nil {
				return nil, err
			}
			return s.nameRoles(ctx, tx, list)
		})
	if err != nil {
		return nil, err
	}
	answer := &volunteerv1.ListOtherRolesResponse{NextPageToken: next}
	for _, role := range list {
		answer.OtherRoles = append(answer.OtherRoles, roleToProto(req.GetMunicipality(), role))
	}
	return answer, nil
}

// loadRole finds a role again, also for a request that was repeated.
func (s *Service) loadRole(ctx context.Context, tx *pg.Tx, id string) (namedRole, error) {
	role, err := s.roles.Role(ctx, tx, call.From(ctx).Owner(), id)
	if err != nil {
		return namedRole{}, err
	}
	list, err := s.nameRoles(ctx, tx, []volunteer.OtherRole{role})
	if err != nil {
		return namedRole{}, err
	}
	return list[0], nil
}

// nameRoles reads and logs the names of whose roles they are.
func (s *Service) nameRoles(ctx context.Context, tx *pg.Tx, list []volunteer.OtherRole) ([]namedRole, error) {
	ids := make([]string, 0, len(list))
	for _, role := range list {
		ids = append(ids, role.Supporter)
	}
	names, err := s.supporters.Names(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	named := make([]namedRole, 0, len(list))
	for _, role := range list {
		named = append(named, namedRole{role, names[role.Supporter]})
	}
	return named, nil
}

// RoleNow is a role that a supporter has today.
type RoleNow struct {
	// Label is the role in the caller's language, Organisation where, by name.
	Label, Organisation string
	// Effect is what it does, a name of the contract without prefix.
	Effect string
}

// RolesNow are the other roles that supporters have today, by id, with what the policy of their kind says of them. It
// does not log: whoever tells it to somebody logs the name that it stands with.
func (s *Service) RolesNow(ctx context.Context, tx *pg.Tx, supporters []volunteer.Supporter) (map[string][]RoleNow, error) {
	today := calendar.Day(tx.Now())
	ids, kinds := make([]string, 0, len(supporters)), make(map[string]volunteer.Kind, len(supporters))
	for _, supporter := range supporters {
		ids, kinds[supporter.ID] = append(ids, supporter.ID), supporter.Kind
	}
	list, err := s.roles.RolesOf(ctx, tx, ids, today)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	counting, err := s.roles.RolesInForce(ctx, tx, today)
	if err != nil {
		return nil, err
	}
	codes := make([]string, 0, len(list))
	for _, role := range list {
		codes = append(codes, role.Role)
	}
	labels, err := s.roles.RoleLabels(ctx, tx, call.From(ctx).Language, codes)
	if err != nil {
		return nil, err
	}
	now := map[string][]RoleNow{}
	for _, role := range list {
		now[role.Supporter] = append(now[role.Supporter], RoleNow{
			Label: labels[role.Role], Organisation: role.Organisation, Effect: string(counting[kinds[role.Supporter]].Effect(role.Role)),
		})
	}
	return now, nil
}

func roleFromProto(r *volunteerv1.OtherRole) volunteer.OtherRole {
	return volunteer.OtherRole{Role: r.GetRole(), Organisation: r.GetOrganisation(), Since: r.GetSinceDate(), Until: r.GetUntilDate()}
}

func roleToProto(municipality string, r namedRole) *volunteerv1.OtherRole {
	return &volunteerv1.OtherRole{
		Id: r.ID, Municipality: municipality, Supporter: r.Supporter, SupporterName: r.name.Reveal(), Role: r.Role, Organisation: r.Organisation,
		SinceDate: r.Since, UntilDate: r.Until, Mistaken: r.Mistaken, RecordedBy: r.RecordedBy,
		CreateTime: timestamppb.New(r.CreateTime), UpdateTime: timestamppb.New(r.UpdateTime), Etag: r.Etag(),
	}
}
