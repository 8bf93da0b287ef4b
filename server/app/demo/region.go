// Package demo is an invented region to try the platform with: the eight municipalities of Hart
// van Brabant, people who do not exist, and what happened to them. It calls the platform as its
// users do, through the contract, so that a demo shows nothing that could not happen.
package demo

import (
	"google.golang.org/protobuf/proto"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/admin"
)

// Home is the municipality in which most of the demo plays.
const Home = "gm0867"

// Neighbour is the municipality beside it, with one coordinator of its own.
const Neighbour = "gm0855"

// region is the short code of Hart van Brabant.
const region = "hart-van-brabant"

// place is a municipality and the neighbourhoods that its people speak of.
type place struct {
	code, name     string
	neighbourhoods []string
}

// places are the municipalities that meet as Hart van Brabant, by CBS code.
var places = []place{
	{Home, "Waalwijk", []string{"Centrum", "De Hoef", "Baardwijk", "Waspik", "Sprang-Capelle", "Besoyen", "Zanddonk"}},
	{Neighbour, "Tilburg", []string{"Centrum", "Noord", "Oud-Noord", "Zuid", "West", "Reeshof"}},
	{"gm1723", "Alphen-Chaam", []string{"Alphen", "Chaam", "Galder"}},
	{"gm0744", "Baarle-Nassau", []string{"Baarle", "Ulicoten"}},
	{"gm0784", "Gilze en Rijen", []string{"Gilze", "Rijen", "Hulten"}},
	{"gm0785", "Goirle", []string{"Goirle", "Riel"}},
	{"gm0798", "Hilvarenbeek", []string{"Hilvarenbeek", "Diessen", "Esbeek"}},
	{"gm0824", "Oisterwijk", []string{"Oisterwijk", "Moergestel", "Haaren"}},
}

// middles are about where the neighbourhoods of Home are, by code: degrees north and east.
var middles = map[string][2]float64{
	"centrum": {51.685, 5.071}, "de_hoef": {51.680, 5.078}, "baardwijk": {51.690, 5.090}, "waspik": {51.689, 4.944},
	"sprang_capelle": {51.668, 5.033}, "besoyen": {51.687, 5.052}, "zanddonk": {51.679, 5.060},
}

// settings are what a demo shows of a place. The number is in a range that is given out to nobody.
func (p place) settings() admin.Municipality {
	var weekdays []admin.OpeningHours
	for day := range 5 {
		weekdays = append(weekdays, admin.OpeningHours{Weekday: day + 1, Opens: "09:00", Closes: "17:00"})
	}
	return admin.Municipality{
		Code: p.code, Name: p.name, Region: region, Active: true, ContactName: "Team cliëntondersteuning " + p.name,
		Phone: "085 000 00 00", Email: "oco@" + p.code + ".example", Website: "https://" + p.code + ".example",
		Introduction:       "Wij staan naast u. Gratis en onafhankelijk. Vertel ons waar u hulp bij wilt; wij bellen u terug.",
		Privacy:            "Wij gebruiken uw gegevens alleen om u te helpen. De gemeente ziet uw gegevens niet.",
		PromiseWorkingDays: 2, OfferWorkingHours: admin.UsualOffer, CaseWeeks: admin.UsualCaseWeeks, Promises: admin.UsualTerms, OpeningHours: weekdays,
		NeighbourhoodPoints: []admin.NeighbourhoodPoint{{
			Code: "centrum", Name: "Wijkpunt Centrum", Address: "Dorpsplein 1, " + p.name, OpeningHours: weekdays,
		}},
	}
}

// municipality is the same as an administrator sends it.
func (p place) municipality() *adminv1.Municipality {
	m := p.settings()
	weekdays := make([]*commonv1.OpeningHours, 0, len(m.OpeningHours))
	for _, h := range m.OpeningHours {
		weekdays = append(weekdays, &commonv1.OpeningHours{Weekday: int32(h.Weekday), Opens: h.Opens, Closes: h.Closes})
	}
	point := m.NeighbourhoodPoints[0]
	return &adminv1.Municipality{
		Municipality: m.Code, Name: m.Name, Region: m.Region, Active: m.Active, ContactName: m.ContactName, Phone: m.Phone,
		Email: m.Email, Website: m.Website, Introduction: m.Introduction, Privacy: m.Privacy,
		PromiseWorkingDays: proto.Int32(int32(m.PromiseWorkingDays)), OfferWorkingHours: proto.Int32(int32(m.OfferWorkingHours)), CaseWeeks: proto.Int32(int32(m.CaseWeeks)), OpeningHours: weekdays,
		NeighbourhoodPoints: []*commonv1.NeighbourhoodPoint{{Code: point.Code, Name: point.Name, Address: point.Address, OpeningHours: weekdays}},
	}
}
