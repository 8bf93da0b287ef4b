package registergen

// said is one value of a closed list and the words that people use for it.
type said struct {
	value string
	typed []string
}

var (
	lifeDomains = []said{
		{"wmo", []string{"Wmo", "WMO", " wmo "}}, {"care", []string{"zorg", "Zorg"}},
		{"preventive_care", []string{"preventieve zorg", "Preventieve Zorg"}}, {"youth", []string{"jeugd", "Jeugdhulp"}},
		{"education", []string{"onderwijs", "school"}}, {"welfare", []string{"welzijn"}}, {"housing", []string{"wonen", "Wonen"}},
		{"work", []string{"werk"}}, {"income", []string{"inkomen", "financiën", "schulden", "uitkering", "FINANCIËN"}},
	}
	channels = []said{
		{"website", []string{"Website", "aanmeldsite", "website "}}, {"phone", []string{"tel", "telefoon", "Gebeld"}},
		{"email", []string{"mail", "e-mail", "E-mail"}}, {"neighbourhood_point", []string{"wijkpunt", "Wijkpunt Noord", "balie wijkpunt"}},
		{"outreach", []string{"sociaal werker", "supermarktactie"}},
	}
	routes = []said{
		{"own_network", []string{"1", "eigen omgeving"}}, {"informal", []string{"2", "informeel", "Vrijwilliger"}},
		{"formal", []string{"3", "formeel", "professional"}}, {"access_team", []string{"Toegang", "overdracht toegang"}},
		{"answered", []string{"direct beantwoord"}}, {"", []string{""}},
	}
	organisations = []said{
		{"gp", []string{"Huisarts Zuiderhof", "Huisartsenpost Noord", "Praktijk De Haven"}}, {"access_team", []string{"Team WijZ", "De Toegang"}},
		{"elderly", []string{"KBO Noord", "PCOB Centrum"}}, {"school", []string{"Sint Maarten College", "Basisschool De Vlinder"}},
		{"care", []string{"Zorggroep Oeverland", "Thuiszorg Het Veld", "Verpleeghuis De Wende"}},
		{"district_nursing", []string{"Wijkverpleging Oost"}}, {"uwv", []string{"UWV"}}, {"work_income", []string{"Werk en Inkomen"}},
		{"housing", []string{"Woonstichting Hoog", "Woonpunt"}}, {"social_work", []string{"Sociaal werk Noord"}},
		{"library", []string{"Bibliotheek"}}, {"other", []string{"Fysiotherapie Bos", "Voetbalclub De Bal"}},
	}
	referrerWords = []string{"verwijzer", "Verwijzer"}
	residentWords = []string{"inwoner", "zelf", "Zelf"}
	nearWords     = []string{"dochter", "zoon", "buurvrouw", "Moeder", "mantelzorger"}
	yesWords      = []string{"ja", "Ja", "J", "JA ", "j"}
	notYesWords   = []string{"nee", "", "nog vragen", "n", "?"}
	strangeWords  = []string{"tuinonderhoud", "vervoer", "huisdieren"}
	remarkRows    = []string{"*** vakantie, telefoon alleen ma/wo ***", "--- tweede kwartaal ---", "Totaal", "zie ook lijst 2019"}
)

// heading is a column and the headings that people give it; the first is the usual one.
type heading struct {
	key   string
	named []string
}

var applicationHeadings = []heading{
	{"nr", []string{"Nr", "Volgnummer", "Nr.", "number"}},
	{"applied", []string{"Datum aanmelding", "Aanmelddatum", "Aangemeld op", "Datum (aanmelding)", "Application date", "datum binnenkomst"}},
	{"name", []string{"Naam inwoner", "Inwoner", "Naam cliënt", "NAAM INWONER:", "Resident name", "Naam van de inwoner"}},
	{"phone", []string{"Telefoon", "Tel.nr.", "Telefoonnummer", "Mobiel", "Phone", "Telefoon (inwoner)"}},
	{"mail", []string{"E-mail", "Mailadres", "e-mailadres", "Email"}},
	{"postcode", []string{"Postcode", "postcode inwoner", "Postal code"}},
	{"place", []string{"Wijk", "Buurt", "Wijk/buurt", "Neighbourhood"}},
	{"by", []string{"Aangemeld door", "Aanmelder", "Door wie", "Applied by"}},
	{"referrer", []string{"Naam verwijzer", "Verwijzer", "Referrer name"}},
	{"organisation", []string{"Organisatie verwijzer", "Verwijzende organisatie", "Referring organisation"}},
	{"via", []string{"Via", "Kanaal", "Hoe binnengekomen?", "Channel"}},
	{"domains", []string{"Leefgebied(en)", "Leefgebieden", "Domein", "Life domains", "Leefgebied"}},
	{"question", []string{"Vraag", "Hulpvraag", "Omschrijving hulpvraag", "Question"}},
	{"groups", []string{"Doelgroep", "Doelgroepen", "Target group"}},
	{"consent", []string{"Toestemming", "Akkoord inwoner", "Toestemming (ja/nee)", "Consent"}},
	{"route", []string{"Route", "Afweging", "Triage"}},
	{"supporter", []string{"OCO", "Cliëntondersteuner", "Gekoppeld aan", "OCO'er"}},
	{"matched", []string{"Datum gekoppeld", "Koppeldatum", "Gekoppeld op", "Datum match", "Matched on"}},
	{"met", []string{"Eerste afspraak", "Datum 1e gesprek", "Eerste gesprek", "First appointment"}},
	{"closed", []string{"Afgesloten op", "Afsluitdatum", "Einddatum", "Closed on"}},
	{"outcome", []string{"Resultaat", "Uitkomst", "Afloop", "Outcome"}},
	{"hours", []string{"Uren", "Bestede uren", "Aantal uren", "Hours"}},
	{"notes", []string{"Opmerkingen", "Bijzonderheden", "Notities", "Remarks"}},
}

var supporterHeadings = []heading{
	{"name", []string{"Naam", "Naam ondersteuner", "Name"}},
	{"kind", []string{"Soort", "Type", "Vrijwilliger/professional"}},
	{"organisation", []string{"Organisatie", "Partner", "Organisation"}},
	{"domains", []string{"Leefgebieden", "Leefgebied(en)", "Expertise"}},
	{"groups", []string{"Doelgroepen", "Doelgroep"}},
	{"lived", []string{"Ervaringsdeskundig", "Ervaringsdeskundige?"}},
	{"languages", []string{"Talen", "Spreekt", "Languages"}},
	{"place", []string{"Wijk", "Buurt"}},
	{"capacity", []string{"Max zaken", "Max. aantal zaken", "Capaciteit", "Capacity"}},
	{"hours", []string{"Uren per week", "Uren/week", "Hours per week"}},
	{"vog", []string{"VOG tot", "VOG geldig tot", "Geldigheid VOG"}},
	{"secrecy", []string{"Geheimhouding", "Geheimhoudingsverklaring"}},
	{"training", []string{"OCO-opleiding", "Opleiding"}},
	{"buddy", []string{"Buddy", "Maatje"}},
	{"status", []string{"Status", "Fase"}},
	{"mail", []string{"E-mail", "Mailadres"}},
	{"phone", []string{"Telefoon", "Telefoonnummer", "Mobiel"}},
	{"notes", []string{"Opmerkingen", "Notities"}},
}
