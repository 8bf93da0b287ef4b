package rpc

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/texts"
)

// telling puts a ranking in words.
type telling struct {
	language string
	at       matching.Moment
	// groups are the words for target groups.
	groups map[string]string
}

// fraction is a number of millionths as people and machines read it.
func fraction(millionths int64) float64 { return float64(millionths) / score.One }

// words are the arguments of a sentence.
type words = map[string]string

func (t telling) say(key string, args words) string {
	if args == nil {
		return texts.Word(t.language, key)
	}
	return texts.Sentence(t.language, key, args)
}

// factors says of every factor what it does to the score.
func (t telling) factors(a matching.Application, p matching.Proposal) []*matchingv1.FactorScore {
	list := make([]*matchingv1.FactorScore, 0, len(p.Score.Terms))
	for _, term := range p.Score.Terms {
		list = append(list, &matchingv1.FactorScore{
			Factor: enum.Number[matchingv1.MatchFactor](string(term.Factor)), Known: term.Known, Value: float64(term.Value) / score.Full,
			Weight: int32(term.Weight), Contribution: fraction(term.Contribution), Text: t.factor(a, p, term),
		})
	}
	return list
}

// factor is the sentence for a factor. What is not known says so, and that it makes no difference.
func (t telling) factor(a matching.Application, p matching.Proposal, term score.Term) string {
	key := "factor." + string(term.Factor)
	if !term.Known {
		return t.say(key+".unknown", nil)
	}
	switch term.Factor {
	case score.LifeDomain:
		if len(p.SharedLifeDomains) > 0 {
			return t.say(key, words{"what": t.domains(p.SharedLifeDomains), "known": count(p.SharedLifeDomains), "of": count(a.LifeDomains)})
		}
	case score.TargetGroup:
		if len(p.SharedTargetGroups) > 0 {
			return t.say(key, words{"what": t.known(p.SharedTargetGroups), "known": count(p.SharedTargetGroups), "of": count(a.TargetGroups)})
		}
	case score.Language:
		args := words{"language": t.tongue(a.Asked())}
		if term.Value == score.Full {
			return t.say(key, args)
		}
		if a.Wishes.Arranged {
			return t.say(key+".interpreter", args)
		}
		return t.say(key+".none", args)
	case score.Experience:
		return t.say(key+"."+string(a.Wishes.Complexity), words{"cases": strconv.Itoa(p.HadCases)})
	case score.Preferences:
		if term.Value > 0 && term.Value < score.Full {
			return t.say(key+".some", nil)
		}
	case score.Travel:
		if minutes, known := p.TravelMinutes(a); known && minutes > 0 {
			if minutes > p.Reach() {
				key += ".far"
			}
			return t.say(key+".minutes", words{
				"minutes": strconv.Itoa(minutes), "by": texts.Word(t.language, "travel."+p.TravelBy), "most": strconv.Itoa(p.Reach()),
			})
		}
	case score.LivedExperience, score.FreeMoment, score.Continuity:
	}
	if term.Value < score.Full {
		return t.say(key+".none", nil)
	}
	return t.say(key, nil)
}

// penalties says what is taken off the score, the most first.
func (t telling) penalties(p matching.Proposal) []*matchingv1.PenaltyScore {
	var list []*matchingv1.PenaltyScore
	if p.Score.Load > 0 {
		list = append(list, &matchingv1.PenaltyScore{
			Penalty: matchingv1.MatchPenalty_MATCH_PENALTY_LOAD, Value: fraction(p.Score.Load), Text: t.load(p.Load(t.at.Today)),
		})
	}
	if p.Score.Asks > 0 {
		key := "penalty.ASKS"
		if p.RecentAsks == 1 {
			key += ".one"
		}
		list = append(list, &matchingv1.PenaltyScore{
			Penalty: matchingv1.MatchPenalty_MATCH_PENALTY_ASKS, Value: fraction(p.Score.Asks),
			Text: t.say(key, words{"times": strconv.Itoa(p.RecentAsks)}),
		})
	}
	if p.Score.Asks > p.Score.Load {
		slices.Reverse(list)
	}
	return list
}

// load says how much somebody does already of what they can: in hours of a week, or in cases.
func (t telling) load(load matching.Load) string {
	if load.Hours {
		return t.say("penalty.LOAD.hours", words{"open": t.hours(load.Open), "most": t.hours(load.Capacity)})
	}
	return t.say("penalty.LOAD", words{"open": strconv.Itoa(load.Open), "most": strconv.Itoa(load.Capacity)})
}

// hours are minutes as people read them in a sentence about hours: 1,5.
func (t telling) hours(minutes int) string {
	hours := strconv.FormatFloat(float64((minutes*100+30)/60)/100, 'f', -1, 64)
	return strings.Replace(hours, ".", texts.Word(t.language, "number.decimal"), 1)
}

// reasons says in words why somebody is proposed: what they know, that there is room, and which
// requirement lapses soon.
func (t telling) reasons(p matching.Proposal) []string {
	var list []string
	if len(p.SharedLifeDomains) > 0 {
		list = append(list, t.say("proposal.life_domains", nil)+": "+t.domains(p.SharedLifeDomains))
	} else if slices.ContainsFunc(p.Score.Terms, func(term score.Term) bool { return term.Factor == score.LifeDomain && term.Known }) {
		list = append(list, t.say("factor.LIFE_DOMAIN.none", nil))
	}
	if len(p.SharedTargetGroups) > 0 {
		list = append(list, t.say("proposal.target_groups", nil)+": "+t.known(p.SharedTargetGroups))
	}
	room := "proposal.room"
	if p.OpenCases == 0 {
		room = "proposal.no_cases"
	}
	list = append(list, t.say(room, nil))
	for _, requirement := range p.Requiring(false) {
		list = append(list, requirement+".")
	}
	return list
}

// tongue is a language as people call it; of one without a word the code.
func (t telling) tongue(code string) string {
	return cmp.Or(texts.Word(t.language, "language."+code), code)
}

func (t telling) domains(names []string) string {
	list := make([]string, 0, len(names))
	for _, domain := range names {
		list = append(list, texts.Word(t.language, "LIFE_DOMAIN_"+domain))
	}
	return strings.Join(list, ", ")
}

func (t telling) known(codes []string) string {
	list := make([]string, 0, len(codes))
	for _, code := range codes {
		list = append(list, t.groups[code])
	}
	return strings.Join(list, ", ")
}

func count(list []string) string { return strconv.Itoa(len(list)) }
