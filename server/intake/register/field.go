package register

// Field is what a column means. Its value is the name that a mapping uses.
type Field string

// The fields of both kinds of register.
const (
	Ignored       Field = "-" // in a mapping: leave this column out
	Number        Field = "number"
	Name          Field = "name"
	GivenName     Field = "given_name"
	NamePrefix    Field = "name_prefix"
	FamilyName    Field = "family_name"
	Phone         Field = "phone"
	Email         Field = "email"
	Postcode      Field = "postcode"
	HouseNumber   Field = "house_number"
	Neighbourhood Field = "neighbourhood"
	LifeDomains   Field = "life_domains"
	TargetGroups  Field = "target_groups"
	Notes         Field = "notes"
)

// The fields of a register of applications.
const (
	AppliedOn            Field = "application_date"
	AppliedBy            Field = "applicant_kind"
	ReferrerName         Field = "referrer_name"
	ReferrerOrganisation Field = "referrer_organisation"
	CameBy               Field = "channel"
	Question             Field = "question"
	Consent              Field = "consent"
	RouteTaken           Field = "route"
	SupporterName        Field = "supporter"
	MatchedOn            Field = "match_date"
	FirstAppointmentOn   Field = "first_appointment_date"
	ClosedOn             Field = "close_date"
	Outcome              Field = "outcome"
	HoursSpent           Field = "hours"
)

// The fields of a register of supporters.
const (
	SupporterKind   Field = "supporter_kind"
	Organisation    Field = "organisation"
	LivedExperience Field = "lived_experience"
	Languages       Field = "languages"
	Capacity        Field = "capacity"
	HoursPerWeek    Field = "hours_per_week"
	CertificateTo   Field = "vog_until"
	Confidentiality Field = "confidentiality"
	Training        Field = "training"
	Buddy           Field = "buddy"
	Status          Field = "status"
)

// column is what is known of a field in one kind of register.
type column struct {
	field Field
	// shown is the usual heading, for remarks.
	shown string
	// names are headings that mean the field, each as a bag of words: order, accents, case, signs
	// and little words do not matter. Weak ones count only where nothing else means the field.
	names, weak []string
	// several columns may mean it: their cells are put together.
	several bool
	// day says that its cells are dates, past that they are of what happened.
	day, past bool
}

// columnsOf are the columns of a kind of register, needed are those without which no row can be
// read (name is one of three).
func columnsOf(kind Kind) (columns []column, needed []Field) {
	if kind == Supporters {
		return supporterColumns, []Field{Name, SupporterKind}
	}
	return applicationColumns, []Field{AppliedOn, Name}
}

var applicationColumns = []column{
	{field: Number, shown: "Nr", names: []string{
		"nr", "nummer", "volgnummer", "volgnr", "rijnummer", "aanmeldnummer", "dossiernummer", "zaaknummer", "aanmelding nr",
		"kenmerk", "id", "no", "#", "number", "row number", "case number",
	}},
	{field: AppliedOn, shown: "Datum aanmelding", day: true, past: true, names: []string{
		"datum aanmelding", "aanmelddatum", "aanmeldingsdatum", "aangemeld op", "datum aangemeld", "datum melding",
		"melddatum", "datum binnenkomst", "binnengekomen op", "datum binnengekomen", "ontvangen op", "datum ontvangst",
		"ontvangstdatum", "aanmelding ontvangen", "application date", "date of application", "applied on", "date applied",
		"received on", "date received",
	}, weak: []string{"datum", "date", "aanmelding", "aangemeld", "binnengekomen", "ontvangen", "received", "application"}},
	{field: Name, shown: "Naam inwoner", names: []string{
		"naam inwoner", "inwoner", "naam client", "client", "naam bewoner", "bewoner", "naam hulpvrager", "hulpvrager",
		"naam betrokkene", "betrokkene", "naam burger", "inwonernaam", "clientnaam", "volledige naam inwoner",
		"voor en achternaam", "resident", "resident name", "full name",
	}, weak: []string{"naam", "volledige naam", "name"}},
	{field: GivenName, shown: "Voornaam", names: []string{
		"voornaam", "voornaam inwoner", "roepnaam", "voornamen", "voorletters", "initialen", "first name", "given name",
	}},
	{field: NamePrefix, shown: "Tussenvoegsel", names: []string{
		"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "tussenv", "tv", "name prefix", "infix",
	}},
	{field: FamilyName, shown: "Achternaam", names: []string{
		"achternaam", "achternaam inwoner", "familienaam", "last name", "family name", "surname",
	}},
	{field: Phone, shown: "Telefoon", several: true, names: []string{
		"telefoon", "telefoonnummer", "tel", "telnr", "telnummer", "tel nr", "telefoonnr", "telefoon nr", "mobiel",
		"mobiele telefoon", "mobiel nummer", "mobiele nummer", "mobielnummer", "mobiele telefoonnummer", "06", "06 nummer",
		"06nummer", "gsm", "vaste telefoon", "telefoon vast", "telefoon mobiel", "telefoon thuis", "telefoon inwoner",
		"telefoonnummer inwoner", "tel inwoner", "mobiel inwoner", "telefoon client", "telefoonnummer client", "phone",
		"phone number", "telephone", "mobile", "mobile phone", "resident phone", "telephone number",
	}},
	{field: Email, shown: "E-mail", several: true, names: []string{
		"e mail", "email", "mail", "mailadres", "e mailadres", "emailadres", "e mail adres", "email adres", "mail adres",
		"e mail inwoner", "email inwoner", "mail inwoner", "mailadres inwoner", "e mailadres inwoner", "emailadres inwoner",
		"e mail client", "email address", "e mail address", "resident email", "mail address",
	}},
	{field: Postcode, shown: "Postcode", names: []string{
		"postcode", "post code", "postcode inwoner", "postcode huisnummer", "pc", "postal code", "zip", "zip code",
	}},
	{field: HouseNumber, shown: "Huisnummer", names: []string{"huisnummer", "huisnr", "huis nr", "house number"}},
	{field: Neighbourhood, shown: "Wijk", names: []string{
		"wijk", "buurt", "wijk buurt", "wijken", "woonwijk", "kern", "dorp", "wijk inwoner", "buurt inwoner", "wijk kern", "kern wijk",
		"dorp wijk", "neighbourhood", "neighborhood", "district",
	}, weak: []string{"woonplaats", "plaats", "gebied", "town"}},
	{field: AppliedBy, shown: "Aangemeld door", names: []string{
		"aangemeld door", "aanmelder", "melder", "soort melder", "soort aanmelder", "type melder", "type aanmelder",
		"wie meldt aan", "wie meldde aan", "wie meldde", "wie meldde er", "wie meldt", "wie heeft aangemeld", "melding door", "gemeld door", "aanmelding door", "door wie",
		"aanmelding door wie", "aangemeld door wie", "applied by", "applicant", "applicant kind", "reported by",
	}},
	{field: ReferrerName, shown: "Naam verwijzer", names: []string{
		"naam verwijzer", "verwijzer", "verwijzersnaam", "verwezen door", "doorverwezen door", "naam doorverwijzer",
		"contactpersoon verwijzer", "contactpersoon", "naam verwijzer contactpersoon", "referrer", "referrer name",
		"name referrer", "referred by",
	}},
	{field: ReferrerOrganisation, shown: "Organisatie verwijzer", names: []string{
		"organisatie verwijzer", "organisatie", "verwijzende organisatie", "verwijzende instantie", "verwijzende instelling",
		"instelling", "instelling verwijzer", "instantie", "instantie verwijzer", "naam organisatie", "werkgever verwijzer",
		"organisatie van verwijzer", "verwijzende partij", "partij verwijzer", "referrer organisation", "referring organisation", "organisation", "organization",
		"referrer organization", "referring organization",
	}, weak: []string{"instelling contactpersoon", "organisatie contactpersoon"}},
	{field: CameBy, shown: "Via", names: []string{
		"via", "kanaal", "aanmeldkanaal", "via kanaal", "hoe binnengekomen", "binnengekomen via", "aangemeld via",
		"aanmelding via", "gemeld via", "melding via", "hoe gemeld", "hoe aangemeld", "wijze aanmelding", "aanmeldwijze", "manier aanmelding", "ingang", "bron",
		"hoe kwam aanmelding binnen", "via welk kanaal", "waar aangemeld", "channel", "source", "came by", "via channel",
	}},
	{field: LifeDomains, shown: "Leefgebied(en)", several: true, names: []string{
		"leefgebied", "leefgebieden", "leef gebied", "levensgebied", "levensgebieden", "leefdomein", "leefdomeinen",
		"domein", "domeinen", "thema", "themas", "life domain", "life domains", "domain", "domains",
	}},
	{field: Question, shown: "Vraag", several: true, names: []string{
		"vraag", "hulpvraag", "vraag inwoner", "hulpvraag inwoner", "ondersteuningsvraag", "vraagstelling",
		"omschrijving vraag", "omschrijving hulpvraag", "korte omschrijving", "omschrijving", "vraag omschrijving",
		"reden aanmelding", "aanleiding", "waar gaat over", "waarover", "question", "request", "help question",
		"description", "reason",
	}, weak: []string{"onderwerp", "toelichting", "subject"}},
	{field: Notes, shown: "Opmerkingen", several: true, names: []string{
		"opmerking", "opmerkingen", "notitie", "notities", "bijzonderheden", "aantekening", "aantekeningen", "memo",
		"notes", "remarks", "remark", "comment", "comments",
	}},
	{field: TargetGroups, shown: "Doelgroep", several: true, names: []string{
		"doelgroep", "doelgroepen", "kwetsbare groep", "target group", "target groups",
	}},
	{field: Consent, shown: "Toestemming", several: true, names: []string{
		"toestemming", "toestemming inwoner", "toestemming client", "toestemming gegeven", "toestemming avg", "akkoord",
		"akkoord inwoner", "akkoord client", "inwoner akkoord", "inwoner toestemming", "heeft toestemming", "toest", "toestemmingsverklaring", "avg", "avg akkoord", "avg ok", "avg verklaring",
		"consent", "resident consent", "permission",
	}},
	{field: RouteTaken, shown: "Route", names: []string{
		"route", "afweging", "triage", "uitkomst triage", "triage uitkomst", "spoor", "vervolg", "vorm ondersteuning",
		"ondersteuningsvorm", "soort ondersteuning", "keuze", "gekozen route", "optie", "triage route", "triage decision",
	}, weak: []string{"vervolgactie", "vervolgstap"}},
	{field: SupporterName, shown: "OCO", names: []string{
		"oco", "ocoer", "oco er", "naam oco", "naam ocoer", "clientondersteuner", "naam clientondersteuner", "ondersteuner",
		"naam ondersteuner", "gekoppeld aan", "gekoppelde oco", "gekoppelde ondersteuner", "gematcht met", "match met",
		"toegewezen aan", "wie pakt op", "opgepakt door", "vrijwilliger", "vrijwilliger professional", "supporter", "supporter name", "matched with",
		"assigned to",
	}},
	{field: MatchedOn, shown: "Datum gekoppeld", day: true, past: true, names: []string{
		"datum gekoppeld", "gekoppeld op", "koppeldatum", "datum koppeling", "koppelingsdatum", "datum match", "matchdatum",
		"gematcht op", "datum gematcht", "datum matching", "datum toegewezen", "toegewezen op", "match date", "matched on",
		"date matched", "date of match",
	}, weak: []string{"gekoppeld", "koppeling", "match", "matched", "gematcht"}},
	{field: FirstAppointmentOn, shown: "Eerste afspraak", day: true, names: []string{
		"eerste afspraak", "datum eerste afspraak", "eerste gesprek", "datum eerste gesprek", "1e afspraak", "1e gesprek",
		"datum 1e afspraak", "datum 1e gesprek", "eerste contact", "datum eerste contact", "1e contact", "kennismaking",
		"eerste afspraak op", "eerste gesprek op", "datum kennismaking", "kennismakingsgesprek", "eerste ontmoeting",
		"first appointment", "first appointment on", "date first appointment", "first meeting", "first appointment date",
	}, weak: []string{"afspraak", "startdatum", "datum start", "start", "appointment"}},
	{field: ClosedOn, shown: "Afgesloten op", day: true, past: true, names: []string{
		"afgesloten op", "datum afgesloten", "afsluitdatum", "datum afsluiting", "afsluitingsdatum", "sluitdatum", "einddatum",
		"datum einde", "afgerond op", "datum afgerond", "afronddatum", "datum afronding", "beeindigd op", "gesloten op",
		"closed on", "date closed", "close date", "closing date", "end date",
	}, weak: []string{"afgesloten", "afgerond", "gesloten", "einde", "afsluiting", "closed"}},
	{field: Outcome, shown: "Resultaat", names: []string{
		"resultaat", "uitkomst", "afloop", "reden afsluiting", "reden afgesloten", "resultaat ondersteuning",
		"uitkomst ondersteuning", "eindresultaat", "result", "outcome",
	}},
	{field: HoursSpent, shown: "Uren", names: []string{
		"uren", "aantal uren", "bestede uren", "uren besteed", "totaal uren", "uren totaal", "tijdsbesteding", "inzet uren",
		"uren inzet", "tijd uren", "urenbesteding", "hours", "hours spent", "total hours", "number hours",
	}},
}
