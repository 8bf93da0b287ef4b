package register

import (
	"strconv"
	"strings"

	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
)

var kindWords = words[SupportKind]{
	Informal: {
		"vrijwilliger", "vrijwillig", "informeel", "ervaringsdeskundige", "informele oco", "vrijwillige oco", "volunteer",
		"v", "vrijw",
	},
	Formal: {
		"professional", "professioneel", "formeel", "beroepskracht", "formele oco", "prof", "p", "medewerker",
		"consulent", "professionele oco",
	},
}.index()

var statusWords = words[SupporterStatus]{
	"applicant":   {"aangemeld", "aspirant", "kandidaat", "nieuw", "aanmelding", "new", "candidate"},
	"in_training": {"in opleiding", "opleiding", "in training", "training", "cursus"},
	"with_buddy":  {"met buddy", "buddy", "loopt mee", "meelopen", "with buddy"},
	"active":      {"actief", "ja", "j", "active", "inzetbaar", "yes"},
	"paused":      {"gepauzeerd", "pauze", "op pauze", "tijdelijk gestopt", "inactief", "paused", "on hold", "ziek", "nee", "n"},
	"suspended":   {"geschorst", "schorsing", "suspended"},
	"left":        {"gestopt", "vertrokken", "uitgeschreven", "weg", "oud", "left", "stopped"},
}.index()

// supporter reads a row of a register of supporters.
func (c *cells) supporter() {
	name := c.name()
	if person.NameKey(name) == "" || nothing(name) || c.onlyName() {
		c.skip(RuleNoName)
		return
	}
	days, possible := c.days()
	if !possible {
		return
	}
	s := &Supporter{Name: sealed.Of(name), NameKey: sealed.Of(person.NameKey(name)), CertificateUntil: days[CertificateTo]}
	var ok bool
	if s.Kind, ok = c.supportKind(); !ok {
		return
	}
	if s.Capacity, ok = c.capacity(); !ok {
		return
	}
	c.row.Number = c.number()
	s.Organisation = strings.Join(strings.Fields(c.text(Organisation, longestName)), " ")
	if s.Kind == Formal && s.Organisation == "" {
		c.refuse(c.remark(RuleOrganisation, Organisation)) // whose professional it is decides who may plan them
		return
	}
	s.LifeDomains, s.SubThemes = c.lifeDomains()
	s.TargetGroups = c.targetGroups()
	c.livedExperience(s)
	c.languages(s)
	s.Neighbourhood = c.neighbourhood()
	c.leave(Postcode, c.raw(Postcode))
	c.leave(HouseNumber, c.raw(HouseNumber))
	s.MinutesPerWeek = c.minutes(HoursPerWeek, mostHoursPerWeek)
	if s.MinutesPerWeek%60 != 0 {
		c.note(RuleWholeHours, HoursPerWeek)
	}
	if s.Confidentiality, s.ConfidentialityOn, ok = c.signed(Confidentiality); !ok {
		return
	}
	if s.Training, s.TrainingOn, ok = c.signed(Training); !ok {
		return
	}
	buddy := strings.Join(strings.Fields(c.text(Buddy, longestName)), " ")
	if nothing(buddy) || bare(buddy) == "nee" {
		buddy = ""
	}
	s.Buddy, s.BuddyKey = sealed.Of(buddy), sealed.Of(person.NameKey(buddy))
	s.Status = c.status(s.Kind)
	phone, email := c.reach()
	s.Phone, s.Email = sealed.Of(phone), sealed.Of(email)
	s.FormerPhone, s.FormerEmail = sealed.Of(c.formerPhone()), sealed.Of(c.formerEmail())
	c.leave(Notes, c.all(Notes, " "))
	c.row.Supporter = s
	postcode, _ := person.Postcode(c.raw(Postcode))
	c.identify(name, phone, email, postcode, "")
}

// onlyName reports whether a row has nothing but words in the place of the name: a remark between
// the rows.
func (c *cells) onlyName() bool {
	filled := 0
	for _, m := range c.register.layout.matched {
		switch m.Field {
		case Name, GivenName, NamePrefix, FamilyName, Number:
		default:
			if c.at(m.Position-1) != "" {
				filled++
			}
		}
	}
	return filled == 0
}

// supportKind reads volunteer or professional; without it a supporter cannot be kept.
func (c *cells) supportKind() (SupportKind, bool) {
	typed := c.raw(SupporterKind)
	if typed == "" {
		c.refuse(c.remark(RuleKindMissing, SupporterKind))
		return "", false
	}
	kind, known := lookUp(kindWords, typed)
	if !known {
		c.refuse(c.remark(RuleKindUnknown, SupporterKind))
	}
	return kind, known
}

// capacity reads how many cases at a time. None said is none, to be completed; words that are no
// number are refused, because nobody may be asked more than they offered.
func (c *cells) capacity() (int, bool) {
	typed := phrase(c.raw(Capacity))
	if typed == "" {
		c.complete(RuleCapacityMissing, Capacity)
		return 0, true
	}
	if whole, zeros, ok := strings.Cut(strings.Replace(typed, ",", ".", 1), "."); ok && strings.Trim(zeros, "0") == "" {
		typed = whole
	}
	number, err := strconv.Atoi(typed)
	if err != nil || number < 0 || number > maxCapacity {
		c.refuse(c.remark(RuleCapacity, Capacity, "limit", strconv.Itoa(maxCapacity)))
		return 0, false
	}
	return number, true
}

func (c *cells) livedExperience(s *Supporter) {
	typed := c.raw(LivedExperience)
	if typed == "" {
		return
	}
	var plain bool
	if s.LivedExperience, plain = yesNo(typed); !plain {
		s.LivedExperience = Yes
		s.LivedExperienceWords = sealed.Of(c.words(LivedExperience, typed, longestExperience))
	}
}

func (c *cells) languages(s *Supporter) {
	typed := c.all(Languages, ", ")
	if nothing(typed) {
		return
	}
	var unknown int
	if s.Languages, unknown = languages(typed); unknown > 0 {
		c.complete(RuleLanguage, Languages)
	}
	s.Languages = atMost(c, Languages, s.Languages)
}

// signed reads yes, no, or the day on which it was done. It reports false when that day does not
// exist: then the row is refused.
func (c *cells) signed(field Field) (Answer, Day, bool) {
	typed := c.raw(field)
	if answer, plain := yesNo(typed); plain || typed == "" {
		return answer, "", true
	}
	day, what := readDay(typed, c.register.later)
	switch {
	case what == dayImpossible:
		c.refuse(c.remark(RuleNoSuchDate, field))
		return "", "", false
	case day != "":
		c.leave(field, typed) // the day
		return Yes, day, true
	}
	c.leave(field, typed)
	for _, word := range person.NameWords(typed) { // "ja, in 2021"
		if answer, plain := yesNo(word); plain {
			return answer, "", true
		}
	}
	return "", "", true
}

// status reads where a supporter stands. Without a word for it a professional is active, as the
// contract has it, and a volunteer an applicant.
func (c *cells) status(kind SupportKind) SupporterStatus {
	typed := c.raw(Status)
	status, known := lookUp(statusWords, typed)
	switch {
	case known:
		return status
	case typed != "":
		c.completeWith(RuleStatus, Status, "known", "aangemeld, in opleiding, met buddy, actief, gepauzeerd, geschorst, gestopt")
	}
	if kind == Formal {
		return "active"
	}
	return "applicant"
}
