package bind

import (
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"

	"oco.example/oco/clients/cmd/oco/internal/clock"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/cmd/oco/internal/words"
)

// separate parts what was typed for a list: several flags, or one with commas. A message keeps its
// commas, and "nothing" is an empty list.
func separate(field protoreflect.FieldDescriptor, typed []string) []string {
	var all []string
	for _, t := range typed {
		parts := []string{t}
		if field.Message() == nil {
			parts = strings.Split(t, ",")
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part != "" && part != words.None {
				all = append(all, part)
			}
		}
	}
	return all
}

// read makes the value of a field from what was typed.
func (f *Field) read(typed string, today time.Time) (protoreflect.Value, error) {
	field := f.leaf()
	switch field.Kind() {
	case protoreflect.EnumKind:
		number, ok := words.Parse(field.Enum(), typed)
		if !ok {
			return protoreflect.Value{}, texts.OneOf(func(language string) []string { return words.In(field.Enum(), language) })
		}
		return protoreflect.ValueOfEnum(number), nil
	case protoreflect.BoolKind:
		answer, err := YesNo(typed)
		return protoreflect.ValueOfBool(answer), err
	case protoreflect.Int32Kind:
		number, err := strconv.ParseInt(strings.TrimSpace(typed), 10, 32)
		return protoreflect.ValueOfInt32(int32(number)), whole(err)
	case protoreflect.Int64Kind:
		number, err := strconv.ParseInt(strings.TrimSpace(typed), 10, 64)
		return protoreflect.ValueOfInt64(number), whole(err)
	case protoreflect.MessageKind:
		message, err := structured[field.Message().FullName()](typed)
		if err != nil {
			return protoreflect.Value{}, err
		}
		return protoreflect.ValueOfMessage(message.ProtoReflect()), nil
	}
	text, err := f.readText(typed, today)
	return protoreflect.ValueOfString(text), err
}

// readText makes the value of a text field that has a form.
func (f *Field) readText(typed string, today time.Time) (string, error) {
	switch field := f.leaf(); {
	case isDate(field):
		return Day(typed, today)
	case isOrder(field):
		return readOrder(field, typed)
	case isID(field):
		return f.readID(typed)
	case field.Name() == "municipality":
		return readMunicipality(typed)
	}
	return typed, nil
}

func readMunicipality(typed string) (string, error) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if !municipality.MatchString(typed) {
		return "", texts.Wrong("line.municipality_code")
	}
	return typed, nil
}

func whole(err error) error {
	if err != nil {
		return texts.Wrong("value.whole_number")
	}
	return nil
}

// YesNo reads a yes or a no, in English or Dutch.
func YesNo(typed string) (bool, error) {
	switch strings.ToLower(strings.TrimSpace(typed)) {
	case "yes", "y", "true", "1", "ja", "j":
		return true, nil
	case "no", "n", "false", "0", "nee":
		return false, nil
	}
	return false, texts.Wrong("value.yes_or_no")
}

// dayLayouts are the ways in which a day is typed, day first as the Dutch do.
var dayLayouts = []string{time.DateOnly, "2-1-2006", "2/1/2006"}

// Day reads a day and writes it as the contract has it, YYYY-MM-DD. Nothing stays nothing: it
// clears a field.
func Day(typed string, today time.Time) (string, error) {
	switch typed = strings.ToLower(strings.TrimSpace(typed)); typed {
	case "", words.None:
		return "", nil
	case "today", "vandaag":
		return today.Format(time.DateOnly), nil
	case "yesterday", "gisteren":
		return today.AddDate(0, 0, -1).Format(time.DateOnly), nil
	case "tomorrow", "morgen":
		return today.AddDate(0, 0, 1).Format(time.DateOnly), nil
	}
	for _, layout := range dayLayouts {
		if day, err := time.Parse(layout, typed); err == nil {
			return day.Format(time.DateOnly), nil
		}
	}
	return "", texts.Wrong("value.day")
}

// structured are the messages that can be typed in one line.
var structured = map[protoreflect.FullName]func(string) (proto.Message, error){
	"oco.common.v1.OpeningHours":  openingHours,
	"oco.intake.v1.ColumnMapping": columnMapping,

	timestamp:                           moment,
	"oco.meeting.v1.AgendaItem":         agendaItem,
	"oco.meeting.v1.RecordedAttendance": attendance,
	"oco.support.v1.CaseReferral":       referral,
	"oco.survey.v1.SurveyAnswer":        surveyAnswer,
}

// timestamp is the message of a moment.
const timestamp protoreflect.FullName = "google.protobuf.Timestamp"

// momentLayouts are the ways in which a moment is typed, by the Dutch clock.
var momentLayouts = []string{"2006-1-2 15:04", "2-1-2006 15:04", "2/1/2006 15:04"}

// moment reads a day and a time of the day, or what programs write.
func moment(typed string) (proto.Message, error) {
	typed = strings.TrimSpace(typed)
	if exact, err := time.Parse(time.RFC3339, typed); err == nil {
		return timestamppb.New(exact), nil
	}
	for _, layout := range momentLayouts {
		if local, err := time.ParseInLocation(layout, typed, clock.Zone); err == nil {
			return timestamppb.New(local), nil
		}
	}
	return nil, texts.Wrong("value.moment")
}

// agendaItem reads "What it is about", or "What it is about=theme".
func agendaItem(typed string) (proto.Message, error) {
	title, theme, _ := strings.Cut(typed, "=")
	return &meetingv1.AgendaItem{Title: strings.TrimSpace(title), Theme: strings.TrimSpace(theme)}, nil
}

// attendance reads "invitation=present".
func attendance(typed string) (proto.Message, error) {
	id, said, _ := strings.Cut(strings.TrimSpace(typed), "=")
	number, known := words.Parse(meetingv1.Attendance(0).Descriptor(), said)
	if !known || !uuid.MatchString(id) {
		return nil, texts.Wrong("value.attendance")
	}
	return &meetingv1.RecordedAttendance{MeetingInvitation: strings.ToLower(id), Attendance: meetingv1.Attendance(number)}, nil
}

// referral reads "Organisation=reason".
func referral(typed string) (proto.Message, error) {
	organisation, said, _ := strings.Cut(typed, "=")
	number, known := words.Parse(supportv1.CaseReferralReason(0).Descriptor(), said)
	if organisation = strings.TrimSpace(organisation); !known || organisation == "" {
		return nil, texts.Wrong("value.referral")
	}
	return &supportv1.CaseReferral{Organisation: organisation, Reason: supportv1.CaseReferralReason(number)}, nil
}

// surveyAnswer reads "question=choice".
func surveyAnswer(typed string) (proto.Message, error) {
	asked, said, _ := strings.Cut(strings.TrimSpace(typed), "=")
	question, known := words.Parse(surveyv1.SurveyQuestion(0).Descriptor(), asked)
	choice, chosen := words.Parse(surveyv1.SurveyChoice(0).Descriptor(), said)
	if !known || !chosen {
		return nil, texts.Wrong("value.survey_answer")
	}
	return &surveyv1.SurveyAnswer{Question: surveyv1.SurveyQuestion(question), Choice: surveyv1.SurveyChoice(choice)}, nil
}

// columnMapping reads "Heading in the file=field".
func columnMapping(typed string) (proto.Message, error) {
	at := strings.LastIndex(typed, "=")
	if at < 1 || at == len(typed)-1 {
		return nil, texts.Wrong("value.column_mapping")
	}
	return &intakev1.ColumnMapping{Heading: typed[:at], Field: strings.TrimSpace(typed[at+1:])}, nil
}

// weekdays are the days by how they begin, in English and Dutch.
var weekdays = map[string]int32{
	"mo": 1, "ma": 1, "tu": 2, "di": 2, "we": 3, "wo": 3, "th": 4, "do": 4, "fr": 5, "vr": 5, "sa": 6, "za": 6, "su": 7, "zo": 7,
}

// openingHours reads "mon 09:00-17:00".
func openingHours(typed string) (proto.Message, error) {
	day, hours, _ := strings.Cut(strings.TrimSpace(typed), " ")
	opens, closes, ok := strings.Cut(strings.ReplaceAll(hours, " ", ""), "-")
	number := int32(0)
	if len(day) >= 2 {
		number = weekdays[strings.ToLower(day[:2])]
	}
	if !ok || number == 0 {
		return nil, texts.Wrong("value.opening_hours")
	}
	return &commonv1.OpeningHours{Weekday: number, Opens: opens, Closes: closes}, nil
}
