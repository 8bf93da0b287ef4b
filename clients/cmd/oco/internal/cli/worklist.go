package cli

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/words"
)

// open are the states of an application that somebody still has to do something for.
var open = []intakev1.ApplicationState{
	intakev1.ApplicationState_APPLICATION_STATE_RECEIVED, intakev1.ApplicationState_APPLICATION_STATE_AWAITING_CONSENT,
	intakev1.ApplicationState_APPLICATION_STATE_WAITING_FOR_MATCH, intakev1.ApplicationState_APPLICATION_STATE_OFFERED,
	intakev1.ApplicationState_APPLICATION_STATE_MATCHED, intakev1.ApplicationState_APPLICATION_STATE_IN_SUPPORT,
}

// openFirst narrows the worklist to what is open, and puts what is urgent and what is due first, unless the command
// line says otherwise. Of one resident all is meant, and all is history: those have the newest first.
func openFirst(c *call) error {
	flags := c.cmd.Flags()
	all, _ := flags.GetBool("all") // every list has the flag
	chosen := flags.Changed("state")
	everything := !chosen && (all || flags.Changed("resident"))
	if !chosen && !everything {
		for _, state := range open {
			if err := flags.Set("state", words.Of(state.Descriptor().Values().ByNumber(state.Number()), "en")); err != nil {
				return err
			}
		}
		c.more = "list.more_open"
	}
	if everything || flags.Changed("order") {
		return nil
	}
	return flags.Set("order", "promise")
}

// worklistRows prints the worklist, and tells of residents who stand in it with more than one open
// application.
func worklistRows(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	rows, more, err := c.rows(request)
	if err != nil {
		return err
	}
	if c.printer.Format == show.Table {
		onlyPressing(rows)
	}
	if err := c.table(rows, more); err != nil || c.printer.Format != show.Table {
		return err
	}
	for _, ids := range sameResident(rows) {
		fmt.Fprintln(c.err, c.say("note.line", "text", c.say("list.same_resident", "ids", strings.Join(ids, ", "))))
	}
	return nil
}

// onlyPressing leaves of the promises of each application the one that is broken first: in a line there is
// room for what has to be done next. Other formats have them all.
func onlyPressing(rows []proto.Message) {
	for _, row := range rows {
		a, ok := row.(*intakev1.Application)
		if !ok {
			continue
		}
		var pressing []*intakev1.PromiseClock
		for _, clock := range a.GetPromiseClocks() {
			still := clock.GetState() == intakev1.PromiseState_PROMISE_STATE_STANDS_STILL
			if still || clock.GetKeptTime() != nil || clock.GetState() == intakev1.PromiseState_PROMISE_STATE_KEPT {
				continue
			}
			if pressing == nil || clock.GetDueTime().AsTime().Before(pressing[0].GetDueTime().AsTime()) {
				pressing = []*intakev1.PromiseClock{clock}
			}
		}
		a.PromiseClocks = pressing
	}
}

// sameResident are the open applications that are of one resident, for each with more than one.
func sameResident(rows []proto.Message) [][]string {
	var order []string
	of := map[string][]string{}
	for _, row := range rows {
		a, ok := row.(*intakev1.Application)
		if !ok || a.GetResident() == "" || !isOpen(a) {
			continue
		}
		if of[a.GetResident()] == nil {
			order = append(order, a.GetResident())
		}
		of[a.GetResident()] = append(of[a.GetResident()], a.GetId())
	}
	var several [][]string
	for _, resident := range order {
		if len(of[resident]) > 1 {
			several = append(several, of[resident])
		}
	}
	return several
}

func isOpen(a *intakev1.Application) bool {
	return slices.Contains(open, a.GetState())
}

// oneApplication prints an application with who it is about, how they may be reached first.
func oneApplication(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	answer, err := c.invoke(c.method, request)
	if err != nil {
		return err
	}
	a, ok := answer.(*intakev1.Application)
	if !ok || c.printer.Format != show.Table {
		return c.print(answer)
	}
	c.notices(answer)
	if err := c.printer.Card(c.person(a), c.rest(a)); err != nil {
		return err
	}
	for _, other := range c.othersOpen(a) {
		fmt.Fprintln(c.err, c.say("note.line", "text", c.say("list.other_open", "id", other.GetId(), "date", other.GetApplicationDate())))
	}
	return nil
}

// othersOpen are the other open applications of the same resident, as far as this caller sees any.
func (c *call) othersOpen(a *intakev1.Application) []*intakev1.Application {
	if a.GetResident() == "" {
		return nil
	}
	answer, err := c.client.Intake.ListApplications(c.ctx, &intakev1.ListApplicationsRequest{
		Municipality: a.GetMunicipality(), Resident: a.GetResident(), States: open, PageSize: largestPage,
	})
	if err != nil { // what was asked for has been printed
		return nil
	}
	return slices.DeleteFunc(answer.GetApplications(), func(other *intakev1.Application) bool { return other.GetId() == a.GetId() })
}

// person are the lines about the resident of an application. Who may not read residents, the desk,
// sees what the application itself says.
func (c *call) person(a *intakev1.Application) [][2]string {
	safe, name := a.GetSafeContact(), a.GetResidentName()
	lines := [][2]string{{"safe_contact", safely(safe, c.printer.Language)}, {"resident_name", name}}
	if a.GetResident() == "" || !c.may(intakev1.ResidentService_GetResident_FullMethodName) {
		return lines
	}
	r, err := c.client.Residents.GetResident(c.ctx, &intakev1.GetResidentRequest{Municipality: a.GetMunicipality(), Resident: a.GetResident()})
	if err != nil {
		return lines
	}
	channel := r.GetPreferredChannel()
	return append(lines, [2]string{"phone", r.GetPhone()}, [2]string{"email", r.GetEmail()}, [2]string{"postcode", r.GetPostcode()},
		[2]string{"house_number", r.GetHouseNumber()}, [2]string{"interpreter_language", r.GetInterpreterLanguage()},
		[2]string{"preferred_channel", words.Of(channel.Descriptor().Values().ByNumber(channel.Number()), c.printer.Language)},
		[2]string{"trusted_person_name", r.GetTrustedPersonName()}, [2]string{"trusted_person_phone", r.GetTrustedPersonPhone()})
}

// safely says how a resident may be reached, in their own words first.
func safely(s *intakev1.SafeContact, language string) string {
	var parts []string
	if s.GetInstruction() != "" {
		parts = append(parts, s.GetInstruction())
	}
	for _, ban := range []struct {
		field string
		set   bool
	}{
		{"no_phone", s.GetNoPhone()}, {"no_voicemail", s.GetNoVoicemail()}, {"no_email", s.GetNoEmail()}, {"no_post", s.GetNoPost()},
		{"no_calendar", s.GetNoCalendar()},
	} {
		if ban.set {
			parts = append(parts, words.Field(ban.field, language))
		}
	}
	return strings.Join(parts, "; ")
}

// rest is an application without what the lines about its resident say.
func (c *call) rest(a *intakev1.Application) *intakev1.Application {
	rest, ok := proto.Clone(a).(*intakev1.Application)
	if !ok {
		return a
	}
	rest.SafeContact, rest.ResidentName = nil, ""
	return rest
}
