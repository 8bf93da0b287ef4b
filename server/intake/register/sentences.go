package register

type sentence struct{ dutch, english string }

// sentences say the rules about a row, in words of the people who keep the lists.
var sentences = map[Rule]sentence{
	RuleEmpty: {
		"Overgeslagen: dit is een lege rij.",
		"Skipped: this row is empty.",
	},
	RuleNoDate: {
		"Overgeslagen: in deze rij staat geen datum van aanmelding. Is het wel een aanmelding? Vul de datum in en lees het bestand opnieuw in.",
		"Skipped: this row has no date of application. Is it one after all? Fill in the date and import the file again.",
	},
	RuleNoClearDate: {
		"Overgeslagen: de datum in kolom '{column}' is niet duidelijk. Schrijf de datum als dag-maand-jaar en lees het bestand opnieuw in.",
		"Skipped: the date in column '{column}' is not clear. Write it as day-month-year and import the file again.",
	},
	RuleNoName: {
		"Overgeslagen: in deze rij staat geen naam. Moet deze rij wel mee? Vul de naam in en lees het bestand opnieuw in.",
		"Skipped: this row has no name. Should it be imported after all? Fill in the name and import the file again.",
	},
	RuleNameMissing: {
		"Aanvullen: de naam van deze persoon ontbreekt.",
		"To be completed: the name of this person is missing.",
	},
	RuleMoreCells: {
		"Deze rij heeft meer cellen dan er kopjes zijn. Controleer of alles in de goede kolom staat.",
		"This row has more cells than there are headings. Check that everything is in the right column.",
	},
	RuleNoSuchDate: {
		"Geweigerd: de datum in kolom '{column}' bestaat niet. Schrijf de datum als dag-maand-jaar.",
		"Refused: the date in column '{column}' does not exist. Write the date as day-month-year.",
	},
	RuleDateUnclear: {
		"De datum in kolom '{column}' is niet duidelijk. Schrijf de datum als dag-maand-jaar.",
		"The date in column '{column}' is not clear. Write the date as day-month-year.",
	},
	RuleDateWords: {
		"In kolom '{column}' staan woorden in plaats van een datum. Ze staan nu onder de vraag.",
		"Column '{column}' holds words instead of a date. They now stand under the question.",
	},
	RuleDateFuture: {
		"Aanvullen: de datum in kolom '{column}' ligt in de toekomst. Controleer de datum.",
		"To be completed: the date in column '{column}' is in the future. Check the date.",
	},
	RuleDateOrder: {
		"De datum in kolom '{column}' ligt voor een eerdere stap. Controleer de datums.",
		"The date in column '{column}' is before an earlier step. Check the dates.",
	},
	RuleNoConsent: {
		"Geweigerd: iemand anders meldde de inwoner aan, en er staat geen 'ja' bij de toestemming. Van deze rij is niets bewaard. Vraag de inwoner om toestemming.",
		"Refused: somebody else applied for the resident, and the consent is not 'ja'. Nothing of this row is kept. Ask the resident for consent.",
	},
	RuleConsentDenied: {
		"Geweigerd: er staat niet wie de aanmelding deed, en bij de toestemming staat geen 'ja'. Van deze rij is niets bewaard. Vraag de inwoner om toestemming.",
		"Refused: it is missing who applied, and the consent is not 'ja'. Nothing of this row is kept. Ask the resident for consent.",
	},
	RuleConsentDoubt: {
		"De inwoner meldde zich zelf aan, maar bij de toestemming staat geen 'ja'. Vraag wat de inwoner wil.",
		"The resident applied in person, but the consent is not 'ja'. Ask what the resident wants.",
	},
	RuleNotTaken: {
		"Wat er in kolom '{column}' staat, is niet overgenomen: bij een ondersteuner is daar geen plaats voor.",
		"What column '{column}' says was not taken over: a supporter has no place for it.",
	},
	RuleWholeHours: {
		"In kolom '{column}' staat een deel van een uur. Alleen de hele uren zijn overgenomen.",
		"Column '{column}' holds a part of an hour. Only the whole hours were taken over.",
	},
	RuleNumberMasked: {
		"In kolom '{column}' stond een burgerservicenummer. Wij hebben het weggehaald en niet bewaard.",
		"Column '{column}' held a citizen service number. We removed it and did not keep it.",
	},
	RuleTextCut: {
		"De tekst in kolom '{column}' is te lang. Alleen de eerste {limit} tekens zijn bewaard.",
		"The text in column '{column}' is too long. Only the first {limit} characters are kept.",
	},
	RuleTooMany: {
		"In kolom '{column}' staan te veel woorden. Alleen de eerste {limit} zijn bewaard.",
		"Column '{column}' holds too many words. Only the first {limit} are kept.",
	},
	RuleNoContact: {
		"Aanvullen: er is geen geldig telefoonnummer of e-mailadres van deze persoon.",
		"To be completed: there is no valid phone number or mail address of this person.",
	},
	RulePhone: {
		"Aanvullen: het telefoonnummer in kolom '{column}' klopt niet. Het is niet als telefoonnummer overgenomen.",
		"To be completed: the phone number in column '{column}' is not valid. It was not taken over as one.",
	},
	RulePhoneWords: {
		"Bij het telefoonnummer in kolom '{column}' staan woorden. Ze staan nu onder de vraag. Lees ze voordat u belt.",
		"There are words beside the phone number in column '{column}'. They now stand under the question. Read them before you call.",
	},
	RulePhoneDoubt: {
		"Het telefoonnummer in kolom '{column}' lijkt op een burgerservicenummer met een nul ervoor. Controleer of het een telefoonnummer is.",
		"The phone number in column '{column}' looks like a citizen service number with a zero before it. Check that it is a phone number.",
	},
	RuleMail: {
		"Aanvullen: het e-mailadres in kolom '{column}' klopt niet. Het is niet als e-mailadres overgenomen.",
		"To be completed: the mail address in column '{column}' is not valid. It was not taken over as one.",
	},
	RulePostcode: {
		"Aanvullen: de postcode in kolom '{column}' klopt niet. Schrijf vier cijfers en twee letters.",
		"To be completed: the postcode in column '{column}' is not valid. Write four digits and two letters.",
	},
	RuleDomainUnknown: {
		"Aanvullen: het leefgebied '{word}' kennen wij niet. Kies uit: {known}.",
		"To be completed: we do not know the life domain '{word}'. Choose from: {known}.",
	},
	RuleDomainMissing: {
		"Aanvullen: het leefgebied ontbreekt.",
		"To be completed: the life domain is missing.",
	},
	RuleQuestionMissing: {
		"Aanvullen: de vraag ontbreekt.",
		"To be completed: the question is missing.",
	},
	RuleChannelUnknown: {
		"Aanvullen: in kolom '{column}' is niet duidelijk hoe de aanmelding binnenkwam. Kies uit: {known}.",
		"To be completed: column '{column}' does not make clear how the application came in. Choose from: {known}.",
	},
	RuleNeighbourhoodUnknown: {
		"De wijk staat niet in de lijst van de gemeente en is niet overgenomen. Vul de lijst met wijken aan.",
		"The neighbourhood is not in the municipality's list and was not taken over. Add it to the list of neighbourhoods.",
	},
	RuleTargetGroupUnknown: {
		"De doelgroep '{word}' staat niet in de lijst van de gemeente. Vul de lijst met doelgroepen aan.",
		"The target group '{word}' is not in the municipality's list. Add it to the list of target groups.",
	},
	RuleOutcomeUnknown: {
		"Het resultaat in kolom '{column}' staat niet in de lijst van de gemeente. Het staat nu onder de vraag.",
		"The outcome in column '{column}' is not in the municipality's list. It now stands under the question.",
	},
	RuleSubThemeGone: {
		"Het subthema '{word}' staat niet meer in de lijst van de gemeente. Het leefgebied is wel overgenomen.",
		"The sub-theme '{word}' is no longer in the municipality's list. The life domain was taken over.",
	},
	RuleChannelMissing: {
		"Aanvullen: er staat niet hoe de aanmelding binnenkwam.",
		"To be completed: it is missing how the application came in.",
	},
	RuleRouteUnknown: {
		"Aanvullen: de route in kolom '{column}' is niet duidelijk. Kies uit: {known}.",
		"To be completed: the route in column '{column}' is not clear. Choose from: {known}.",
	},
	RuleApplicantUnknown: {
		"Aanvullen: in kolom '{column}' is niet duidelijk wie de aanmelding deed. Wij lezen het als iemand uit de omgeving van de inwoner.",
		"To be completed: column '{column}' does not make clear who applied. We read it as somebody near the resident.",
	},
	RuleApplicantMissing: {
		"Aanvullen: er staat niet wie de aanmelding deed.",
		"To be completed: it is missing who applied.",
	},
	RuleReferrerMissing: {
		"Aanvullen: een verwijzer deed de aanmelding, maar de naam en de organisatie ontbreken.",
		"To be completed: a referrer applied, but name and organisation are missing.",
	},
	RuleReferrerOther: {
		"Het soort verwijzer is niet bekend en telt als 'overig'. Voeg de organisatie toe aan de lijst van soorten verwijzers.",
		"The kind of referrer is not known and counts as 'other'. Add the organisation to the list of referrer kinds.",
	},
	RuleSupporterMissing: {
		"Aanvullen: er is een datum van koppeling, maar de ondersteuner ontbreekt.",
		"To be completed: there is a date of the match, but the supporter is missing.",
	},
	RuleMatchDateMissing: {
		"Aanvullen: er is een ondersteuner, maar de datum van koppeling ontbreekt.",
		"To be completed: there is a supporter, but the date of the match is missing.",
	},
	RuleHours: {
		"Aanvullen: in kolom '{column}' staat geen aantal uren dat kan. Het is niet overgenomen.",
		"To be completed: column '{column}' holds no possible number of hours. It was not taken over.",
	},
	RuleKindUnknown: {
		"Geweigerd: het soort ondersteuner in kolom '{column}' kennen wij niet. Kies vrijwilliger of professional.",
		"Refused: we do not know the kind of supporter in column '{column}'. Choose volunteer or professional.",
	},
	RuleKindMissing: {
		"Geweigerd: het soort ondersteuner ontbreekt. Kies vrijwilliger of professional.",
		"Refused: the kind of supporter is missing. Choose volunteer or professional.",
	},
	RuleCapacity: {
		"Geweigerd: het aantal zaken in kolom '{column}' is geen heel getal van 0 tot en met {limit}.",
		"Refused: the number of cases in column '{column}' is not a whole number from 0 to {limit}.",
	},
	RuleCapacityMissing: {
		"Aanvullen: het aantal zaken ontbreekt. Zolang telt het als 0.",
		"To be completed: the number of cases is missing. Until then it counts as 0.",
	},
	RuleLanguage: {
		"Aanvullen: een taal in kolom '{column}' kennen wij niet.",
		"To be completed: we do not know a language in column '{column}'.",
	},
	RuleStatus: {
		"Aanvullen: de status in kolom '{column}' is niet duidelijk. Kies uit: {known}.",
		"To be completed: the status in column '{column}' is not clear. Choose from: {known}.",
	},
	RuleOrganisation: {
		"Geweigerd: de organisatie van deze professional ontbreekt. Vul de organisatie in en lees het bestand opnieuw in.",
		"Refused: the organisation of this professional is missing. Fill it in and import the file again.",
	},
	RuleDuplicate: {
		"Dubbel: dezelfde persoon op dezelfde dag staat al in rij nummer {number} (regel {line}).",
		"Duplicate: the same person on the same day is in row number {number} already (line {line}).",
	},
	RuleDuplicateLine: {
		"Dubbel: dezelfde persoon op dezelfde dag staat al op regel {line}.",
		"Duplicate: the same person on the same day is on line {line} already.",
	},
	RuleDuplicateSupporter: {
		"Dubbel: deze ondersteuner staat al op regel {line}.",
		"Duplicate: this supporter is on line {line} already.",
	},
	RuleNotAllowed: {
		"Geweigerd. {why}",
		"Refused. {why}",
	},
	RuleNotStorable: {
		"Geweigerd: een waarde in deze rij kunnen wij niet bewaren. Controleer de getallen en de lange teksten.",
		"Refused: we cannot keep a value in this row. Check the numbers and the long texts.",
	},
	RuleFault: {
		"Geweigerd: deze rij kon niet worden ingelezen door een storing bij ons. Lees het bestand later opnieuw in.",
		"Refused: this row could not be imported because of a fault of ours. Import the file again later.",
	},
	RuleAlreadyImported: {
		"Al eerder ingelezen. Er is niets toegevoegd.",
		"Already imported. Nothing was added.",
	},
}
