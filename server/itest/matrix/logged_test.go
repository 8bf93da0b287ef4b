package matrix_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestEveryAnswerWithPersonalDataIsLogged: the contract says which answers can hold personal data
// (debug_redact). Whoever gets one that does, as each role that may, leaves a row in the processing
// log: who, by which method, about whom.
func TestEveryAnswerWithPersonalDataIsLogged(t *testing.T) {
	database := pgtest.New(t)
	w := worldOn(t, harness.Start(t, harness.OnDatabase(func(role string) string { return database.URL(t, role) })))
	log := processingLog{database.Open(t, embedded.Superuser)}
	looked := 0
	for _, r := range readExpected(t) {
		method := methodOf(t, r.rpc)
		if !canHold(method.Output(), nil) {
			continue
		}
		looked++
		t.Run(r.rpc, func(t *testing.T) {
			told := 0
			for _, role := range harness.Roles() {
				if r.of(role) == refused {
					continue
				}
				request := requests[r.rpc](w, role)
				before := log.rows(t, method, w.accounts[role])
				a := w.call(w.home.Token(t, role), r.rpc, request)
				if a.Code != codes.OK {
					t.Fatalf("as %s: %s %v", role, a.Raw, a.Fields)
				}
				if !holds(a.Messages) {
					continue
				}
				told++
				if log.rows(t, method, w.accounts[role]) == before {
					t.Errorf("%s read personal data, and the log does not say so: %v", role, a.Messages)
				}
			}
			if told == 0 {
				t.Error("no answer held what the contract calls personal, so nothing was looked for")
			}
		})
	}
	if looked < 40 {
		t.Errorf("only %d RPCs were looked at", looked)
	}
}

// processingLog is read behind the server's back.
type processingLog struct{ owner *pg.DB }

// rows counts what the log holds of an account and a method that went well, with somebody it was about.
func (l processingLog) rows(t *testing.T, method protoreflect.MethodDescriptor, account string) int {
	t.Helper()
	var count int
	if err := l.owner.Read(t.Context(), func(tx *pg.Tx) error {
		return tx.Get(t.Context(), &count, `SELECT count(*) FROM platform.processing_log
			WHERE result = 'OK' AND cardinality(subjects) > 0 AND actor = $1::uuid AND method LIKE '%/' || $2`, account, string(method.Name()))
	}); err != nil {
		t.Fatal(err)
	}
	return count
}

// canHold reports whether a message has a field with personal data, however deep.
func canHold(message protoreflect.MessageDescriptor, seen []protoreflect.FullName) bool {
	for _, name := range seen {
		if name == message.FullName() {
			return false
		}
	}
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if isPersonal(field) || field.Message() != nil && canHold(field.Message(), append(seen, message.FullName())) {
			return true
		}
	}
	return false
}

// aboutNobodyKnown are fields that are kept out of logs because somebody may write a name in them, or because they are
// a secret, and that belong to no resident or account: there is nobody whom a row of the log could be about.
var aboutNobodyKnown = map[protoreflect.FullName]bool{
	"oco.intake.v1.Import.file_name": true, "oco.events.v1.WebhookSubscription.secret": true,
	"oco.survey.v1.SurveyAudienceResults.remarks": true,
}

func isPersonal(field protoreflect.FieldDescriptor) bool {
	options, _ := field.Options().(*descriptorpb.FieldOptions)
	return options.GetDebugRedact() && !aboutNobodyKnown[field.FullName()]
}

// holds reports whether one of the messages tells personal data.
func holds(messages []proto.Message) bool {
	for _, message := range messages {
		if tellsPersonal(message.ProtoReflect()) {
			return true
		}
	}
	return false
}

func tellsPersonal(message protoreflect.Message) bool {
	found := false
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case isPersonal(field):
			found = true
		case field.IsList() && field.Message() != nil:
			for i := range value.List().Len() {
				found = found || tellsPersonal(value.List().Get(i).Message())
			}
		case field.Message() != nil && !field.IsMap():
			found = found || tellsPersonal(value.Message())
		}
		return !found
	})
	return found
}
