package intake

import (
	"slices"
	"strings"

	"oco.example/oco/server/platform/errs"
)

// ToMunicipality is a hand-over to the team of another municipality, as in oco.intake.v1.HandoverRecipientKind.
const ToMunicipality = "MUNICIPALITY"

// Neighbour is another municipality of the region that uses the platform.
type Neighbour struct {
	// Municipality is its CBS code in lower case.
	Municipality string
	Name         string
	// Phone is the number of its team.
	Phone string
}

// Incoming (binnenkomende overdracht) is a hand-over of a neighbour to this municipality. Handover.Data is only there as long
// as it waits: once it is taken over, the application here is what this municipality knows.
type Incoming struct {
	Handover

	From Neighbour
	// TakenInto is the application here that it became, empty while there is none.
	TakenInto string
}

// ResourceID names the hand-over for everybody: who sent it, and its id there.
func (h Incoming) ResourceID() string { return h.From.Municipality + "-" + h.ID }

// ParseIncoming takes apart what ResourceID put together.
func ParseIncoming(id string) (from, handover string) {
	from, handover, _ = strings.Cut(id, "-")
	return from, handover
}

// AnsweredHere reports whether who sent a hand-over may record the answer: a municipality that reads it answers itself.
func (h Handover) AnsweredHere() bool { return h.RecipientMunicipality == "" }

// checkMunicipality refuses a municipality where it has no business, and one that could not reach the resident.
func (h Handover) checkMunicipality() error {
	if h.RecipientMunicipality == "" {
		return nil
	}
	var kind, name, fields *errs.Error
	if h.RecipientKind != ToMunicipality {
		kind = errs.Field("handover.recipient_municipality", "handover.other_kind")
	} else if strings.TrimSpace(h.RecipientName.Reveal()) != "" {
		name = errs.Field("handover.recipient_name", "handover.name_of_municipality")
	}
	if !slices.Contains(h.Fields, HandName) || !slices.Contains(h.Fields, HandReach) {
		fields = errs.Field("handover.fields", "handover.reach_needed")
	}
	return errs.Join(kind, name, fields)
}

// Take is the application that a hand-over of a neighbour becomes here: what was handed over, as the resident's own. Only
// one that waits is taken over.
func (h Incoming) Take() (Application, error) {
	if h.State != HandoverSent {
		return Application{}, errs.StateConflict("handover", string(h.State))
	}
	return Application{
		Resident: h.Resident(), Applicant: Applicant{Kind: ByResident}, Channel: Website, LifeDomains: h.Data.LifeDomains,
		Question: h.Data.Need, FromMunicipality: h.From.Municipality, FromHandover: h.ID,
	}, nil
}

// Resident is whom it is about, as far as that was handed over.
func (h Incoming) Resident() Resident {
	d := h.Data
	return Resident{
		Name: d.Name, Phone: d.Phone, Email: d.Email, Postcode: d.Postcode, HouseNumber: d.HouseNumber, SafeContact: d.SafeContact,
	}
}
