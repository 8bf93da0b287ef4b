package survey

import (
	"slices"

	"oco.example/oco/server/platform/errs"
)

// Question is a question by its name in the contract without prefix. It never changes its meaning: what is asked otherwise is
// another question, in a next version of the list.
type Question string

// Choice is an answer to a question, by its name in the contract without prefix.
type Choice string

// scale are the answers by how much, fewest first; yesNo those of a plain question. Not knowing, or not wanting to say, is
// an answer to each.
var (
	scale = []Choice{"NOT_AT_ALL", "HARDLY", "A_BIT", "WELL", "VERY_WELL", unknown}
	yesNo = []Choice{"YES", "NO", unknown}
)

const unknown Choice = "UNKNOWN"

// Asked is one question with the answers to choose from, in order.
type Asked struct {
	Question Question
	Choices  []Choice
}

// Scaled reports whether the answers say how much, so that they have a mean.
func (a Asked) Scaled() bool { return len(a.Choices) == len(scale) }

// NewestForm is the version of the list of questions that new rounds ask.
const NewestForm = 1

// forms are the lists of questions by version and audience. A version that a round asked is never changed: what is counted
// stands in its order.
var forms = map[int]map[Audience][]Asked{
	1: {
		Resident:  {{"UNDERSTOOD", scale}, {"SEEN", scale}, {"FITTING", scale}, {"ASK_AGAIN", yesNo}},
		Supporter: {{"MATCHES_FITTED", scale}, {"SUPPORTED", scale}, {"TIME_FITS", scale}, {"GO_ON", yesNo}},
	},
}

// Form is what a version of the list asks an audience.
func Form(version int, audience Audience) []Asked { return forms[version][audience] }

// Answer is what somebody chose for one question.
type Answer struct {
	Question Question
	Choice   Choice
}

// Chosen are the places in a form of what somebody chose, question by question, or what is wrong with it: each question is
// answered once, with one of its own answers.
func Chosen(form []Asked, answers []Answer) ([]int, error) {
	var wrong []*errs.Error
	places := make([]int, len(form))
	for i := range places {
		places[i] = -1
	}
	for i, a := range answers {
		field := field("answers", i)
		at := slices.IndexFunc(form, func(q Asked) bool { return q.Question == a.Question })
		switch {
		case at < 0:
			wrong = append(wrong, errs.Field(field+".question", "survey.question"))
		case places[at] >= 0:
			wrong = append(wrong, errs.Field(field+".question", "survey.twice"))
		default:
			if places[at] = slices.Index(form[at].Choices, a.Choice); places[at] < 0 {
				wrong = append(wrong, errs.Field(field+".choice", "survey.choice"))
			}
		}
	}
	if len(wrong) == 0 && slices.Contains(places, -1) {
		wrong = append(wrong, errs.Field("answers", "survey.unanswered"))
	}
	return places, errs.Join(wrong...)
}
