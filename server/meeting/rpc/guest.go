package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// guests are the roles of those who can be invited by their account. A policy adviser cannot: they never meet a case,
// and a meeting can be about one.
var guests = []call.Role{call.RoleAccessTeam, call.RolePartnerContact, call.RoleOrganisationPlanner, call.RoleCoordinator}

// guestOrder has those who were written down before the accounts; the first key says among which a page ended.
var guestOrder = page.Order[meeting.Guest]{Columns: "account, id desc", Keys: func(g meeting.Guest) []string {
	return []string{map[bool]string{true: writtenDown}[g.Account == ""], g.ResourceID()}
}}

const writtenDown = "guest"

// ListMeetingGuests reads a page of those who are no supporters and can be invited: those who were written down, then
// those with an account.
func (s *Service) ListMeetingGuests(ctx context.Context, req *meetingv1.ListMeetingGuestsRequest) (*meetingv1.ListMeetingGuestsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, guestOrder, func(tx *pg.Tx, after []string, limit int) ([]meeting.Guest, error) {
		var list []meeting.Guest
		var account string
		if len(after) == 2 && after[0] != writtenDown {
			account = after[1]
		} else {
			var last string
			if len(after) == 2 {
				last = after[1]
			}
			var err error
			if list, err = s.guests.Guests(ctx, tx, last, limit); err != nil || len(list) == limit {
				return list, err
			}
		}
		accounts, err := s.accounts.Guests(ctx, tx, guests, account, limit-len(list))
		return append(list, accounts...), err
	})
	if err != nil {
		return nil, err
	}
	answer := &meetingv1.ListMeetingGuestsResponse{NextPageToken: next}
	for _, guest := range list {
		answer.MeetingGuests = append(answer.MeetingGuests, guestToProto(req.GetMunicipality(), guest))
	}
	return answer, nil
}

// CreateMeetingGuest writes down somebody without an account.
func (s *Service) CreateMeetingGuest(ctx context.Context, req *meetingv1.CreateMeetingGuestRequest) (*meetingv1.MeetingGuest, error) {
	guest, err := pg.Once(ctx, s.db, req, s.guests.Guest, func(tx *pg.Tx) (meeting.Guest, error) {
		guest := meeting.Guest{ID: pg.NewID()}
		callThem(&guest, req.GetMeetingGuest())
		if err := guest.Check(); err != nil {
			return meeting.Guest{}, err
		}
		if err := s.guests.InsertGuest(ctx, tx, guest); err != nil {
			return meeting.Guest{}, err
		}
		return s.guests.Guest(ctx, tx, guest.ID)
	})
	if err != nil {
		return nil, err
	}
	return guestToProto(req.GetMunicipality(), guest), nil
}

// GetMeetingGuest reads one who was written down.
func (s *Service) GetMeetingGuest(ctx context.Context, req *meetingv1.GetMeetingGuestRequest) (*meetingv1.MeetingGuest, error) {
	var guest meeting.Guest
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		guest, err = s.guests.Guest(ctx, tx, req.GetMeetingGuest())
		return err
	})
	if err != nil {
		return nil, err
	}
	return guestToProto(req.GetMunicipality(), guest), nil
}

// UpdateMeetingGuest changes the fields that the mask names.
func (s *Service) UpdateMeetingGuest(ctx context.Context, req *meetingv1.UpdateMeetingGuestRequest) (*meetingv1.MeetingGuest, error) {
	guest, err := pg.Once(ctx, s.db, req, s.guests.Guest, func(tx *pg.Tx) (meeting.Guest, error) {
		guest, err := s.guests.LockGuest(ctx, tx, req.GetMeetingGuest().GetId())
		if err != nil {
			return meeting.Guest{}, err
		}
		if err := guest.CheckEtag(req.GetMeetingGuest().GetEtag()); err != nil {
			return meeting.Guest{}, err
		}
		merged := guestToProto(req.GetMunicipality(), guest)
		if err := patch.Apply(req, merged); err != nil {
			return meeting.Guest{}, err
		}
		callThem(&guest, merged)
		if err := guest.Check(); err != nil {
			return meeting.Guest{}, err
		}
		if err := s.guests.SaveGuest(ctx, tx, guest); err != nil {
			return meeting.Guest{}, err
		}
		return s.guests.Guest(ctx, tx, guest.ID)
	})
	if err != nil {
		return nil, err
	}
	return guestToProto(req.GetMunicipality(), guest), nil
}

// DeleteMeetingGuest erases who was written down. Asked again under the same request_id, it answers the same: they are
// gone.
func (s *Service) DeleteMeetingGuest(ctx context.Context, req *meetingv1.DeleteMeetingGuestRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (meeting.Guest, error) { return meeting.Guest{}, nil }
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (meeting.Guest, error) {
		guest, err := s.guests.LockGuest(ctx, tx, req.GetMeetingGuest())
		if err != nil {
			return meeting.Guest{}, err
		}
		if err := guest.CheckEtag(req.GetEtag()); err != nil {
			return meeting.Guest{}, err
		}
		return guest, s.guests.EraseGuests(ctx, tx, []string{guest.ID})
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

// lapsedAtOnce is how many guests are erased in one transaction.
const lapsedAtOnce = 200

// EraseLapsedGuests erases the guests of the municipality who were not invited for so long, and returns how many.
func (s *Service) EraseLapsedGuests(ctx context.Context) (erased int, err error) {
	for more := true; more; {
		err := s.db.Write(ctx, func(tx *pg.Tx) error {
			ids, err := s.guests.Lapsed(ctx, tx, meeting.GuestsSince(tx.Now()), lapsedAtOnce)
			more = len(ids) == lapsedAtOnce
			if err != nil || len(ids) == 0 {
				return err
			}
			erased += len(ids)
			return s.guests.EraseGuests(ctx, tx, ids)
		})
		if err != nil {
			return erased, err
		}
	}
	return erased, nil
}

// callThem brings what the contract lets a coordinator write down into the guest.
func callThem(g *meeting.Guest, from *meetingv1.MeetingGuest) {
	g.Name, g.Email, g.Phone = sealed.Of(from.GetName()), sealed.Of(from.GetEmail()), sealed.Of(person.StandardPhone(from.GetPhone()))
}

func guestToProto(municipality string, g meeting.Guest) *meetingv1.MeetingGuest {
	message := &meetingv1.MeetingGuest{
		Account: g.Account, Id: g.ID, Municipality: municipality, Name: g.Name.Reveal(), Email: g.Email.Reveal(), Phone: g.Phone.Reveal(),
		CreateTime: moment.Of(g.CreateTime), UpdateTime: moment.Of(g.UpdateTime), Etag: g.Etag(),
	}
	for _, role := range g.Roles {
		message.Roles = append(message.Roles, commonv1.Role(role))
	}
	return message
}
