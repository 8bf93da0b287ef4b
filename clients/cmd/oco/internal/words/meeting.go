package words

import "google.golang.org/protobuf/reflect/protoreflect"

// meetingValues are the Dutch words of the values of the meeting slice.
var meetingValues = map[protoreflect.Name][]string{
	"MEETING_KIND_TRAINING":          {"opleiding", "training"},
	"MEETING_KIND_INTERVISION":       {"intervisie"},
	"MEETING_KIND_IN_DEPTH":          {"verdiepingsbijeenkomst", "verdieping"},
	"MEETING_KIND_THEME_SESSION":     {"themabijeenkomst"},
	"MEETING_KIND_JOINT_SESSION":     {"gezamenlijke bijeenkomst"},
	"MEETING_KIND_PARTNER_SESSION":   {"partnerbijeenkomst"},
	"MEETING_KIND_CONTACT_PERSONS":   {"contactpersonen"},
	"MEETING_KIND_STAKEHOLDER_GROUP": {"profijtgroep"},

	"MEETING_STATE_PLANNED":   {"gepland"},
	"MEETING_STATE_HELD":      {"gehouden"},
	"MEETING_STATE_CANCELLED": {"afgezegd"},

	"INVITATION_ANSWER_YES":   {"komt", "ja"},
	"INVITATION_ANSWER_NO":    {"komt niet", "nee"},
	"INVITATION_ANSWER_MAYBE": {"komt misschien", "misschien"},

	"ATTENDANCE_PRESENT":            {"aanwezig"},
	"ATTENDANCE_ABSENT_WITH_NOTICE": {"afgemeld"},
	"ATTENDANCE_ABSENT":             {"afwezig zonder bericht", "afwezig"},
}

// meetingFields are the Dutch words for the fields that only the meeting slice has.
var meetingFields = map[string]string{
	"agenda":             "agenda",
	"attendance":         "aanwezigheid",
	"coming":             "komen",
	"guest":              "gast",
	"guest_name":         "naam van de gast",
	"guests":             "gasten",
	"invited_date":       "volgende uitnodiging",
	"last_attended_date": "laatst aanwezig",
	"location":           "plaats",
	"meeting":            "bijeenkomst",
	"meeting_group":      "groep",
	"meeting_state":      "stand van de bijeenkomst",
	"online_link":        "online adres",
	"organiser":          "gemeente",
	"organiser_phone":    "telefoon",
	"organiser_title":    "naam van de gemeente",
	"places":             "plaatsen",
	"places_left":        "vrije plaatsen",
	"region_places":      "plaatsen voor de regio",
	"region_taken":       "bezet door de regio",
	"supporter_kind":     "soort ondersteuner",
}
