package cli

import (
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"

	"oco.example/oco/clients/cmd/oco/internal/show"
)

// mostNames is how many names are asked for at most: as many as a page has rows.
const mostNames = largestPage

// kind is a kind of thing that has a name.
type kind int

const (
	anAccount kind = iota
	anOrganisation
	aReferrer
	aResident
	aGuest
	aSupporter
)

// named are the fields that hold an id of which people rather read the name, and of what.
var named = map[protoreflect.FullName]kind{
	"oco.admin.v1.Grant.account":                   anAccount,
	"oco.admin.v1.Grant.given_by":                  anAccount,
	"oco.admin.v1.Grant.confirmed_by":              anAccount,
	"oco.admin.v1.Grant.deputy_of":                 anAccount,
	"oco.intake.v1.Consent.recorded_by":            anAccount,
	"oco.intake.v1.DirectAnswer.recorded_by":       anAccount,
	"oco.intake.v1.Referrer.account":               anAccount,
	"oco.volunteer.v1.Supporter.contact_account":   anAccount,
	"oco.volunteer.v1.Supporter.account":           anAccount,
	"oco.intake.v1.Referrer.referrer_organisation": anOrganisation,
	"oco.intake.v1.Applicant.referrer":             aReferrer,
	"oco.intake.v1.Referral.referrer":              aReferrer,
	"oco.intake.v1.Household.residents":            aResident,
	"oco.meeting.v1.MeetingInvitation.supporter":   aSupporter,
	"oco.meeting.v1.MeetingInvitation.account":     anAccount,
	"oco.meeting.v1.MeetingGroup.supporters":       aSupporter,
	"oco.meeting.v1.MeetingGroup.guests":           aGuest,
	"oco.support.v1.Case.supporter":                aSupporter,
	"oco.volunteer.v1.Supporter.buddy":             aSupporter,
}

// readers are the RPCs that tell the name of a thing.
var readers = map[kind]string{
	anAccount: adminv1.AdminService_GetAccount_FullMethodName, anOrganisation: intakev1.ReferrerService_GetReferrerOrganisation_FullMethodName,
	aReferrer: intakev1.ReferrerService_GetReferrer_FullMethodName, aResident: intakev1.ResidentService_GetResident_FullMethodName,
	aGuest: meetingv1.MeetingService_GetMeetingGuest_FullMethodName, aSupporter: volunteerv1.VolunteerService_GetSupporter_FullMethodName,
}

// names looks names up, each once, as far as the caller may read them: what is refused stands in the
// server's log as an attempt.
type names struct {
	call  *call
	found map[string]string
	asked map[string]bool
}

// nameRows has the printer say the names of what the columns of rows hold ids of.
func (c *call) nameRows(rows []proto.Message) {
	columns := c.command.columns
	if len(c.printer.Columns) > 0 {
		columns = c.printer.Columns
	}
	c.nameAll(rows, func(field protoreflect.FieldDescriptor) bool {
		for _, column := range columns {
			column = strings.ReplaceAll(column, "-", "_")
			if column == string(field.Name()) || strings.HasSuffix(column, "."+string(field.Name())) {
				return true
			}
		}
		return false
	})
}

// nameRecord does the same for all fields of one thing.
func (c *call) nameRecord(m proto.Message) {
	c.nameAll([]proto.Message{m}, func(protoreflect.FieldDescriptor) bool { return true })
}

// nameAll looks up the names for people; programs read ids.
func (c *call) nameAll(messages []proto.Message, wanted func(protoreflect.FieldDescriptor) bool) {
	if c.printer.Format != show.Table {
		return
	}
	n := &names{call: c, found: map[string]string{}, asked: map[string]bool{}}
	for _, m := range messages {
		n.visit(m.ProtoReflect(), wanted)
	}
	c.printer.Names = n.found
}

func (n *names) visit(m protoreflect.Message, wanted func(protoreflect.FieldDescriptor) bool) {
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		of, known := named[field.FullName()]
		switch {
		case known && wanted(field) && field.IsList():
			for i := range value.List().Len() {
				n.ask(of, value.List().Get(i).String())
			}
		case known && wanted(field):
			n.ask(of, value.String())
		case field.Message() != nil && !field.IsList() && !field.IsMap():
			n.visit(value.Message(), wanted)
		}
		return true
	})
}

// ask looks one name up. What cannot be found, or not by this caller, keeps its id alone; everybody
// may know their own name.
func (n *names) ask(of kind, id string) {
	if id == "" || n.asked[id] || len(n.asked) == mostNames {
		return
	}
	n.asked[id] = true
	if me := n.call.caller(); of == anAccount && me.GetAccount() == id {
		n.found[id] = me.GetName()
		return
	}
	if !n.call.may(readers[of]) {
		return
	}
	if name, err := n.read(of, id); err == nil && name != "" {
		n.found[id] = name
	}
}

func (n *names) read(of kind, id string) (string, error) {
	ctx, client, municipality := n.call.ctx, n.call.client, n.call.municipality(n.call.cmd)
	switch of {
	case anAccount:
		account, err := client.Admin.GetAccount(ctx, &adminv1.GetAccountRequest{Municipality: municipality, Account: id})
		return account.GetName(), err
	case aGuest:
		guest, err := client.Meetings.GetMeetingGuest(ctx, &meetingv1.GetMeetingGuestRequest{Municipality: municipality, MeetingGuest: id})
		return guest.GetName(), err
	case anOrganisation:
		organisation, err := client.Referrers.GetReferrerOrganisation(ctx, &intakev1.GetReferrerOrganisationRequest{Municipality: municipality, ReferrerOrganisation: id})
		return organisation.GetName(), err
	case aReferrer:
		referrer, err := client.Referrers.GetReferrer(ctx, &intakev1.GetReferrerRequest{Municipality: municipality, Referrer: id})
		return referrer.GetName(), err
	case aResident:
		resident, err := client.Residents.GetResident(ctx, &intakev1.GetResidentRequest{Municipality: municipality, Resident: id})
		return resident.GetName(), err
	default:
		supporter, err := client.Volunteers.GetSupporter(ctx, &volunteerv1.GetSupporterRequest{Municipality: municipality, Supporter: id})
		return supporter.GetName(), err
	}
}
