package bind

import (
	"regexp"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/cmd/oco/internal/words"
)

// listed are the commands that show the ids of a thing, by the name of the field that holds one; of
// the id of a resource by the name of the resource.
var listed = map[protoreflect.Name]string{
	"account":               "oco accounts list",
	"appointment":           "oco appointments list",
	"card_batch":            "oco cards list",
	"accounts":              "oco accounts list",
	"application":           "oco applications list",
	"buddy":                 "oco supporters list",
	"buddy_pair":            "oco buddies list",
	"case":                  "oco cases list",
	"certificate":           "oco certificates list",
	"code":                  "oco codes list",
	"consent":               "oco consents list",
	"contact_account":       "oco accounts list",
	"direct_answer":         "oco direct-answers list",
	"expense_claim":         "oco claims list",
	"expense_policy":        "oco expense-policies list",
	"grant":                 "oco grants list",
	"handover":              "oco handovers list",
	"household":             "oco residents get",
	"incoming_handover":     "oco incoming-handovers list",
	"import":                "oco imports list",
	"into":                  "oco applications duplicates",
	"newcomer":              "oco supporters list",
	"applications":          "oco applications list",
	"match_plan":            "oco plans create",
	"offer_wave":            "oco offers ask-several",
	"matching_policy":       "oco matching-policies list",
	"meeting":               "oco meetings list",
	"meeting_group":         "oco meeting-groups list",
	"meeting_guest":         "oco meeting-guests list",
	"guests":                "oco meeting-guests list",
	"meeting_invitation":    "oco invitations list",
	"offer":                 "oco offers list",
	"other_role":            "oco other-roles list",
	"pause":                 "oco pauses list",
	"payment_export":        "oco payments list",
	"partner_contact":       "oco partner-contacts list",
	"consultation":          "oco consultations list",
	"answer":                "oco consultations get",
	"liaison":               "oco accounts list",
	"pattern":               "oco patterns list",
	"message":               "oco messages list",
	"message_template":      "oco message-templates list",
	"referrer":              "oco referrers list",
	"referrer_organisation": "oco referrer-organisations list",
	"representative":        "oco representatives list",
	"requirement_policy":    "oco requirement-policies list",
	"released_pattern":      "oco patterns released",
	"resident":              "oco applications get",
	"residents":             "oco applications get",
	"correction":            "oco rights-requests corrections",
	"rights_request":        "oco rights-requests list",
	"role_purity_policy":    "oco role-policies list",
	"signal":                "oco signals list",
	"signals":               "oco signals list",
	"add":                   "oco signals list",
	"remove":                "oco signals list",
	"cases":                 "oco cases list",
	"supporter":             "oco supporters list",
	"survey_round":          "oco surveys list",
	"survey_invitation":     "oco surveys to-ring",
	"supporters":            "oco supporters list",
	"tie":                   "oco ties list",
	"triage_decision":       "oco triage list",
	"case_goal":             "oco goals list",
	"contact_draft":         "oco contact-drafts list",
	"contact_moment":        "oco contacts list",
	"draft":                 "oco contact-drafts list",
	"successor":             "oco supporters list",
	"access_question":       "oco access-questions list",
	"transfer":              "oco transfers list",
	"complaint":             "oco complaints list",
	"concerned_account":     "oco complaints people",
	"concerned_supporter":   "oco complaints people",
	"home_visit_risk":       "oco risks list",
	"incident":              "oco incidents list",
	"safety_concern":        "oco concerns list",
	"webhook_subscription":  "oco webhooks list",
	"work_entry":            "oco work list",
	"work_entries":          "oco work list",
}

// Listed are the commands that show ids.
func Listed() []string {
	var all []string
	for _, command := range listed {
		all = append(all, command)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// isID reports whether a field holds the id of something: the contract asks for a UUID there.
func isID(field protoreflect.FieldDescriptor) bool {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	return rules.GetString().GetUuid() || rules.GetRepeated().GetItems().GetString().GetUuid()
}

// uuid is the form of an id.
var uuid = regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// readID takes the id of something; nothing clears it.
func (f *Field) readID(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || uuid.MatchString(typed) {
		return strings.ToLower(typed), nil
	}
	name := f.leaf().Name()
	if name == "id" {
		name = f.path[0].Name()
	}
	if command := listed[name]; command != "" {
		return "", texts.Wrong("value.id_listed", "command", command)
	}
	return "", texts.Wrong("value.id")
}

// orders are the ways to sort a list: what people type, in English and Dutch, for what the contract
// has.
var orders = []struct {
	value string
	words []string
}{
	{"create_time desc", []string{"newest", "nieuwste"}},
	{"create_time", []string{"oldest", "oudste"}},
	{"urgency", []string{"urgency", "spoed"}},
	{"promise", []string{"promise", "belofte"}},
	{"name", []string{"name", "naam"}},
	{"last_contact", []string{"longest ago", "langst geleden"}},
}

func isOrder(field protoreflect.FieldDescriptor) bool { return field.Name() == "order_by" }

// orderWords are the words in a language for the orders that a field takes.
func orderWords(field protoreflect.FieldDescriptor, language string) (said []string) {
	for _, order := range orders {
		if !takes(field, order.value) {
			continue
		}
		if language == words.Dutch {
			said = append(said, order.words[1])
		} else {
			said = append(said, order.words[0])
		}
	}
	return said
}

// takes reports whether the contract has the order for the field.
func takes(field protoreflect.FieldDescriptor, order string) bool {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	return slices.Contains(rules.GetString().GetIn(), order)
}

func readOrder(field protoreflect.FieldDescriptor, typed string) (string, error) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	for _, order := range orders {
		if !takes(field, order.value) {
			continue
		}
		if typed == order.value || slices.Contains(order.words, typed) {
			return order.value, nil
		}
	}
	return "", texts.OneOf(func(language string) []string { return orderWords(field, language) })
}
