package support

import (
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/sealed"
)

// Filter narrows a list of cases; what is empty does not.
type Filter struct {
	// Application and Supporter are ids.
	Application, Supporter string
	// States are the states to keep.
	States []State
}

// Contact is how the resident of an application is called and reached.
type Contact struct {
	Name, Phone, Email sealed.Text
	// Postcode and HouseNumber are where the resident lives.
	Postcode, HouseNumber sealed.Text
	// NoPost to NoCalendar are the safe-contact instructions, Instruction the resident's own words.
	NoPost, NoEmail, NoPhone, NoVoicemail, NoCalendar bool
	Instruction                                       sealed.Text
	// Risks are what to mind when visiting.
	Risks []sealed.Text
}

// View is a case as one caller sees it.
type View struct {
	Case
	// Contact is left empty as far as the caller may not see it.
	Contact Contact
	// Long: it runs long today.
	Long bool
	// Parted: its match ended without blame.
	Parted bool
	// Ending is what was told when it closed.
	Ending Ending
}

// ResourceID is the id, by which a repeated request finds the case again.
func (v View) ResourceID() string { return v.ID }

// See makes the view of a case for its owner. A supporter knows whom they supported; how that
// resident is reached only while the case runs, and in no way that is not safe: who may get no post is not visited
// unasked either. The coordinator, who arranges safe contact, sees all of it.
func (c Case) See(owner call.Owner, contact Contact) View {
	switch {
	case owner.IsEveryone():
	case owner.Account() == "":
		contact = Contact{}
	case c.State == Closed:
		contact = Contact{Name: contact.Name}
	default:
		contact = contact.safe()
	}
	if c.State == Closed {
		contact.Risks = nil
	}
	view := View{Case: c, Contact: contact, Parted: c.MatchEndedBy != ""}
	if !owner.IsEveryone() { // who said so is for coordinators: neither reads it of the other
		view.MatchEndedBy = ""
	}
	return view
}

// safe is the contact without the ways that are not.
func (c Contact) safe() Contact {
	if c.NoPhone {
		c.Phone = sealed.Text{}
	}
	if c.NoEmail {
		c.Email = sealed.Text{}
	}
	if c.NoPost {
		c.Postcode, c.HouseNumber = sealed.Text{}, sealed.Text{}
	}
	return c
}
