package contract_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

// personal are the names of fields that hold something of a person, by hand.
var personal = []protoreflect.Name{
	"name", "phone", "email", "postcode", "house_number", "resident_name", "resident_phone", "resident_email", "resident_postcode", "resident_house_number", "supporter_name", "question",
	"call_back", "grounds", "note", "need", "instruction", "relation", "extent", "manner", "receipt_code", "file", "file_name",
	"lived_experience", "lived_experience_note", "gender", "newcomer_name", "buddy_name",
	"skip_reason", "without_buddy_reason", "subject", "override_note",
}

// nobodys are fields of such a name that belong to an organisation or a place, not to a person, and texts that are written
// for others to read, without persons.
var nobodys = []protoreflect.FullName{
	"oco.common.v1.NeighbourhoodPoint.name",
	"oco.intake.v1.IntakeForm.name", "oco.intake.v1.IntakeForm.phone", "oco.intake.v1.IntakeForm.email",
	"oco.intake.v1.ReferrerOrganisation.name", "oco.support.v1.CardSheet.file_name",
	"oco.admin.v1.Municipality.name", "oco.admin.v1.Municipality.phone", "oco.admin.v1.Municipality.email",
	"oco.admin.v1.Municipality.introduction", "oco.admin.v1.Municipality.privacy",
	"oco.survey.v1.SurveyAnswer.question", "oco.survey.v1.SurveyFormQuestion.question", "oco.survey.v1.SurveyQuestionResults.question",
	"oco.signal.v1.Pattern.text", "oco.signal.v1.ReleasePatternRequest.reason",
	"oco.signal.v1.AnswerPatternRequest.text", "oco.signal.v1.AnswerPatternRequest.measure",
	"oco.message.v1.MessageTemplate.subject", "oco.message.v1.MessageTemplate.body", "oco.message.v1.MessagePreview.subject",
	"oco.message.v1.PreviewMessageTemplateRequest.subject", "oco.message.v1.PreviewMessageTemplateRequest.body",
}

// written are the fields in which people write as much as they want: they may have several lines.
var written = []protoreflect.Name{
	"question", "call_back", "grounds", "note", "need", "instruction", "relation", "extent", "manner", "lived_experience_note",
	"skip_reason", "override_note",
}

// eachField runs a check on every field of every message of ours.
func eachField(check func(field protoreflect.FieldDescriptor)) {
	var visit func(messages protoreflect.MessageDescriptors)
	visit = func(messages protoreflect.MessageDescriptors) {
		for i := range messages.Len() {
			fields := messages.Get(i).Fields()
			for j := range fields.Len() {
				check(fields.Get(j))
			}
			visit(messages.Get(i).Messages())
		}
	}
	for _, file := range ours() {
		visit(file.Messages())
	}
}

func TestPersonalFieldsReachNoLog(t *testing.T) {
	found := map[protoreflect.Name]bool{}
	eachField(func(field protoreflect.FieldDescriptor) {
		isPersonal := slices.Contains(personal, field.Name()) && !slices.Contains(nobodys, field.FullName())
		found[field.Name()] = found[field.Name()] || isPersonal
		if isPersonal && !isRedacted(field) {
			t.Errorf("%s is personal and not debug_redact", field.FullName())
		}
	})
	for _, name := range personal {
		if !found[name] {
			t.Errorf("no field is called %s any more", name)
		}
	}
}

func TestWherePeopleWriteTheyMayWriteLines(t *testing.T) {
	eachField(func(field protoreflect.FieldDescriptor) {
		isFree, _ := proto.GetExtension(field.Options(), commonv1.E_FreeText).(bool)
		if isFree && !isRedacted(field) && !slices.Contains(nobodys, field.FullName()) {
			t.Errorf("%s is free text and not debug_redact", field.FullName())
		}
		isInput := rulesOf(field).GetString().GetMaxLen() > 0
		if isInput && slices.Contains(written, field.Name()) && !isFree {
			t.Errorf("%s is written by people and not free_text", field.FullName())
		}
	})
}
