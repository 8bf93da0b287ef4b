package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestAMunicipalityFromBeginningToEnd(t *testing.T) {
	h := newHouse(t)
	ctx := h.as(t, h.one, "")
	hours := []*commonv1.OpeningHours{{Weekday: 1, Opens: "09:00", Closes: "12:30"}}
	wish := &adminv1.Municipality{
		Municipality: "gm0785", Name: "Goirle", Region: region, ContactName: "Team OCO", Phone: "013 111 22 33", Email: "oco@goirle.example",
		Website: "https://goirle.example", Introduction: "Welkom", Privacy: "Wij bewaren weinig", PromiseWorkingDays: proto.Int32(0), OfferWorkingHours: proto.Int32(0),
		OpeningHours:     hours,
		IntervisionWeeks: 8, InDepthAfter: 3, CaseWeeks: proto.Int32(0),
		PromiseTerms: &adminv1.PromiseTerms{
			Days: adminv1.PromiseDays_PROMISE_DAYS_CALENDAR, MatchDays: proto.Int32(1), AppointmentMadeDays: proto.Int32(3),
			AppointmentHeldDays: proto.Int32(5), UrgentMatchHours: proto.Int32(0), UrgentAppointmentMadeDays: proto.Int32(0),
			UrgentAppointmentHeldDays: proto.Int32(2), WarningHours: proto.Int32(6),
		},
		NeighbourhoodPoints: []*commonv1.NeighbourhoodPoint{{Code: "centrum", Name: "Centrum", Address: "Kerkplein 1", OpeningHours: hours}},
	}
	req := &adminv1.CreateMunicipalityRequest{Municipality: wish, RequestId: pg.NewID()}
	made, err := h.service.CreateMunicipality(ctx, req)
	if err != nil {
		t.Fatal(err)
	}
	ignored := protocmp.IgnoreFields(wish, "active", "create_time", "update_time", "etag")
	if diff := cmp.Diff(wish, made, protocmp.Transform(), ignored); diff != "" || !made.GetActive() {
		t.Errorf("made (-wish +got):\n%s", diff)
	}
	again, err := h.service.CreateMunicipality(ctx, req)
	if err != nil || cmp.Diff(made, again, protocmp.Transform()) != "" {
		t.Errorf("the same request again: %v, %v", again, err)
	}
	unsaid, err := h.service.CreateMunicipality(ctx, &adminv1.CreateMunicipalityRequest{Municipality: &adminv1.Municipality{Municipality: "gm0820", Name: "Nuenen"}})
	if err != nil || unsaid.GetPromiseWorkingDays() != admin.UsualPromise || unsaid.GetOfferWorkingHours() != admin.UsualOffer ||
		unsaid.GetIntervisionWeeks() != 6 || unsaid.GetInDepthAfter() != 2 || unsaid.GetCaseWeeks() != 12 || unsaid.GetPromiseTerms().GetUrgentMatchHours() != 4 {
		t.Errorf("one that says nothing: %v, %v", unsaid, err)
	}
	_, err = h.service.CreateMunicipality(ctx, &adminv1.CreateMunicipalityRequest{Municipality: wish})
	wantReason(t, "one that is there", err, errs.AlreadyExistsReason)

	changed, err := h.service.UpdateMunicipality(h.as(t, h.one, "gm0785"), &adminv1.UpdateMunicipalityRequest{
		Municipality: &adminv1.Municipality{Municipality: "gm0785", Etag: "1", Phone: "", Introduction: "Dag", OpeningHours: nil},
		UpdateMask:   mask("introduction", "opening_hours"),
	})
	if err != nil || changed.GetIntroduction() != "Dag" || changed.GetPhone() == "" || len(changed.GetOpeningHours()) != 0 || changed.GetEtag() != "2" {
		t.Errorf("got %v, %v", changed, err)
	}
	got, err := h.service.GetMunicipality(pgtest.Context(t, "gm0785", call.RoleUnspecified), &adminv1.GetMunicipalityRequest{Municipality: "gm0785"})
	if err != nil || cmp.Diff(changed, got, protocmp.Transform()) != "" {
		t.Errorf("got %v, %v, want %v", got, err, changed)
	}
	for what, update := range map[string]*adminv1.UpdateMunicipalityRequest{
		"an outdated copy": {Municipality: &adminv1.Municipality{Municipality: "gm0785", Etag: "1"}, UpdateMask: mask("phone")},
		"switching it off": {Municipality: &adminv1.Municipality{Municipality: "gm0785"}, UpdateMask: mask("active")},
		"held before it is made": {UpdateMask: mask("promise_terms"), Municipality: &adminv1.Municipality{
			Municipality: "gm0785", PromiseTerms: &adminv1.PromiseTerms{AppointmentHeldDays: proto.Int32(1)},
		}},
		"hours backwards": {UpdateMask: mask("opening_hours"), Municipality: &adminv1.Municipality{
			Municipality: "gm0785", OpeningHours: []*commonv1.OpeningHours{{Weekday: 1, Opens: "12:00", Closes: "09:00"}},
		}},
	} {
		_, err := h.service.UpdateMunicipality(h.as(t, h.one, "gm0785"), update)
		want := errs.Invalid
		if what == "an outdated copy" {
			want = errs.EtagMismatchReason
		}
		wantReason(t, what, err, want)
	}
	if rows, _ := h.logged(t, "gm0785", "change settings of the municipality"); rows != 1 {
		t.Errorf("%d changes in the processing log, want 1", rows)
	}
}

func TestAnInactiveMunicipalityIsNotThere(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, "", call.RoleSystem)
	if err := h.Owner.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE admin.municipality SET active = false WHERE municipality = $1`, there)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	_, err := h.service.GetMunicipality(pgtest.Context(t, there, call.RoleUnspecified), &adminv1.GetMunicipalityRequest{Municipality: there})
	wantReason(t, "an inactive one", err, errs.NotFoundReason)
	list, err := h.service.ListMunicipalities(ctx, &adminv1.ListMunicipalitiesRequest{})
	if err != nil || len(list.GetMunicipalities()) != 1 || list.GetMunicipalities()[0].GetMunicipality() != here {
		t.Errorf("got %v, %v", list, err)
	}
	door := store.NewDoor(h.Door)
	for code, want := range map[string]bool{here: true, there: false, "gm9999": false} {
		if active, err := door.Active(t.Context(), code); err != nil || active != want {
			t.Errorf("%s is active: got %t, %v", code, active, err)
		}
	}
	if got, err := door.Region(t.Context(), here); err != nil || got != region {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestMunicipalitiesByPage(t *testing.T) {
	h := newHouse(t)
	for code, name := range map[string]string{"gm0798": "Hilvarenbeek", "gm0824": "Oisterwijk", "gm0784": "Gilze en Rijen"} {
		if err := h.store.Found(t.Context(), h.App, municipality(code, name), nil); err != nil {
			t.Fatal(err)
		}
	}
	ctx := pgtest.Context(t, "", call.RoleUnspecified)
	var got []string
	req := &adminv1.ListMunicipalitiesRequest{PageSize: 2}
	for {
		answer, err := h.service.ListMunicipalities(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range answer.GetMunicipalities() {
			got = append(got, m.GetName())
		}
		if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if diff := cmp.Diff([]string{"Gilze en Rijen", "Hilvarenbeek", "Oisterwijk", "Tilburg", "Waalwijk"}, got); diff != "" {
		t.Errorf("by name, each once (-want +got):\n%s", diff)
	}
}

func TestCodes(t *testing.T) {
	h := newHouse(t)
	ctx := h.as(t, h.one, here)
	add := func(list adminv1.CodeList, code string, domain commonv1.LifeDomain) (*adminv1.Code, error) {
		return h.service.CreateCode(ctx, &adminv1.CreateCodeRequest{Municipality: here, Code: &adminv1.Code{
			List: list, Code: code, LabelNl: "Wijk " + code, LifeDomain: domain, Words: []string{code}, Position: 5,
		}})
	}
	made, err := add(adminv1.CodeList_CODE_LIST_NEIGHBOURHOOD, "de_hoef", 0)
	if err != nil || !made.GetActive() || made.GetEtag() != "1" {
		t.Fatalf("got %v, %v", made, err)
	}
	_, err = add(adminv1.CodeList_CODE_LIST_NEIGHBOURHOOD, "de_hoef", 0)
	wantReason(t, "the same code twice", err, errs.AlreadyExistsReason)
	_, err = add(adminv1.CodeList_CODE_LIST_SUB_THEME, "eviction", 0)
	wantReason(t, "a sub-theme without life domain", err, errs.Invalid)

	changed, err := h.service.UpdateCode(ctx, &adminv1.UpdateCodeRequest{
		Municipality: here, Code: &adminv1.Code{Id: made.GetId(), Active: false, LabelEn: "The Farm"}, UpdateMask: mask("active", "label_en"),
	})
	if err != nil || changed.GetActive() || changed.GetLabelEn() != "The Farm" || changed.GetLabelNl() != "Wijk de_hoef" || changed.GetEtag() != "2" {
		t.Errorf("got %v, %v", changed, err)
	}
	_, err = h.service.UpdateCode(ctx, &adminv1.UpdateCodeRequest{
		Municipality: here, Code: &adminv1.Code{Id: made.GetId(), Code: "other"}, UpdateMask: mask("code"),
	})
	wantReason(t, "another code", err, errs.Invalid)
	_, err = h.service.UpdateCode(h.as(t, h.one, there), &adminv1.UpdateCodeRequest{
		Municipality: there, Code: &adminv1.Code{Id: made.GetId(), LabelNl: "x"}, UpdateMask: mask("label_nl"),
	})
	wantReason(t, "from another municipality", err, errs.NotFoundReason)

	all := readCodes(t, h, &adminv1.ListCodesRequest{Municipality: here, PageSize: 7})
	if want := len(admin.Seeds(here)) + 1; len(all) != want {
		t.Errorf("%d codes over all pages, want %d", len(all), want)
	}
	kinds := readCodes(t, h, &adminv1.ListCodesRequest{Municipality: here, List: adminv1.CodeList_CODE_LIST_REFERRER_KIND, PageSize: 5})
	if len(kinds) != 12 || kinds[0].GetCode() != "gp" || kinds[11].GetCode() != "other" {
		t.Errorf("kinds of referrers out of order: %v", kinds)
	}
}

func readCodes(t *testing.T, h *house, req *adminv1.ListCodesRequest) (all []*adminv1.Code) {
	t.Helper()
	seen := map[string]bool{}
	for {
		answer, err := h.service.ListCodes(pgtest.Context(t, here, call.RoleUnspecified), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range answer.GetCodes() {
			if seen[c.GetId()] {
				t.Fatalf("%s twice", c.GetCode())
			}
			seen[c.GetId()] = true
			all = append(all, c)
		}
		if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
			return all
		}
	}
}

func TestWhatOtherSlicesAsk(t *testing.T) {
	h := newHouse(t)
	ctx := pgtest.Context(t, here, call.RoleUnspecified)
	err := h.App.Read(ctx, func(tx *pg.Tx) error {
		unknown, err := h.store.Unknown(ctx, tx, admin.TargetGroups, []string{"lvb", "martian", "gp"})
		if err != nil {
			return err
		}
		if diff := cmp.Diff([]string{"martian", "gp"}, unknown); diff != "" {
			t.Errorf("unknown codes (-want +got):\n%s", diff)
		}
		kinds, err := h.store.ActiveCodes(ctx, tx, here, admin.ReferrerKinds)
		if err != nil {
			return err
		}
		if kinds[0].Code != "gp" || len(kinds[0].Words) == 0 {
			t.Errorf("got %+v", kinds[0])
		}
		form, err := h.store.FormCodes(ctx, tx, here)
		if len(form) != 12 || form[0].Code != "debts" || form[0].LifeDomain != "INCOME" {
			t.Errorf("got %+v", form)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
