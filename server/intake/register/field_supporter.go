package register

var supporterColumns = []column{
	{field: Number, shown: "Nr", names: []string{"nr", "nummer", "volgnummer", "volgnr", "rijnummer", "id", "no", "#", "number", "row number"}},
	{field: Name, shown: "Naam", names: []string{
		"naam", "naam ondersteuner", "ondersteuner", "naam oco", "oco", "ocoer", "naam clientondersteuner",
		"clientondersteuner", "volledige naam", "voor en achternaam", "name", "full name", "supporter", "supporter name",
		"naam vrijwilliger", "naam vrijwilliger professional",
	}},
	{field: GivenName, shown: "Voornaam", names: []string{
		"voornaam", "roepnaam", "voornamen", "voorletters", "initialen", "first name", "given name",
	}},
	{field: NamePrefix, shown: "Tussenvoegsel", names: []string{"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "tussenv", "tv", "infix", "name prefix"}},
	{field: FamilyName, shown: "Achternaam", names: []string{"achternaam", "familienaam", "last name", "family name", "surname"}},
	{field: SupporterKind, shown: "Soort", names: []string{
		"soort", "soort ondersteuner", "soort oco", "type", "type ondersteuner", "type oco", "functie", "rol",
		"vrijwilliger professional", "formeel informeel", "informeel formeel", "kind", "supporter kind", "kind supporter",
		"role",
	}},
	{field: Organisation, shown: "Organisatie", names: []string{
		"organisatie", "naam organisatie", "partner", "partnerorganisatie", "convenantpartner", "werkgever", "instelling",
		"van organisatie", "organisation", "organization", "employer",
	}},
	{field: LifeDomains, shown: "Leefgebieden", several: true, names: []string{
		"leefgebied", "leefgebieden", "leef gebied", "levensgebied", "levensgebieden", "leefdomein", "leefdomeinen",
		"domein", "domeinen", "thema", "themas", "expertise", "deskundigheid", "life domain", "life domains", "domain",
		"domains",
	}},
	{field: TargetGroups, shown: "Doelgroepen", several: true, names: []string{
		"doelgroep", "doelgroepen", "ervaring doelgroep", "target group", "target groups",
	}},
	{field: LivedExperience, shown: "Ervaringsdeskundig", names: []string{
		"ervaringsdeskundig", "ervaringsdeskundige", "ervaringsdeskundigheid", "eigen ervaring", "lived experience",
		"experience expert",
	}},
	{field: Languages, shown: "Talen", several: true, names: []string{
		"taal", "talen", "spreekt", "gesproken talen", "taalkennis", "language", "languages", "speaks",
	}},
	{field: Neighbourhood, shown: "Wijk", names: []string{
		"wijk", "buurt", "wijk buurt", "woonwijk", "kern", "wijk kern", "werkgebied", "neighbourhood", "neighborhood", "district",
	}, weak: []string{"woonplaats", "plaats", "gebied", "town"}},
	{field: Postcode, shown: "Postcode", names: []string{"postcode", "post code", "pc", "postal code", "zip code"}},
	{field: HouseNumber, shown: "Huisnummer", names: []string{"huisnummer", "huisnr", "house number"}},
	{field: Capacity, shown: "Max zaken", names: []string{
		"max zaken", "maximum zaken", "maximaal zaken", "max aantal zaken", "maximaal aantal zaken", "aantal zaken",
		"max trajecten", "maximaal aantal trajecten", "max aantal trajecten", "aantal trajecten", "maximum aantal zaken",
		"capaciteit", "max dossiers", "max cases", "maximum cases", "capacity", "max aantal inwoners",
	}},
	{field: HoursPerWeek, shown: "Uren per week", names: []string{
		"uren per week", "uren week", "uur per week", "aantal uren per week", "beschikbare uren", "beschikbare uren per week",
		"uren beschikbaar", "hours per week", "hours week", "weekly hours",
	}, weak: []string{"uren", "aantal uren", "hours"}},
	{field: CertificateTo, shown: "VOG tot", day: true, names: []string{
		"vog tot", "vog geldig tot", "vog geldig", "geldigheid vog", "vog verloopt", "vog verloopt op", "vog einddatum",
		"einddatum vog", "vog vervaldatum", "vervaldatum vog", "vog datum", "datum vog", "vog until", "vog valid until",
		"certificate conduct until", "vog valid",
	}, weak: []string{"vog"}},
	{field: Confidentiality, shown: "Geheimhouding", names: []string{
		"geheimhouding", "geheimhoudingsverklaring", "geheimhouding getekend", "geheimhoudingsverklaring getekend",
		"confidentiality", "confidentiality statement", "nda",
	}},
	{field: Training, shown: "OCO-opleiding", names: []string{
		"oco opleiding", "opleiding", "opleiding oco", "oco training", "training", "basistraining", "training gevolgd",
		"opleiding gevolgd", "cursus", "oco cursus", "trained",
	}},
	{field: Buddy, shown: "Buddy", names: []string{"buddy", "maatje", "buddy van", "begeleid door", "naam buddy", "accompanied"}},
	{field: Status, shown: "Status", names: []string{"status", "stand", "fase", "state", "actief"}},
	{field: Email, shown: "E-mail", several: true, names: []string{
		"e mail", "email", "mail", "mailadres", "e mailadres", "emailadres", "e mail adres", "email adres", "mail adres",
		"email address", "e mail address", "mail address",
	}},
	{field: Phone, shown: "Telefoon", several: true, names: []string{
		"telefoon", "telefoonnummer", "tel", "telnr", "tel nr", "telnummer", "telefoonnr", "mobiel", "mobiele telefoon",
		"mobiel nummer", "mobiele nummer", "mobielnummer", "06", "06 nummer", "gsm", "vaste telefoon", "telefoon vast",
		"telefoon mobiel", "phone", "phone number", "telephone", "mobile", "mobile phone",
	}},
	{field: Notes, shown: "Opmerkingen", several: true, names: []string{
		"opmerking", "opmerkingen", "notitie", "notities", "bijzonderheden", "aantekeningen", "memo", "toelichting", "notes",
		"remarks", "comments",
	}},
}
