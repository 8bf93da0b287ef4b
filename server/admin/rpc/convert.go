package rpc

import (
	"google.golang.org/protobuf/proto"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/sealed"
)

func each[From, To any](list []From, convert func(From) To) []To {
	converted := make([]To, 0, len(list))
	for _, item := range list {
		converted = append(converted, convert(item))
	}
	return converted
}

func municipalityToProto(m admin.Municipality) *adminv1.Municipality {
	return &adminv1.Municipality{
		Municipality: m.Code, Name: m.Name, Region: m.Region, Active: m.Active, ContactName: m.ContactName, Phone: m.Phone,
		Email: m.Email, Website: m.Website, Introduction: m.Introduction, Privacy: m.Privacy,
		PromiseWorkingDays: proto.Int32(int32(m.PromiseWorkingDays)), OfferWorkingHours: proto.Int32(int32(m.OfferWorkingHours)), OpeningHours: each(m.OpeningHours, hoursToProto),
		NeighbourhoodPoints: each(m.NeighbourhoodPoints, func(p admin.NeighbourhoodPoint) *commonv1.NeighbourhoodPoint {
			return &commonv1.NeighbourhoodPoint{Code: p.Code, Name: p.Name, Address: p.Address, OpeningHours: each(p.OpeningHours, hoursToProto)}
		}),
		IntervisionWeeks: int32(m.IntervisionWeeks), InDepthAfter: int32(m.InDepthAfter), CaseWeeks: proto.Int32(int32(m.CaseWeeks)), PromiseTerms: termsToProto(m.Promises),
		CreateTime: created(m.Stamp), UpdateTime: updated(m.Stamp), Etag: etag(m.Version),
	}
}

func municipalityFromProto(m *adminv1.Municipality) admin.Municipality {
	return admin.Municipality{
		Code: m.GetMunicipality(), Name: m.GetName(), Region: m.GetRegion(), ContactName: m.GetContactName(), Phone: m.GetPhone(),
		Email: m.GetEmail(), Website: m.GetWebsite(), Introduction: m.GetIntroduction(), Privacy: m.GetPrivacy(),
		PromiseWorkingDays: said(m.PromiseWorkingDays, admin.UsualPromise), OfferWorkingHours: said(m.OfferWorkingHours, admin.UsualOffer),
		CaseWeeks: said(m.CaseWeeks, admin.UsualCaseWeeks), Promises: termsFromProto(m.GetPromiseTerms()),
		IntervisionWeeks: int(m.GetIntervisionWeeks()), InDepthAfter: int(m.GetInDepthAfter()), OpeningHours: each(m.GetOpeningHours(), hoursFromProto),
		NeighbourhoodPoints: each(m.GetNeighbourhoodPoints(), func(p *commonv1.NeighbourhoodPoint) admin.NeighbourhoodPoint {
			return admin.NeighbourhoodPoint{
				Code: p.GetCode(), Name: p.GetName(), Address: p.GetAddress(), OpeningHours: each(p.GetOpeningHours(), hoursFromProto),
			}
		}),
	}
}

// said is a number, or the usual one when none was said.
func said(number *int32, usual int) int {
	if number == nil {
		return usual
	}
	return int(*number)
}

func hoursToProto(h admin.OpeningHours) *commonv1.OpeningHours {
	return &commonv1.OpeningHours{Weekday: int32(h.Weekday), Opens: h.Opens, Closes: h.Closes}
}

func hoursFromProto(h *commonv1.OpeningHours) admin.OpeningHours {
	return admin.OpeningHours{Weekday: int(h.GetWeekday()), Opens: h.GetOpens(), Closes: h.GetCloses()}
}

func codeToProto(c admin.Code) *adminv1.Code {
	return &adminv1.Code{
		Id: c.ID, Municipality: c.Municipality, List: enum.Number[adminv1.CodeList](string(c.List)), Code: c.Code,
		LabelNl: c.LabelNL, LabelEn: c.LabelEN, LifeDomain: enum.Number[commonv1.LifeDomain](c.LifeDomain), Words: c.Words,
		Position: int32(c.Position), Active: c.Active, Latitude: c.Latitude, Longitude: c.Longitude, CreateTime: created(c.Stamp), UpdateTime: updated(c.Stamp), Etag: etag(c.Version),
	}
}

func codeFromProto(c *adminv1.Code) admin.Code {
	return admin.Code{
		ID: c.GetId(), List: admin.List(enum.Name(c.GetList())), Code: c.GetCode(), LabelNL: c.GetLabelNl(), LabelEN: c.GetLabelEn(),
		LifeDomain: enum.Name(c.GetLifeDomain()), Words: c.GetWords(), Position: int(c.GetPosition()), Active: c.GetActive(), Latitude: c.Latitude, Longitude: c.Longitude,
	}
}

func accountToProto(a admin.Account) *adminv1.Account {
	return &adminv1.Account{
		Id: a.ID, Municipality: a.Municipality, Kind: enum.Number[adminv1.AccountKind](string(a.Kind)), Name: a.Name.Reveal(),
		Email: a.Email.Reveal(), Issuer: a.Issuer, Subject: a.Subject, Municipal: a.Municipal, Active: a.Active,
		CreateTime: created(a.Stamp), UpdateTime: updated(a.Stamp), Etag: etag(a.Version),
	}
}

func accountFromProto(a *adminv1.Account) admin.Account {
	return admin.Account{
		ID: a.GetId(), Kind: admin.AccountKind(enum.Name(a.GetKind())), Name: sealed.Of(a.GetName()), Email: sealed.Of(a.GetEmail()),
		Issuer: a.GetIssuer(), Subject: a.GetSubject(), Municipal: a.GetMunicipal(), Active: a.GetActive(),
	}
}

func grantToProto(g admin.Grant) *adminv1.Grant {
	return &adminv1.Grant{
		Id: g.ID, Municipality: g.Municipality, Account: g.Account, Role: commonv1.Role(g.Role), Organisation: g.Organisation,
		Region: g.Region, StartDate: g.StartDate, UntilDate: g.UntilDate, DeputyOf: g.DeputyOf, State: enum.Number[adminv1.GrantState](string(g.State)), GivenBy: g.GivenBy,
		ConfirmedBy: g.ConfirmedBy, CreateTime: created(g.Stamp), UpdateTime: updated(g.Stamp), Etag: etag(g.Version),
	}
}

func grantFromProto(g *adminv1.Grant) admin.Grant {
	return admin.Grant{
		Account: g.GetAccount(), Role: call.Role(g.GetRole()), Organisation: g.GetOrganisation(), Region: g.GetRegion(),
		StartDate: g.GetStartDate(), UntilDate: g.GetUntilDate(), DeputyOf: g.GetDeputyOf(),
	}
}

func certificateToProto(c admin.Certificate) *adminv1.Certificate {
	return &adminv1.Certificate{
		Id: c.ID, Municipality: c.Municipality, Account: c.Account, Fingerprint: c.Fingerprint, UntilDate: c.UntilDate,
		CreateTime: created(c.Stamp), UpdateTime: updated(c.Stamp), Etag: etag(c.Version),
	}
}
