package rpc_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

// everyDay gives a supporter time on every day of the week.
func (w *world) everyDay(t *testing.T, s someone) {
	t.Helper()
	w.change(t, `INSERT INTO volunteer.supporter_rhythm (municipality, supporter, weekday, part)
		SELECT $1, $2, weekday, 'MORNING' FROM generate_series(1, 7) AS d (weekday)`, municipality, s.id)
}

func (w *world) wish(t *testing.T, req *matchingv1.RecordMatchWishesRequest) {
	t.Helper()
	req.Municipality = municipality
	if _, err := w.RecordMatchWishes(w.coordinator, req); err != nil {
		t.Fatal(err)
	}
}

// Everything that is known of a proposal is told, in the order of what it brings, in both languages.
func TestAProposalExplainsItself(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.maxCases, s.targetGroups = 4, []string{"nah"} })
	w.everyDay(t, s)
	w.change(t, `UPDATE volunteer.supporter SET neighbourhood = 'noord' WHERE id = $1`, s.id)
	w.change(t, `DELETE FROM volunteer.supporter_life_domain WHERE supporter = $1`, s.id)
	w.change(t, `INSERT INTO volunteer.supporter_life_domain (municipality, supporter, life_domain, place, level)
		VALUES ($1, $2, 'HOUSING', 1, 'EXPERT')`, municipality, s.id)
	w.change(t, `INSERT INTO volunteer.supporter_language (municipality, supporter, language, place) VALUES ($1, $2, 'ar', 1)`, municipality, s.id)
	w.traits[s.id] = matching.Traits{Gender: "WOMAN", LivedExperience: true}
	if _, err := w.accept(s.as(t), w.asked(t, w.application(t), s)); err != nil {
		t.Fatal(err)
	}
	application := w.application(t)
	w.wish(t, &matchingv1.RecordMatchWishesRequest{
		Application: application, WishedLanguage: "ar", WishedGender: matchingv1.WishedGender_WISHED_GENDER_WOMAN, PreferLivedExperience: true,
		Complexity: matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_COMPLEX,
	})
	for language, want := range map[string][]string{
		"nl": {
			"Spreekt Arabisch.", "Kent van de leefgebieden: wonen (1 van 2).", "Heeft binnen twee werkdagen tijd.",
			"Past bij wat de inwoner het liefst wil.", "Is ervaringsdeskundig, en daar vraagt de inwoner om.",
			"Vertrouwd met deze doelgroepen: nah (1 van 2).", "Woont in een andere wijk.", "Trajecten tot nu toe: 0. De vraag is zwaar.",
			"Niemand van hier heeft deze inwoner eerder ondersteund. Dat telt niet mee.",
			"In de laatste twee weken één keer gevraagd.", "Heeft al 1 van de 4 trajecten.",
		},
		"en": {
			"Speaks Arabic.", "Knows of the life domains: housing (1 of 2).", "Has time within two working days.", "Is what the resident prefers.",
			"Has lived experience, and the resident asks for that.", "Familiar with these target groups: nah (1 of 2).", "Lives in another neighbourhood.",
			"Cases so far: 0. The question asks for much experience.",
			"Nobody here supported this resident before. That does not count.",
			"Was asked once in the last two weeks.", "Has 1 of the 4 cases already.",
		},
	} {
		p := w.propose(t, language, application).GetProposals()[0]
		var said []string
		sum, weights, off := 0.0, 0.0, 0.0
		for _, f := range p.GetFactors() {
			said = append(said, f.GetText())
			if f.GetKnown() {
				sum += f.GetValue() * float64(f.GetWeight())
				weights += float64(f.GetWeight())
			}
		}
		for _, penalty := range p.GetPenalties() {
			said = append(said, penalty.GetText())
			off += penalty.GetValue()
		}
		if diff := cmp.Diff(want, said); diff != "" {
			t.Errorf("%s: %s", language, diff)
		}
		if mean := sum / weights; near(p.GetScore(), mean) || near(p.GetRanking(), mean-off) {
			t.Errorf("the score is %f, less %f is %f; by hand %f", p.GetScore(), off, p.GetRanking(), mean)
		}
	}
}

func near(x, y float64) bool { return x-y > 1e-5 || y-x > 1e-5 }

// The supporter whom a resident who returns had before stands first; a municipality may see that otherwise.
func TestWhoSupportedThisResidentBeforeStandsFirst(t *testing.T) {
	w := newWorld(t)
	before, other := w.supporter(t, func(s *someone) { s.maxCases = 3 }), w.supporter(t, func(s *someone) { s.maxCases = 3 })
	first, second := w.application(t), w.application(t)
	offer := w.asked(t, first, before)
	if _, err := w.accept(before.as(t), offer); err != nil {
		t.Fatal(err)
	}
	if _, err := w.resident(offer, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
		t.Fatal(err)
	}
	w.change(t, `UPDATE test.application SET dossier = (SELECT dossier FROM test.application WHERE id = $1) WHERE id = $2`, first, second)
	order := func() (ids []string) {
		for _, p := range w.propose(t, "nl", second).GetProposals() {
			ids = append(ids, p.GetSupporter())
		}
		return ids
	}
	if diff := cmp.Diff([]string{before.id, other.id}, order()); diff != "" {
		t.Error(diff)
	}
	if f := factorOf(w.propose(t, "nl", second).GetProposals()[0], matchingv1.MatchFactor_MATCH_FACTOR_CONTINUITY); f.GetText() != "Heeft deze inwoner eerder ondersteund." {
		t.Errorf("got %v", f)
	}
	if _, err := w.CreateMatchingPolicy(w.coordinator, &matchingv1.CreateMatchingPolicyRequest{MatchingPolicy: &matchingv1.MatchingPolicy{
		LoadPenalty: 100, Weights: []*matchingv1.FactorWeight{{Factor: matchingv1.MatchFactor_MATCH_FACTOR_LIFE_DOMAIN, Weight: 1}},
	}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{other.id, before.id}, order()); diff != "" {
		t.Errorf("load alone: %s", diff)
	}
}

// Every gate with its nearest miss, and what would open it.
func TestEveryNearestMissSaysWhatWouldOpenIt(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.organisation = "Buro Naast" })
	application := w.application(t)
	until := calendar.Day(time.Now().AddDate(0, 0, 9))
	pauses := func(kind, end string, most int) func() {
		return func() {
			w.change(t, `INSERT INTO volunteer.supporter_pause (municipality, id, supporter, kind, start_date, end_date, max_cases, create_time, update_time)
				VALUES ($1, $2, $3, $4, now() - interval '1 day', nullif($5, '')::date, $6, now(), now())`, municipality, pg.NewID(), s.id, kind, end, most)
		}
	}
	supporter := func(change string) func() {
		return func() { w.change(t, `UPDATE volunteer.supporter SET `+change+` WHERE id = $1`, s.id) }
	}
	concerns := func(organisation string) func() {
		return func() {
			w.change(t, `UPDATE test.application SET concerned = $1 WHERE id = $2`, organisation, application)
		}
	}
	// busy gives the supporter so many cases, and room for fewer.
	busy := func(cases, room int) {
		w.change(t, `UPDATE volunteer.supporter SET max_cases = $2 WHERE id = $1`, s.id, cases)
		for range cases {
			if _, err := w.accept(s.as(t), w.asked(t, w.application(t), s)); err != nil {
				t.Fatal(err)
			}
		}
		w.change(t, `UPDATE volunteer.supporter SET max_cases = $2 WHERE id = $1`, s.id, room)
	}
	works := func(organisation string, effect matching.RoleEffect) func() {
		return func() {
			w.roles[s.id] = []matching.Role{{Label: "Zorgmedewerker", Organisation: organisation, OrganisationKey: person.OrganisationKey(organisation), Effect: effect}}
		}
	}
	for name, c := range map[string]struct {
		now         func()
		gate        matchingv1.Gate
		says        string
		overridable bool
	}{
		"suspended": {supporter("state = 'SUSPENDED'"), matchingv1.Gate_GATE_ACTIVE, "De ondersteuner is niet actief, maar geschorst. Maak de ondersteuner eerst actief.", false},
		"before a first case alone": {
			func() {
				supporter("state = 'WITH_BUDDY'")()
				w.change(t, `INSERT INTO volunteer.buddy_pair (municipality, id, newcomer, buddy, step, start_date, create_time, update_time)
					VALUES ($1, $2, $3, $4, 'TOGETHER', now(), now(), now())`, municipality, pg.NewID(), s.id, w.supporter(t, func(s *someone) { s.state = "LEFT" }).id)
			},
			matchingv1.Gate_GATE_ACTIVE, "Werkt met een buddy en is nog niet toe aan een eigen traject. Leg de stappen met de buddy vast: wie toe is aan zelf doen, kan worden gevraagd.", false,
		},
		"without a buddy": {
			supporter("state = 'WITH_BUDDY'"), matchingv1.Gate_GATE_ACTIVE,
			"Is nog niet toe aan een eigen traject en heeft nu geen buddy. Zoek een buddy, of maak de ondersteuner actief met de reden waarom het zonder kan.", false,
		},
		"full":           {supporter("max_cases = 0"), matchingv1.Gate_GATE_ROOM, "Eén traject boven het aantal dat de ondersteuner aankan: 0 van 0. Met een reden kan het.", true},
		"more than full": {func() { busy(2, 1) }, matchingv1.Gate_GATE_ROOM, "2 trajecten boven het aantal dat de ondersteuner aankan: 2 van 1. Met een reden kan het.", true},
		"formal":         {supporter("kind = 'FORMAL'"), matchingv1.Gate_GATE_ROUTE, "De ondersteuner is formeel, de route vraagt iets anders. Een ander triagebesluit verandert dat.", false},
		"on holiday":     {pauses("HOLIDAY", until, 0), matchingv1.Gate_GATE_PAUSED, "Is op vakantie tot en met " + spoken(until) + ".", false},
		"takes fewer on holiday": {
			func() {
				busy(1, 2)
				pauses("HOLIDAY", until, 1)()
			},
			matchingv1.Gate_GATE_PAUSED, "Is op vakantie tot en met " + spoken(until) + ". Meer trajecten tegelijk dan 1 gaat zo lang niet.", false,
		},
		"on holiday, who knows until when": {pauses("HOLIDAY", "", 0), matchingv1.Gate_GATE_PAUSED, "Is op vakantie. Vraag tot wanneer.", false},
		"rests for a while":                {pauses("BREAK", until, 0), matchingv1.Gate_GATE_PAUSED, "Neemt rust tot en met " + spoken(until) + ".", false},
		"rests":                            {pauses("BREAK", "", 0), matchingv1.Gate_GATE_PAUSED, "Neemt rust. De ondersteuner zegt zelf wanneer het weer kan.", false},
		"ill":                              {pauses("ILL", "", 0), matchingv1.Gate_GATE_PAUSED, "Is ziek. Vraag hoe het gaat.", false},
		"ill for a while":                  {pauses("ILL", until, 0), matchingv1.Gate_GATE_PAUSED, "Is ziek, naar verwachting tot en met " + spoken(until) + ".", false},
		"away":                             {pauses("OTHER", "", 0), matchingv1.Gate_GATE_PAUSED, "Doet even niet mee. Vraag tot wanneer.", false},
		"away for a while":                 {pauses("OTHER", until, 0), matchingv1.Gate_GATE_PAUSED, "Doet even niet mee tot en met " + spoken(until) + ".", false},
		"without a certificate": {
			func() { w.requirements[s.id] = []matching.Requirement{{Text: "VOG ontbreekt", Stops: true}} },
			matchingv1.Gate_GATE_REQUIREMENTS, "VOG ontbreekt. Is er een geldige? Leg die vast bij de ondersteuner.", false,
		},
		"of who referred": {
			func() {
				w.change(t, `UPDATE test.application SET organisation = 'buro naast' WHERE id = $1`, application)
			},
			matchingv1.Gate_GATE_CONFLICT, "De organisatie van de ondersteuner heeft de inwoner verwezen. Vraag iemand van buiten die organisatie.", false,
		},
		"of whom it is about": {concerns("Stichting buro naast"), matchingv1.Gate_GATE_CONFLICT, "De vraag gaat over de organisatie van de ondersteuner. Vraag iemand van buiten die organisatie.", false},
		"works for who referred": {
			func() {
				w.change(t, `UPDATE test.application SET organisation = 'Zorg Zuid B.V.' WHERE id = $1`, application)
				works("Zorg Zuid", matching.RoleSameConcerned)()
			},
			matchingv1.Gate_GATE_CONFLICT, "Andere rol: Zorgmedewerker bij Zorg Zuid. Die heeft de inwoner verwezen. Is die rol voorbij? Leg de laatste dag vast.", false,
		},
		"works where it is about": {
			func() {
				concerns("Zorg Zuid")()
				works("Zorg Zuid", matching.RoleSameConcerned)()
			},
			matchingv1.Gate_GATE_CONFLICT, "Andere rol: Zorgmedewerker bij Zorg Zuid. Daar gaat de vraag over. Is die rol voorbij? Leg de laatste dag vast.", false,
		},
		"no other function": {
			works("Zorg Zuid", matching.RoleAllMatches), matchingv1.Gate_GATE_ROLE_PURITY,
			"Andere rol: Zorgmedewerker bij Zorg Zuid. Dat gaat hier niet samen met ondersteunen. Is die rol voorbij? Leg de laatste dag vast.", false,
		},
		"no other function, for nobody": {
			works("", matching.RoleAllMatches), matchingv1.Gate_GATE_ROLE_PURITY,
			"Andere rol: Zorgmedewerker. Dat gaat hier niet samen met ondersteunen. Is die rol voorbij? Leg de laatste dag vast.", false,
		},
		"family": {
			func() {
				w.tie(t, application, s.id)
			},
			matchingv1.Gate_GATE_CONFLICT, "Er is een band tussen de ondersteuner en de inwoner vastgelegd. Klopt die niet? Beëindig de band.", false,
		},
		"said that they know each other": {
			func() {
				offer := w.asked(t, application, s)
				if _, err := w.DeclineOffer(s.as(t), &matchingv1.DeclineOfferRequest{
					Municipality: municipality, Offer: offer, Reason: matchingv1.DeclineReason_DECLINE_REASON_ACQUAINTED,
				}); err != nil {
					t.Fatal(err)
				}
			},
			matchingv1.Gate_GATE_CONFLICT, "De ondersteuner en de inwoner kennen elkaar, of het klikte eerder niet. Vraag iemand anders.", false,
		},
		"asked": {func() { w.asked(t, application, s) }, matchingv1.Gate_GATE_NOT_ASKED_BEFORE, "De ondersteuner is voor deze aanmelding al gevraagd. Wacht op het antwoord of vraag iemand anders.", false},
		"another language": {
			func() {
				w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, WishedLanguage: "ti", LanguageStrength: matchingv1.WishStrength_WISH_STRENGTH_MUST})
			},
			matchingv1.Gate_GATE_LANGUAGE, "Spreekt geen Tigrinya, voor zover bekend. Met een tolk kan het wel.", true,
		},
		"another gender": {
			func() {
				w.traits[s.id] = matching.Traits{Gender: "MAN"}
				w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, WishedGender: matchingv1.WishedGender_WISHED_GENDER_WOMAN, GenderStrength: matchingv1.WishStrength_WISH_STRENGTH_MUST})
			},
			matchingv1.Gate_GATE_GENDER, "De inwoner wil iemand van een ander geslacht. Alleen de inwoner kan dat veranderen.", true,
		},
		"of which gender nobody knows": {
			func() {
				w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, WishedGender: matchingv1.WishedGender_WISHED_GENDER_WOMAN, GenderStrength: matchingv1.WishStrength_WISH_STRENGTH_MUST})
			},
			matchingv1.Gate_GATE_GENDER, "De inwoner heeft een wens over geslacht, en dat van de ondersteuner is niet bekend. Vraag het de ondersteuner.", true,
		},
		"a neighbour": {
			func() {
				supporter("neighbourhood = 'centrum'")()
				w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, NoNeighbour: matchingv1.WishStrength_WISH_STRENGTH_MUST})
			},
			matchingv1.Gate_GATE_NEIGHBOUR, "Woont in dezelfde wijk als de inwoner. Alleen de inwoner kan dat goed vinden.", true,
		},
	} {
		s, application = w.supporter(t, func(s *someone) { s.organisation = "Buro Naast" }), w.application(t)
		c.now()
		var miss *matchingv1.NearestMiss
		for _, m := range w.propose(t, "nl", application).GetNearestMisses() {
			if m.GetSupporter() == s.id {
				miss = m
			}
		}
		if len(miss.GetGates()) != 1 || miss.GetGates()[0] != c.gate || len(miss.GetReasons()) != 1 || miss.GetReasons()[0] != c.says || miss.GetOverridable() != c.overridable {
			t.Errorf("%s: got %v", name, miss)
		}
		w.change(t, `UPDATE volunteer.supporter SET state = 'LEFT' WHERE id = $1`, s.id)
	}
}

// spoken is a day as people say it in Dutch.
func spoken(day string) string {
	date, _ := calendar.ParseDay(day)
	months := []string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
	return date.Format("2 ") + months[date.Month()-1] + date.Format(" 2006")
}
