package bind

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// shorter are the names of flags where the path of the field is long, or means something else to
// people. The path is the one below the resource.
var shorter = map[string]string{
	"urgency.reason":      "urgency",
	"urgency.latest_date": "urgency-date",

	"safe_contact.no_post":      "no-post",
	"safe_contact.no_email":     "no-email",
	"safe_contact.no_phone":     "no-phone",
	"safe_contact.no_voicemail": "no-voicemail",
	"safe_contact.no_calendar":  "no-calendar",
	"safe_contact.instruction":  "safe-contact",

	"applicant.kind": "applicant",

	"life_domains":     "life-domain",
	"sub_themes":       "sub-theme",
	"target_groups":    "target-group",
	"languages":        "speaks",
	"states":           "state",
	"results":          "result",
	"words":            "word",
	"columns":          "column",
	"residents":        "resident",
	"supporters":       "supporter",
	"accounts":         "account",
	"guests":           "guest",
	"kinds":            "all",
	"work_entries":     "work-entry",
	"contact_date":     "date",
	"cases":            "case",
	"signals":          "signal",
	"addressees":       "for",
	"audiences":        "audience",
	"last_date":        "last",
	"by_date":          "by",
	"companies":        "with",
	"referrals":        "referral",
	"start_time":       "start",
	"end_time":         "end",
	"meeting_group":    "group",
	"order_by":         "order",
	"appointment_time": "at",
	"made_date":        "made",
	"from_date":        "from",
	"until_date":       "until",
	"after_position":   "after",

	"conduct_certificate_until_date": "conduct-certificate-until",
}

// inline are the messages whose fields need no prefix, by the request and the field.
var inline = map[protoreflect.FullName]protoreflect.Name{
	"oco.support.v1.CreateContactMomentRequest": "contact_moment",
	"oco.support.v1.SaveContactDraftRequest":    "contact_draft",
	"oco.intake.v1.SubmitApplicationRequest":    "resident",
}

// flagName is the name of a field's flag.
func (f *Form) flagName(field *Field) string {
	path := field.path
	if len(path) > 1 && (path[0] == f.body || path[0].Name() == inline[f.rpc.Input().FullName()]) {
		path = path[1:]
	}
	below := (&Field{path: path}).Path()
	if below == "from_date" && f.body != nil {
		return "since" // --from is a document there
	}
	if short, ok := shorter[below]; ok {
		return short
	}
	return strings.NewReplacer(".", "-", "_", "-").Replace(below)
}

// argumentName is the word for an argument in a usage line: that of the resource for its id.
func argumentName(field *Field) string {
	name := field.leaf().Name()
	if field.leaf().Kind() == protoreflect.BoolKind {
		return "YES|NO"
	}
	if name == "id" || name == "residents" {
		name = protoreflect.Name(strings.ToLower(string(field.path[0].Name())))
		if field.leaf().Name() == "residents" {
			name = "resident"
		}
	}
	return strings.ToUpper(strings.ReplaceAll(string(name), "_", "-"))
}
