package document

import (
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/privacy"
)

// words are what the platform's words are called for people.
type words struct {
	page pageWords
	// names are those of parts and lines.
	names   map[string]string
	yes, no string
}

// pageWords are what stands around the dossier.
type pageWords struct{ Title, Made, Introduction, Apart, Surveys, Recorded, LeftOut, Nothing string }

// say is what a word is called; a word that nobody translated is shown as it is.
func (w words) say(name string) string {
	if said, ok := w.names[name]; ok {
		return said
	}
	return name
}

// show is a value as people read it; what somebody typed stays as it is.
func (w words) show(line privacy.CopyLine) string {
	if line.FreeText {
		return line.Value
	}
	switch line.Value {
	case "true":
		return w.yes
	case "false":
		return w.no
	}
	if moment, err := calendar.ParseDay(line.Value); err == nil {
		return day(moment)
	}
	return line.Value
}

var dutch = words{
	yes: "ja", no: "nee",
	page: pageWords{
		Title:        "Wat er over u is vastgelegd",
		Made:         "Gemaakt op",
		Introduction: "Dit is wat wij over u bewaren. Staat er iets in dat niet klopt? Vraag ons dan om het te verbeteren.",
		Apart:        "Klachten, zorgen over veiligheid en incidenten staan er niet bij: die leest alleen wie ze behandelt. Vraag de klachtenfunctionaris ernaar.",
		Surveys:      "Wat u invulde in een enquête staat er niet bij: dat bewaren wij zonder naam. Niemand kan terugvinden welk antwoord van u is, wij ook niet.",
		Recorded:     "Vastgelegd op",
		LeftOut:      "Weggelaten: dit gaat over iemand anders.",
		Nothing:      "Er is niets over u vastgelegd.",
	},
	names: map[string]string{
		"resident": "Wie u bent", "application": "Aanmelding", "triage_decision": "Afweging door de coördinator", "consent": "Toestemming",
		"representative": "Vertegenwoordiger", "offer": "Vraag aan een cliëntondersteuner", "tie": "Bekende cliëntondersteuner",
		"wishes": "Wat u wilt van een cliëntondersteuner", "case": "Ondersteuning", "contact_moment": "Contact", "case_goal": "Doel",
		"contact_draft": "Concept van een contact", "case_referral": "Doorverwijzing",
		"home_visit_risk": "Waar wij op letten bij een huisbezoek", "survey_invitation": "Uitnodiging voor de enquête",
		"appointment": "Afspraak", "transfer": "Vraag of een ander verdergaat", "handover": "Overdracht", "message": "Bericht aan u", "correction": "Wat u vroeg te verbeteren",
		"name": "Naam", "phone": "Telefoonnummer", "email": "E-mailadres", "postcode": "Postcode", "house_number": "Huisnummer",
		"neighbourhood": "Wijk", "preferred_channel": "Hoe u het liefst contact heeft", "interpreter_language": "Taal van de tolk",
		"no_post": "Geen post", "no_email": "Geen e-mail", "no_phone": "Niet bellen", "no_voicemail": "Niet inspreken",
		"no_calendar": "Niets in een agenda", "safe_contact": "Veilig contact",
		"trusted_person_name": "Wie u vertrouwt", "trusted_person_phone": "Telefoonnummer van wie u vertrouwt",
		"application_date": "Datum van de aanmelding", "state": "Stand", "channel": "Hoe het binnenkwam", "applicant_kind": "Wie aanmeldde",
		"applicant_name": "Naam van wie aanmeldde", "applicant_phone": "Telefoonnummer van wie aanmeldde",
		"applicant_email": "E-mailadres van wie aanmeldde", "applicant_relation": "Hoe wie aanmeldde u kent", "organisation": "Organisatie",
		"from_municipality": "Overgenomen van gemeente (code)", "question": "Vraag", "call_back": "Wanneer u gebeld wilt worden", "concerned_organisation": "Om welke organisatie het gaat",
		"life_domains": "Leefgebieden", "sub_themes": "Onderwerpen", "target_groups": "Doelgroepen", "stage": "Hoe ver u was",
		"urgency": "Spoed", "urgency_latest_date": "Uiterste datum", "urgency_note": "Toelichting bij de spoed", "end_reason": "Waarom het eindigde",
		"route": "Route", "grounds": "Gronden", "kind": "Soort", "given": "Gegeven", "given_date": "Gegeven op", "manner": "Hoe het gegeven is",
		"extent": "Waarvoor", "seen_date": "Papieren gezien op", "resident_answer": "Uw antwoord", "note": "Notitie", "override_note": "Notitie bij de keuze",
		"language": "Taal", "language_strength": "Hoe belangrijk de taal is", "gender": "Geslacht", "gender_strength": "Hoe belangrijk het geslacht is", "no_neighbour": "Niet uit de buurt", "lived_experience": "Eigen ervaring",
		"complexity": "Hoe ingewikkeld", "interpreter_arranged": "Tolk is geregeld", "planned_appointment_time": "Eerste afspraak staat voor", "promise_date": "Wij beloofden een antwoord voor",
		"open_date": "Begonnen op", "match_ended_by": "Liever iemand anders, aangegeven door", "appointment_made_date": "Eerste afspraak gemaakt op",
		"first_appointment_date": "Eerste afspraak op", "close_date": "Afgesloten op", "need": "Behoefte", "outcome": "Resultaat",
		"fit": "Past de oplossing", "resident_fit": "Past de oplossing volgens u", "ending_life_domains": "Leefgebieden bij het afsluiten",
		"supporter_told_date": "Resultaat aan de cliëntondersteuner verteld op", "referrer_told": "De verwijzer weet ervan, met uw toestemming",
		"minutes": "Minuten", "hold_reason": "Waarop gewacht wordt", "hold_until_date": "Wachten tot",
		"successor_view": "Wat een opvolger ziet", "successor_view_date": "Dat koos u op", "contact_date": "Datum van het contact", "with_whom": "Met wie", "own_network_present": "Eigen netwerk was erbij", "goal": "Doel",
		"appointment_time": "Dag en tijd", "appointment_end_time": "Tot", "place": "Waar", "cancel_reason": "Waarom het niet doorging", "ask_date": "Gevraagd op", "access_question": "Vraag van de Toegang", "answer": "Antwoord",
		"support_kind": "Soort ondersteuning", "answer_date": "Antwoord op", "recipient_kind": "Aan wie", "recipient_name": "Naam van de ontvanger",
		"reason": "Reden", "handed_over": "Wat is overgedragen", "given_by": "Toestemming van", "purpose": "Waarvoor",
		"receiver": "Wie het ontving", "receiver_reference": "Kenmerk van de ontvanger", "refusal": "Waarom het niet is aangenomen", "subject": "Onderwerp", "body": "Tekst",
		"warning": "Waarschuwing", "end_date": "Geldt niet meer sinds", "way": "Hoe u antwoordde", "last_date": "Antwoorden kon tot en met",
		"part": "Onderdeel", "statement": "Uw verklaring",
	},
}

var english = words{
	yes: "yes", no: "no",
	page: pageWords{
		Title:        "What is recorded about you",
		Made:         "Made on",
		Introduction: "This is what we keep about you. Is something wrong? Ask us to correct it.",
		Apart:        "Complaints, safety concerns and incidents are not in it: only whoever handles them reads them. Ask the complaints officer.",
		Surveys:      "What you filled in in a survey is not in it: we keep that without a name. Nobody can find which answer is yours, we neither.",
		Recorded:     "Recorded on",
		LeftOut:      "Left out: this is about somebody else.",
		Nothing:      "Nothing is recorded about you.",
	},
	names: map[string]string{
		"resident": "Who you are", "application": "Application", "triage_decision": "Decision of the coordinator", "consent": "Consent",
		"representative": "Representative", "offer": "Question to a supporter", "tie": "Supporter who knows you",
		"wishes": "What you wish of a supporter", "case": "Support", "contact_moment": "Contact", "case_goal": "Goal",
		"contact_draft": "Draft of a contact", "case_referral": "Referred on",
		"home_visit_risk": "What we mind at a home visit", "survey_invitation": "Invitation to the survey",
		"appointment": "Appointment", "transfer": "Question whether somebody else goes on", "handover": "Hand-over", "message": "Message to you", "correction": "What you asked to correct",
		"name": "Name", "phone": "Phone number", "email": "Mail address", "postcode": "Postcode", "house_number": "House number",
		"neighbourhood": "Neighbourhood", "preferred_channel": "How you like to be reached", "interpreter_language": "Language of the interpreter",
		"no_post": "No post", "no_email": "No mail", "no_phone": "No calls", "no_voicemail": "No voicemail",
		"no_calendar": "Nothing in a calendar", "safe_contact": "Safe contact",
		"trusted_person_name": "Whom you trust", "trusted_person_phone": "Phone number of whom you trust",
		"application_date": "Day of the application", "state": "State", "channel": "How it came in", "applicant_kind": "Who applied",
		"applicant_name": "Name of who applied", "applicant_phone": "Phone number of who applied",
		"applicant_email": "Mail address of who applied", "applicant_relation": "Relation of who applied", "organisation": "Organisation",
		"from_municipality": "Taken over from municipality (code)", "question": "Question", "call_back": "When you want to be called", "concerned_organisation": "Which organisation it is about",
		"life_domains": "Life domains", "sub_themes": "Themes", "target_groups": "Target groups", "stage": "How far you were",
		"urgency": "Urgency", "urgency_latest_date": "Latest day", "urgency_note": "Note on the urgency", "end_reason": "Why it ended",
		"route": "Route", "grounds": "Grounds", "kind": "Kind", "given": "Given", "given_date": "Given on", "manner": "How it was given",
		"extent": "What for", "seen_date": "Papers seen on", "resident_answer": "Your answer", "note": "Note", "override_note": "Note on the choice",
		"language": "Language", "language_strength": "How much the language matters", "gender": "Gender", "gender_strength": "How much the gender matters", "no_neighbour": "Not from nearby", "lived_experience": "Lived experience",
		"complexity": "How complex", "interpreter_arranged": "An interpreter is arranged", "planned_appointment_time": "First appointment is for", "promise_date": "We promised an answer by",
		"open_date": "Began on", "match_ended_by": "Rather somebody else, as said by", "appointment_made_date": "First appointment made on",
		"first_appointment_date": "First appointment on", "close_date": "Closed on", "need": "Need", "outcome": "Outcome",
		"fit": "Does the solution fit", "resident_fit": "Does the solution fit, as you say", "ending_life_domains": "Life domains at the close",
		"supporter_told_date": "Supporter told of the outcome on", "referrer_told": "The referrer knows, with your consent",
		"minutes": "Minutes", "hold_reason": "What is waited for", "hold_until_date": "Waits until",
		"successor_view": "What a successor sees", "successor_view_date": "You chose that on", "contact_date": "Day of the contact", "with_whom": "With whom", "own_network_present": "Own network was there", "goal": "Goal",
		"appointment_time": "Day and time", "appointment_end_time": "Until", "place": "Where", "cancel_reason": "Why it was called off", "ask_date": "Asked on", "access_question": "Question of the access team", "answer": "Answer",
		"support_kind": "Kind of support", "answer_date": "Answered on", "recipient_kind": "To whom", "recipient_name": "Name of the receiver",
		"reason": "Reason", "handed_over": "What was handed over", "given_by": "Consent of", "purpose": "What for",
		"receiver": "Who received it", "receiver_reference": "Reference of the receiver", "refusal": "Why it was refused", "subject": "Subject", "body": "Text",
		"warning": "Warning", "end_date": "No longer since", "way": "How you answered", "last_date": "Answers until",
		"part": "Part", "statement": "Your statement",
	},
}
