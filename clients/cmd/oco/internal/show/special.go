package show

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"

	"oco.example/oco/clients/cmd/oco/internal/words"
)

// weekdays are the days of ISO 8601, Monday first.
var weekdays = map[string][]string{
	"en":        {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
	words.Dutch: {"ma", "di", "wo", "do", "vr", "za", "zo"},
}

// special writes the messages that read better than as a list of their fields; false for all others.
func (s style) special(m protoreflect.Message) (string, bool) {
	switch m := m.Interface().(type) {
	case *commonv1.OpeningHours:
		return s.hours(m), true
	case *commonv1.NeighbourhoodPoint:
		text := m.GetCode() + ": " + m.GetName()
		if m.GetAddress() != "" {
			text += ", " + m.GetAddress()
		}
		for _, hours := range m.GetOpeningHours() {
			text += "; " + s.hours(hours)
		}
		return text, true
	case *intakev1.PromiseClock:
		return m.GetText(), true
	case *intakev1.Choice:
		return m.GetCode() + ": " + m.GetLabel(), true
	case *intakev1.ColumnMapping:
		return m.GetHeading() + " = " + m.GetField(), true
	case *intakev1.ImportRemark:
		return m.GetText(), true
	case *commonv1.Notice:
		return m.GetText(), true
	case *matchingv1.FactorWeight:
		return words.Of(m.GetFactor().Descriptor().Values().ByNumber(m.GetFactor().Number()), s.language) + " " + strconv.Itoa(int(m.GetWeight())), true
	case *matchingv1.FactorScore:
		return m.GetText(), true
	case *matchingv1.PenaltyScore:
		return m.GetText(), true
	case *expensev1.ExpenseWarning:
		return m.GetText() + ".", true
	case *volunteerv1.SupporterRequirement:
		return m.GetText() + ".", true
	case *adminv1.Grant:
		role := words.Of(m.GetRole().Descriptor().Values().ByNumber(m.GetRole().Number()), s.language)
		return strings.TrimSpace(strings.Join([]string{role, m.GetMunicipality(), m.GetRegion(), m.GetOrganisation()}, " ")), true
	}
	return "", false
}

func (s style) hours(h *commonv1.OpeningHours) string {
	days := weekdays[s.language]
	if days == nil {
		days = weekdays["en"]
	}
	day := ""
	if i := int(h.GetWeekday()) - 1; i >= 0 && i < len(days) {
		day = days[i]
	}
	return day + " " + h.GetOpens() + "-" + h.GetCloses()
}

// absent are the numbers of which 0 means that there is none.
var absent = map[protoreflect.FullName]bool{
	"oco.intake.v1.ImportRow.duplicate_of_line": true,
	"oco.admin.v1.Code.position":                true,
}

// beside are the ids whose name stands in a field beside them: people read both in one line.
var beside = map[protoreflect.FullName]protoreflect.Name{
	"oco.intake.v1.TriageDecision.decided_by": "decided_by_name",
}

// called is the name that stands beside an id; empty when there is none.
func called(m protoreflect.Message, id protoreflect.FieldDescriptor) string {
	name := m.Descriptor().Fields().ByName(beside[id.FullName()])
	if name == nil {
		return ""
	}
	return m.Get(name).String()
}

// told reports whether a field is the name of an id that is there, so that the line of the id tells it.
func told(m protoreflect.Message, field protoreflect.FieldDescriptor) bool {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		if id := fields.Get(i); beside[id.FullName()] == field.Name() && m.Has(id) {
			return true
		}
	}
	return false
}

// answers are the yes-or-no fields of which a no says as much as a yes.
var answers = map[protoreflect.FullName]bool{
	"oco.intake.v1.Consent.given":      true,
	"oco.admin.v1.Account.active":      true,
	"oco.admin.v1.Code.active":         true,
	"oco.admin.v1.Municipality.active": true,
}
