package matching

import (
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/sealed"
)

// Filter narrows a list of offers; what is empty does not.
type Filter struct {
	// Application, Supporter and Wave are ids.
	Application, Supporter, Wave string
	// States are the states to keep.
	States []State
}

// View is an offer as one caller sees it.
type View struct {
	Offer
	SupporterName               sealed.Text
	ResidentName, ResidentPhone sealed.Text
}

// ResourceID is the id, by which a repeated request finds the offer again.
func (v View) ResourceID() string { return v.ID }

// SeesSupporterName reports whether the owner is told the supporter's name: whoever asks several.
func SeesSupporterName(owner call.Owner) bool {
	return owner.IsEveryone() || len(owner.Organisations()) > 0
}

// SeesResidentName reports whether the owner is told who the resident is. A supporter is from
// their own yes on, as long as the match lasts; the planner of an organisation never is.
func (o Offer) SeesResidentName(owner call.Owner) bool {
	if owner.IsEveryone() {
		return true
	}
	return owner.Account() != "" && o.State == Accepted && o.UndoneTime.IsZero()
}

// SeesResidentPhone reports whether the owner is told the resident's phone number: a supporter
// while the support case is open, unless safe contact forbids calling.
func (o Offer) SeesResidentPhone(owner call.Owner, contact ResidentContact) bool {
	if owner.IsEveryone() {
		return true
	}
	return o.SeesResidentName(owner) && o.CaseOpen && !contact.NoPhone
}

// See makes the view of an offer for its owner.
func (o Offer) See(owner call.Owner, supporterName sealed.Text, contact ResidentContact) View {
	view := View{Offer: o}
	if !owner.IsEveryone() { // what coordinators note for each other
		view.Override, view.Wave = Override{}, ""
	}
	if SeesSupporterName(owner) {
		view.SupporterName = supporterName
	}
	if o.SeesResidentName(owner) {
		view.ResidentName = contact.Name
	}
	if o.SeesResidentPhone(owner, contact) {
		view.ResidentPhone = contact.Phone
	}
	return view
}
