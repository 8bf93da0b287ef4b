package words

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
)

// enumsOf are the text fields that hold the name of a value of an enum without its prefix, "ACCEPTED":
// events speak of the enums of other slices.
var enumsOf = map[protoreflect.FullName]protoreflect.EnumDescriptor{
	"oco.event.v1.ApplicationEnded.reason":     intakev1.EndReason(0).Descriptor(),
	"oco.event.v1.ApplicationReopened.state":   intakev1.ApplicationState(0).Descriptor(),
	"oco.event.v1.SupporterPaused.kind":        volunteerv1.PauseKind(0).Descriptor(),
	"oco.event.v1.SupporterChanged.state":      volunteerv1.SupporterState(0).Descriptor(),
	"oco.event.v1.OfferAnswered.state":         matchingv1.OfferState(0).Descriptor(),
	"oco.event.v1.PromiseSoonBroken.promise":   intakev1.PromiseKind(0).Descriptor(),
	"oco.event.v1.PromiseBroken.promise":       intakev1.PromiseKind(0).Descriptor(),
	"oco.event.v1.CaseClosed.fit":              supportv1.Fit(0).Descriptor(),
	"oco.event.v1.PatternReleased.addressees":  signalv1.PatternAddressee(0).Descriptor(),
	"oco.event.v1.PatternAnswered.addressee":   signalv1.PatternAddressee(0).Descriptor(),
	"oco.event.v1.SurveyRoundOpened.kind":      surveyv1.SurveyKind(0).Descriptor(),
	"oco.event.v1.SurveyRoundClosed.kind":      surveyv1.SurveyKind(0).Descriptor(),
	"oco.event.v1.SurveyInvited.audience":      surveyv1.SurveyAudience(0).Descriptor(),
	"oco.event.v1.SurveyInvitationEnded.state": surveyv1.SurveyInvitationState(0).Descriptor(),
}

// spoken are the words for the codes of text fields, in English and Dutch.
var spoken = map[protoreflect.FullName]map[string][2]string{
	"oco.intake.v1.Application.to_complete": {
		"contact": {"contact details", "contactgegevens"}, "life_domain": {"life domain", "leefgebied"}, "question": {"question", "vraag"},
	},
	"oco.intake.v1.PossibleDuplicate.equal": {
		"person": {"name and contact", "naam en contact"}, "phone": {"phone", "telefoon"}, "email": {"mail", "e-mail"}, "address": {"address", "adres"},
	},
}

// Code is the word for the code in a text field, and any other text as it stands.
func Code(field protoreflect.FullName, text, language string) string {
	if enum := enumsOf[field]; enum != nil && text != "" {
		if value := enum.Values().ByName(protoreflect.Name(prefixOf(enum) + text)); value != nil {
			return Of(value, language)
		}
	}
	word, known := spoken[field][text]
	switch {
	case !known:
		return text
	case language == Dutch:
		return word[1]
	}
	return word[0]
}

// prefixOf is what the names of all values of an enum begin with.
func prefixOf(enum protoreflect.EnumDescriptor) string {
	return strings.TrimSuffix(string(enum.Values().ByNumber(0).Name()), "UNSPECIFIED")
}
