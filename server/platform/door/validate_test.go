package door_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/citizennumber"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

func TestAllFieldsThatBreakARuleAreNamedTogether(t *testing.T) {
	h := newHouse(t)
	request := submission(here)
	request.Resident.Name = ""
	request.Resident.Email = "no address"
	request.Channel = 77
	request.LifeDomains = []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_CARE, 88}
	request.RequestId = "not a uuid"
	request.Urgency = &intakev1.Urgency{Reason: 99, LatestDate: "tomorrow"}
	_, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(t.Context(), request)
	want(t, err, codes.InvalidArgument, errs.Invalid)
	if diff := cmp.Diff([]string{
		"channel enum.defined_only", "life_domains[1] enum.defined_only", "request_id string.uuid", "resident.email string.email",
		"resident.name string.min_len", "urgency.latest_date string.pattern", "urgency.reason enum.defined_only",
	}, violations(err)); diff != "" {
		t.Error(diff)
	}
	if _, calls := h.last(); calls != 0 {
		t.Error("the handler was reached")
	}
}

func TestAMissingPartIsNamed(t *testing.T) {
	h := newHouse(t)
	_, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(t.Context(), &intakev1.SubmitApplicationRequest{Municipality: here})
	want(t, err, codes.InvalidArgument, errs.Invalid)
	if diff := cmp.Diff([]string{"resident required"}, violations(err)); diff != "" {
		t.Error(diff)
	}
}

func update(paths ...string) *intakev1.UpdateApplicationRequest {
	return &intakev1.UpdateApplicationRequest{
		Municipality: here,
		Application:  &intakev1.Application{Id: someID, Neighbourhood: "NOT A CODE", Question: "Hoe vraag ik hulp?", SafeContact: &intakev1.SafeContact{NoPost: true}},
		UpdateMask:   &fieldmaskpb.FieldMask{Paths: paths},
	}
}

func TestUpdateMasks(t *testing.T) {
	for name, c := range map[string]struct {
		request *intakev1.UpdateApplicationRequest
		broken  []string
		// mask is what the handler gets.
		mask []string
	}{
		"only what is masked is looked at": {request: update("question"), mask: []string{"question"}},
		"what is masked is looked at":      {request: update("question", "neighbourhood"), broken: []string{"application.neighbourhood string.pattern"}},
		"keys are left out":                {request: update("id", "etag", "municipality", "question"), mask: []string{"question"}},
		"nothing but keys":                 {request: update("id", "etag"), broken: []string{"update_mask update_mask.empty"}},
		"empty":                            {request: update(), broken: []string{"update_mask update_mask.empty"}},
		"what only the server writes":      {request: update("question", "state"), broken: []string{"application.state update_mask.output_only"}},
		"two of them":                      {request: update("state", "create_time"), broken: []string{"application.create_time update_mask.output_only", "application.state update_mask.output_only"}},
		"a field that does not exist":      {request: update("questions"), broken: []string{"update_mask update_mask.unknown"}},
		"a field inside another":           {request: update("safe_contact.no_post"), broken: []string{"application.safe_contact.no_post update_mask.unknown"}},
		"everything":                       {request: update("*"), broken: []string{"update_mask update_mask.unknown"}},
		"together with the rest": {
			request: func() *intakev1.UpdateApplicationRequest {
				r := update("no_such_thing")
				r.Application.Id, r.RequestId, r.Application.Channel = "x", "y", 99
				return r
			}(),
			broken: []string{"application.channel enum.defined_only", "application.id string.uuid", "request_id string.uuid", "update_mask update_mask.unknown"},
		},
		"no mask": {
			request: func() *intakev1.UpdateApplicationRequest { r := update(); r.UpdateMask = nil; return r }(),
			broken:  []string{"update_mask required"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.people.set("coordinator", at(call.RoleCoordinator, here))
			var got []string
			h.update = func(_ context.Context, r *intakev1.UpdateApplicationRequest) (*intakev1.Application, error) {
				got = r.GetUpdateMask().GetPaths()
				return &intakev1.Application{}, nil
			}
			_, err := intakev1.NewIntakeServiceClient(h.network).UpdateApplication(signedIn(t, "coordinator", "nl"), c.request)
			if diff := cmp.Diff(c.broken, violations(err)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.mask, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHeadersFillWhatTheBodyLeavesEmpty(t *testing.T) {
	const key, other = "0b8f4f0e-6a44-4d0c-9d53-8b5b0f3c1a11", "5f1c9b3a-1de0-4f0e-8ad5-0d4c1a7f2b22"
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	var got *intakev1.UpdateApplicationRequest
	h.update = func(_ context.Context, r *intakev1.UpdateApplicationRequest) (*intakev1.Application, error) {
		got = r
		return &intakev1.Application{}, nil
	}
	headers := func(o *door.Outside) { o.RequestID, o.Etag = key, "7" }
	client := intakev1.NewIntakeServiceClient(h.inside)
	if _, err := client.UpdateApplication(outside(t, "coordinator", headers), update("question")); err != nil {
		t.Fatal(err)
	}
	if got.GetRequestId() != key || got.GetApplication().GetEtag() != "7" {
		t.Errorf("got request_id %q, etag %q", got.GetRequestId(), got.GetApplication().GetEtag())
	}
	full := update("question")
	full.RequestId, full.Application.Etag = other, "3"
	if _, err := client.UpdateApplication(outside(t, "coordinator", headers), full); err != nil {
		t.Fatal(err)
	}
	if got.GetRequestId() != other || got.GetApplication().GetEtag() != "3" {
		t.Errorf("a header took the place of the body: %q, %q", got.GetRequestId(), got.GetApplication().GetEtag())
	}
	_, err := client.EndApplication(outside(t, "coordinator", headers), &intakev1.EndApplicationRequest{
		Municipality: here, Application: someID, Reason: intakev1.EndReason_END_REASON_MOVED,
	})
	want(t, err, codes.Unimplemented, errs.Unimplemented) // the fake has none; the headers broke nothing
	bad := func(o *door.Outside) { o.RequestID = "nonsense" }
	_, err = client.UpdateApplication(outside(t, "coordinator", bad), update("question"))
	if diff := cmp.Diff([]string{"request_id string.uuid"}, violations(err)); diff != "" {
		t.Error(diff)
	}
}

func TestCitizenNumbersAreMaskedBeforeAnybodySeesThem(t *testing.T) {
	const number = "111222333"
	h := newHouse(t)
	var got *intakev1.SubmitApplicationRequest
	h.submit = func(ctx context.Context, r *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
		got = r
		call.From(ctx).Remark(call.Notice{Reason: "TO_BE_COMPLETED"})
		return &intakev1.SubmitApplicationResponse{ReceiptCode: "r"}, nil
	}
	request := submission(here)
	request.Question = "Mijn BSN is " + number + ", en van mijn zus " + number + "."
	request.Urgency = &intakev1.Urgency{Reason: intakev1.UrgencyReason_URGENCY_REASON_OTHER, Note: "111.222.333"}
	request.Applicant = &intakev1.Applicant{Kind: commonv1.ApplicantKind_APPLICANT_KIND_NEAR_PERSON, Name: "Zus", Relation: "zus " + number}
	request.Resident.Name, request.Resident.HouseNumber = "Noor "+number, number
	request.Resident.Phone = number                  // nobody dials a number without its zero
	request.Resident.Email = number + "@oco.example" // an address is used as it is
	request.Applicant.Phone = "+31 6 12345678"       // a number to call
	request.Applicant.Organisation = "bsn " + number
	answer, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(signedIn(t, "", "en"), request)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		got.GetQuestion(), got.GetUrgency().GetNote(), got.GetApplicant().GetRelation(), got.GetApplicant().GetOrganisation(),
		got.GetResident().GetName(), got.GetResident().GetPhone(), got.GetResident().GetHouseNumber(),
	} {
		if strings.Contains(text, "111") || !strings.Contains(text, citizennumber.Masked) {
			t.Errorf("the handler read %q", text)
		}
	}
	if got.GetApplicant().GetPhone() != "+31 6 12345678" || got.GetResident().GetEmail() != number+"@oco.example" {
		t.Errorf("what is no citizen number became %q, %q", got.GetApplicant().GetPhone(), got.GetResident().GetEmail())
	}
	if strings.Contains(h.logged.String(), number) {
		t.Error("the number was logged")
	}
	notice := func(reason commonv1.NoticeReason, field, text string) *commonv1.Notice {
		return &commonv1.Notice{Reason: reason, Field: field, Text: text}
	}
	const removed = " We removed it and did not keep it."
	const phone = removed + " Was it a phone number? Then write it with the 0 before it."
	if diff := cmp.Diff([]*commonv1.Notice{
		notice(commonv1.NoticeReason_NOTICE_REASON_CITIZEN_NUMBER_MASKED, "question", "A citizen service number stood in the question."+removed),
		notice(commonv1.NoticeReason_NOTICE_REASON_CITIZEN_NUMBER_MASKED, "resident.name", "A citizen service number stood in the resident's name."+removed),
		notice(commonv1.NoticeReason_NOTICE_REASON_CITIZEN_NUMBER_MASKED, "resident.phone", "A citizen service number stood in the resident's phone number."+phone),
		notice(commonv1.NoticeReason_NOTICE_REASON_CITIZEN_NUMBER_MASKED, "resident.house_number", "A citizen service number stood in the house number."+removed),
		notice(commonv1.NoticeReason_NOTICE_REASON_CITIZEN_NUMBER_MASKED, "applicant.relation", "A citizen service number stood in the relation with the resident."+removed),
		notice(commonv1.NoticeReason_NOTICE_REASON_CITIZEN_NUMBER_MASKED, "applicant.organisation", "A citizen service number stood in the referrer's organisation."+removed),
		notice(commonv1.NoticeReason_NOTICE_REASON_CITIZEN_NUMBER_MASKED, "urgency.note", "A citizen service number stood in the note on urgency."+removed),
		notice(commonv1.NoticeReason_NOTICE_REASON_TO_BE_COMPLETED, "", "Something is still missing. The application is kept and can be completed later."),
	}, answer.GetNotices(), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

func TestARequestMayBeSoLarge(t *testing.T) {
	h := newHouse(t, func(c *door.Config) { c.MaxRequest, c.MaxUpload = 2_000, 4_000 })
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	request := submission(here)
	request.Question = strings.Repeat("x", 2_000)
	_, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(t.Context(), request)
	want(t, err, codes.ResourceExhausted, errs.TooLarge)
	send := func(size int) error {
		_, err := intakev1.NewImportServiceClient(h.network).CreateImport(signedIn(t, "coordinator", "nl"), &intakev1.CreateImportRequest{
			Municipality: here, Kind: intakev1.ImportKind_IMPORT_KIND_SUPPORTERS, FileName: "lijst.csv", File: make([]byte, size),
		})
		return err
	}
	want(t, send(3_000), codes.Unimplemented, errs.Unimplemented) // the fake has none; the file was let in
	want(t, send(4_000), codes.ResourceExhausted, errs.TooLarge)
}

func TestAListOfMistakesFitsInAHeader(t *testing.T) {
	h := newHouse(t)
	request := submission(here)
	for range 500 {
		request.LifeDomains = append(request.LifeDomains, 99)
	}
	_, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(t.Context(), request)
	want(t, err, codes.InvalidArgument, errs.Invalid)
	if n := len(violations(err)); n != 50 {
		t.Errorf("%d fields were named", n)
	}
}

func TestATextThatIsTooLongOnlyUnmaskedIsMaskedFirst(t *testing.T) {
	h := newHouse(t)
	request := submission(here)
	request.CallBack = strings.Repeat("x", 191) + "111222333" // 200 characters, masked as many
	if _, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(t.Context(), request); err != nil {
		t.Error(err)
	}
}

// TestWhatCannotBeWrittenIsRefused: no text that is kept has a control character, and only free
// text has lines. A text that nobody can see is none.
func TestWhatCannotBeWrittenIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*intakev1.SubmitApplicationRequest)
		broken []string
	}{
		"lines and tabs in free text": {func(r *intakev1.SubmitApplicationRequest) { r.Question = "een\r\ntwee\n\tdrie" }, nil},
		"NUL in free text":            {func(r *intakev1.SubmitApplicationRequest) { r.Question = "een\x00twee" }, []string{"question string.control"}},
		"a bell in free text":         {func(r *intakev1.SubmitApplicationRequest) { r.Question = "een\atwee\n" }, []string{"question string.control"}},
		"an old end of line":          {func(r *intakev1.SubmitApplicationRequest) { r.Question = "een\rtwee" }, []string{"question string.control"}},
		"a C1 character":              {func(r *intakev1.SubmitApplicationRequest) { r.Question = "een\u0085twee" }, []string{"question string.control"}},
		"lines in a name":             {func(r *intakev1.SubmitApplicationRequest) { r.Resident.Name = "Noor\nBel 112" }, []string{"resident.name string.one_line"}},
		"NUL and a line in a name":    {func(r *intakev1.SubmitApplicationRequest) { r.Resident.Name = "Noor\n\x00" }, []string{"resident.name string.control"}},
		"NUL in an organisation":      {func(r *intakev1.SubmitApplicationRequest) { r.Applicant = &intakev1.Applicant{Organisation: "\x00"} }, []string{"applicant.organisation string.control"}},
		"NUL in a code":               {func(r *intakev1.SubmitApplicationRequest) { r.SubThemes = []string{"debts", "\x00"} }, []string{"sub_themes[1] string.pattern"}},
		"NUL in an address":           {func(r *intakev1.SubmitApplicationRequest) { r.Resident.Email = "a\x00@b.example" }, []string{"resident.email string.email"}},
		"from right to left":          {func(r *intakev1.SubmitApplicationRequest) { r.Resident.Name = "\u200fنور 🌷" }, nil},
		"a name of spaces":            {func(r *intakev1.SubmitApplicationRequest) { r.Resident.Name = " \u00a0\u200b " }, []string{"resident.name string.min_len"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			request := submission(here)
			c.change(request)
			_, err := intakev1.NewIntakeServiceClient(h.network).SubmitApplication(t.Context(), request)
			if diff := cmp.Diff(c.broken, violations(err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
