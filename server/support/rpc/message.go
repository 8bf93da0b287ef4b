package rpc

import (
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/texts"
	"oco.example/oco/server/support"
)

func toProto(municipality, language string, v support.View) *supportv1.Case {
	message := &supportv1.Case{
		Id: v.ID, Municipality: municipality, Application: v.Application, Supporter: v.Supporter,
		State:        enum.Number[supportv1.CaseState](string(v.State)),
		ResidentName: v.Contact.Name.Reveal(), ResidentPhone: v.Contact.Phone.Reveal(), SafeContact: safeContact(language, v.Contact),
		ResidentEmail: v.Contact.Email.Reveal(), ResidentPostcode: v.Contact.Postcode.Reveal(), ResidentHouseNumber: v.Contact.HouseNumber.Reveal(),
		LifeDomains: enum.Numbers[commonv1.LifeDomain](v.LifeDomains),
		OpenDate:    v.OpenDate, FirstAppointmentDate: v.FirstAppointmentDate, CloseDate: v.CloseDate,
		AppointmentMadeDate: v.AppointmentMadeDate, AppointmentTime: moment.Of(v.AppointmentTime),
		Need: v.Need.Reveal(), Outcome: v.Outcome, Fit: enum.Number[supportv1.Fit](v.Fit), Minutes: int32(v.Minutes),
		HoldReason: enum.Number[supportv1.HoldReason](v.HoldReason), HoldUntilDate: v.HoldUntilDate, RunsLong: v.Long, SecondSupporter: v.SecondSupporter,
		SuccessorView: enum.Number[supportv1.SuccessorView](string(v.SuccessorView)), SuccessorViewTime: moment.Of(v.ViewTime), SuccessorViewAccount: v.ViewAccount,
		CreateTime: timestamppb.New(v.CreateTime), UpdateTime: timestamppb.New(v.UpdateTime), Etag: v.Etag(),
	}
	for _, risk := range v.Contact.Risks {
		message.HomeVisitRisks = append(message.HomeVisitRisks, risk.Reveal())
	}
	message.MatchEnded, message.MatchEndedBy = v.Parted, enum.Number[supportv1.MatchEnder](v.MatchEndedBy)
	endingToProto(message, v.Ending)
	return message
}

// safeContact says in words what must not be done and, last, what the resident said; empty when
// there is nothing to mind.
func safeContact(language string, c support.Contact) string {
	var parts []string
	for _, forbidden := range []struct {
		is  bool
		key string
	}{
		{c.NoPost, "safe_contact.no_post"}, {c.NoEmail, "safe_contact.no_email"}, {c.NoPhone, "safe_contact.no_phone"},
		{c.NoVoicemail, "safe_contact.no_voicemail"}, {c.NoCalendar, "safe_contact.no_calendar"},
	} {
		if forbidden.is {
			parts = append(parts, texts.Word(language, forbidden.key))
		}
	}
	if instruction := c.Instruction.Reveal(); instruction != "" {
		parts = append(parts, instruction)
	}
	return strings.Join(parts, "; ")
}
