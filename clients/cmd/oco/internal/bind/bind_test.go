package bind

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/testing/protocmp"
	"pgregory.net/rapid"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
)

const id = "0198c0de-0000-7000-8000-000000000001"

var today = time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)

func rpc(t testing.TB, name protoreflect.FullName) protoreflect.MethodDescriptor {
	t.Helper()
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		t.Fatal(err)
	}
	method, ok := found.(protoreflect.MethodDescriptor)
	if !ok {
		t.Fatalf("%s is no RPC", name)
	}
	return method
}

// fill types flags into a form and fills a request.
func fill(t *testing.T, form *Form, request proto.Message, in Input, flags ...string) error {
	t.Helper()
	set := pflag.NewFlagSet("test", pflag.ContinueOnError)
	form.AddFlags(set)
	if err := set.Parse(flags); err != nil {
		t.Fatal(err)
	}
	in.Today = today
	return form.Fill(request, in, nil)
}

func TestFillSubmit(t *testing.T) {
	form := New(rpc(t, "oco.intake.v1.IntakeService.SubmitApplication"), Shape{})
	got := &intakev1.SubmitApplicationRequest{}
	err := fill(t, form, got, Input{Municipality: "gm0867"}, "--name=Noor", "--life-domain=wonen, financiën", "--life-domain=wmo", "--no-voicemail",
		"--resident-agrees=nee", "--applicant=naaste", "--applicant-relation=dochter", "--urgency=huisuitzetting", "--urgency-date=1-4-2026", "--channel=tel")
	want := &intakev1.SubmitApplicationRequest{
		Municipality: "gm0867", Resident: &intakev1.ResidentDetails{Name: "Noor"}, Channel: commonv1.Channel_CHANNEL_PHONE,
		LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_HOUSING, commonv1.LifeDomain_LIFE_DOMAIN_INCOME, commonv1.LifeDomain_LIFE_DOMAIN_WMO},
		SafeContact: &intakev1.SafeContact{NoVoicemail: true}, Applicant: &intakev1.Applicant{Kind: commonv1.ApplicantKind_APPLICANT_KIND_NEAR_PERSON, Relation: "dochter"},
		Urgency: &intakev1.Urgency{Reason: intakev1.UrgencyReason_URGENCY_REASON_EVICTION, LatestDate: "2026-04-01"},
	}
	if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestFillArguments(t *testing.T) {
	form := New(rpc(t, "oco.intake.v1.ResidentService.CreateHousehold"), Shape{Arguments: []string{"household.residents..."}})
	if got := form.Arguments(); got != "RESIDENT..." {
		t.Errorf("usage %q", got)
	}
	got := &intakev1.CreateHouseholdRequest{}
	if err := fill(t, form, got, Input{Municipality: "gm0867", Arguments: []string{id, strings.Replace(id, "1", "2", 1), strings.ToUpper(id)}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{id, strings.Replace(id, "1", "2", 1), id}, got.GetHousehold().GetResidents()); diff != "" {
		t.Error(diff)
	}
}

// TestIDs holds that what is no id is refused where it is typed, with the command that shows it.
func TestIDs(t *testing.T) {
	for _, c := range []struct {
		rpc, argument string
		flags         []string
		says          string
	}{
		{"oco.intake.v1.IntakeService.GetApplication", "application", nil, "APPLICATION: an id looks like " + id + "; oco applications list shows it"},
		{"oco.volunteer.v1.VolunteerService.UpdateSupporter", "supporter.id", nil, "SUPPORTER: an id looks like " + id + "; oco supporters list shows it"},
		{"oco.volunteer.v1.VolunteerService.CreateSupporter", "", []string{"--buddy=Vera"}, "--buddy: an id looks like " + id + "; oco supporters list shows it"},
		{"oco.volunteer.v1.VolunteerService.CreateSupporter", "", []string{"--request-id=x"}, "--request-id: an id looks like " + id},
		{"oco.volunteer.v1.VolunteerService.CreateSupporter", "", []string{"--buddy="}, ""},
	} {
		shape, in := Shape{}, Input{Municipality: "gm0867"}
		if c.argument != "" {
			shape.Arguments, in.Arguments = []string{c.argument}, []string{"0198c0de"}
		}
		form := New(rpc(t, protoreflect.FullName(c.rpc)), shape)
		request, err := protoregistry.GlobalTypes.FindMessageByName(form.rpc.Input().FullName())
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := fill(t, form, request.New().Interface(), in, c.flags...); err != nil {
			got = err.Error()
		}
		if got != c.says {
			t.Errorf("%s: %q, want %q", c.rpc, got, c.says)
		}
	}
}

// TestEveryIDIsListedSomewhere walks the requests of the contract: of each id that is typed a command is
// named that shows it.
func TestEveryIDIsListedSomewhere(t *testing.T) {
	count := 0
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				if !strings.HasPrefix(string(file.Package()), "oco.") {
					continue
				}
				form := New(methods.Get(j), Shape{})
				for _, field := range form.flags {
					name := field.leaf().Name()
					if name == "id" {
						name = field.path[0].Name()
					}
					if isID(field.leaf()) && name != "request_id" {
						count++
						if listed[name] == "" {
							t.Errorf("%s: no command is named for %s", methods.Get(j).FullName(), field.Path())
						}
					}
				}
			}
		}
		return true
	})
	if count < 20 {
		t.Errorf("only %d ids were found", count)
	}
}

func TestOrders(t *testing.T) {
	form := New(rpc(t, "oco.intake.v1.IntakeService.ListApplications"), Shape{})
	for typed, want := range map[string]string{"newest": "create_time desc", "Oudste": "create_time", "spoed": "urgency", "belofte": "promise", "create_time desc": "create_time desc"} {
		got := &intakev1.ListApplicationsRequest{}
		if err := fill(t, form, got, Input{Municipality: "gm0867"}, "--order="+typed); err != nil || got.GetOrderBy() != want {
			t.Errorf("%s: %q, %v", typed, got.GetOrderBy(), err)
		}
	}
	err := fill(t, form, &intakev1.ListApplicationsRequest{}, Input{Municipality: "gm0867"}, "--order=name")
	if err == nil || err.Error() != "--order: choose one of newest, oldest, urgency, promise" {
		t.Errorf("said %v", err)
	}
	for _, field := range form.flags {
		if usage := form.Usage(field); field.Name == "order" && usage != "order: newest, oldest, urgency, promise" {
			t.Errorf("help says %q", usage)
		}
	}
}

func TestDocumentGoesBeforeFlags(t *testing.T) {
	form := New(rpc(t, "oco.volunteer.v1.VolunteerService.UpdateSupporter"), Shape{Arguments: []string{"supporter.id"}, Omit: []string{"supporter.kind"}})
	got := &volunteerv1.UpdateSupporterRequest{}
	document := `{"id": "other", "kind": "SUPPORT_KIND_FORMAL", "name": "Vera", "maxCases": 3, "phone": null, "etag": "4", "state": "SUPPORTER_STATE_ACTIVE", "openCases": 2, "municipality": "gm0855"}`
	err := fill(t, form, got, Input{Municipality: "gm0867", Arguments: []string{id}, Document: []byte(document)}, "--max-cases=2", "--trained")
	if err != nil {
		t.Fatal(err)
	}
	s := got.GetSupporter()
	if s.GetId() != id || s.GetName() != "Vera" || s.GetMaxCases() != 2 || !s.GetTrained() || s.GetEtag() != "4" || got.GetMunicipality() != "gm0867" {
		t.Errorf("got %v", got)
	}
	if mask := strings.Join(got.GetUpdateMask().GetPaths(), " "); mask != "max_cases name phone trained" {
		t.Errorf("mask %q", mask)
	}
}

func TestDocumentThatDoesNotFit(t *testing.T) {
	form := New(rpc(t, "oco.volunteer.v1.VolunteerService.CreateSupporter"), Shape{})
	for document, says := range map[string]string{
		`{"nmae": "Vera"}`:          `--from: line 1, column 2: there is no field "nmae"`,
		"{\n\"kind\": \"Kanarie\"}": "--from: line 2, column 9 is no JSON that fits",
		`{"name": "Vera"`:           "--from: the file is no JSON that fits",
		`[]`:                        "--from: line 1, column 1 is no JSON that fits",
		``:                          "--from: line 1, column 1 is no JSON that fits",
	} {
		err := fill(t, form, &volunteerv1.CreateSupporterRequest{}, Input{Municipality: "gm0867", Document: []byte(document)})
		if err == nil || err.Error() != says {
			t.Errorf("%s: %v, want %s", document, err, says)
		}
	}
}

func TestDay(t *testing.T) {
	for typed, want := range map[string]string{
		"2026-03-01": "2026-03-01", "1-3-2026": "2026-03-01", "01/03/2026": "2026-03-01", "Vandaag": "2026-03-31", "yesterday": "2026-03-30", "morgen": "2026-04-01",
		"": "", "none": "", "29-2-2024": "2024-02-29",
	} {
		if got, err := Day(typed, today); got != want || err != nil {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"31-2-2026", "29-2-2026", "1-3-26", "2026-3", "soon", "3-31-2026"} {
		if got, err := Day(typed, today); err == nil {
			t.Errorf("%q became %q", typed, got)
		}
	}
}

// TestDayIsReadBack holds that every day that is written the contract's way is that day.
func TestDayIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "seconds"), 0).UTC()
		for _, layout := range dayLayouts {
			if got, err := Day(day.Format(layout), today); err != nil || got != day.Format(time.DateOnly) {
				t.Fatalf("%s: %q, %v", day.Format(layout), got, err)
			}
		}
	})
}

func TestOpeningHours(t *testing.T) {
	for typed, day := range map[string]int32{"mon 09:00-17:00": 1, "woensdag 09:00 - 17:00": 3, "Za 09:00-17:00": 6, "sunday 09:00-17:00": 7} {
		got, err := openingHours(typed)
		want := &commonv1.OpeningHours{Weekday: day, Opens: "09:00", Closes: "17:00"}
		if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" || err != nil {
			t.Errorf("%q: %v %s", typed, err, diff)
		}
	}
	for _, typed := range []string{"", "m", "mon", "xx 09:00-17:00", "09:00-17:00"} {
		if got, err := openingHours(typed); err == nil {
			t.Errorf("%q became %v", typed, got)
		}
	}
}

// FuzzFill types anything anywhere: the form fills the request or says which flag is wrong.
func FuzzFill(f *testing.F) {
	for _, seed := range []string{"", "2026-03-01", "wonen,wmo", "nee", "12", "A=name", "\xff"} {
		f.Add(seed)
	}
	names := []protoreflect.FullName{"oco.intake.v1.IntakeService.SubmitApplication", "oco.intake.v1.ImportService.CreateImport", "oco.intake.v1.IntakeService.RecordDirectAnswer"}
	var forms []*Form
	for _, name := range names {
		forms = append(forms, New(rpc(f, name), Shape{}))
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, form := range forms {
			for _, field := range form.flags {
				request, err := protoregistry.GlobalTypes.FindMessageByName(form.rpc.Input().FullName())
				if err != nil {
					t.Fatal(err)
				}
				field.text = text{many: field.text.many, typed: []string{typed}, given: true}
				err = form.Fill(request.New().Interface(), Input{Municipality: "gm0867", Today: today}, nil)
				if err != nil && !strings.HasPrefix(err.Error(), "--"+field.Name+": ") {
					t.Fatalf("--%s: %v", field.Name, err)
				}
				field.text.given = false
			}
		}
	})
}
