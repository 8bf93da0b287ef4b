package rpc_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// toldOf is a volunteer of whom everything is said.
func toldOf() *volunteerv1.Supporter {
	s := volunteerOf("Bo")
	s.Organisation, s.ContactAccount = contactOf, contact
	s.LifeDomainLevels = []*volunteerv1.LifeDomainLevel{
		{LifeDomain: commonv1.LifeDomain_LIFE_DOMAIN_WORK, Level: volunteerv1.Level_LEVEL_EXPERT},
		{LifeDomain: commonv1.LifeDomain_LIFE_DOMAIN_CARE, Level: volunteerv1.Level_LEVEL_STARTING},
	}
	s.TargetGroupLevels = []*volunteerv1.TargetGroupLevel{{TargetGroup: "lvb", Level: volunteerv1.Level_LEVEL_EXPERIENCED}}
	s.MaxTravelMinutes, s.TravelBy = 20, volunteerv1.TravelMode_TRAVEL_MODE_BICYCLE
	s.WeeklyRhythm = []*volunteerv1.FreeMoment{
		{Weekday: 1, DayPart: volunteerv1.DayPart_DAY_PART_MORNING}, {Weekday: 1, DayPart: volunteerv1.DayPart_DAY_PART_EVENING},
		{Weekday: 7, DayPart: volunteerv1.DayPart_DAY_PART_AFTERNOON},
	}
	s.StartDate, s.IntendedUntilDate, s.Gender = "2025-09-01", "2027-09-01", volunteerv1.Gender_GENDER_WOMAN
	return s
}

func (w *world) update(s *volunteerv1.Supporter, paths ...string) (*volunteerv1.Supporter, error) {
	return w.UpdateSupporter(w.coordinator, &volunteerv1.UpdateSupporterRequest{
		Municipality: municipality, Supporter: s, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths},
	})
}

func TestWhatSomebodyTellsOfThemselvesIsKept(t *testing.T) {
	w := newWorld(t)
	want := toldOf()
	created := w.create(t, want)
	want.Id, want.Municipality, want.Etag, want.State = created.GetId(), municipality, "1", volunteerv1.SupporterState_SUPPORTER_STATE_APPLICANT
	got, err := w.get(w.coordinator, created.GetId())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, protocmp.Transform(), protocmp.IgnoreFields(want, "create_time", "update_time", "max_cases_now")); diff != "" {
		t.Error(diff)
	}
	changed, err := w.update(&volunteerv1.Supporter{Id: created.GetId(), LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_CARE}}, "life_domains")
	if err != nil || len(changed.GetLifeDomainLevels()) != 1 || changed.GetLifeDomainLevels()[0].GetLifeDomain() != commonv1.LifeDomain_LIFE_DOMAIN_CARE {
		t.Errorf("a level goes with its life domain: got %v, %v", changed.GetLifeDomainLevels(), err)
	}
	changed, err = w.update(&volunteerv1.Supporter{Id: created.GetId()}, "weekly_rhythm", "gender")
	if err != nil || len(changed.GetWeeklyRhythm()) != 0 || changed.GetGender() != 0 || changed.GetMaxTravelMinutes() != 20 {
		t.Errorf("got %v, %v", changed, err)
	}
}

func TestAContactPersonIsOneOfTheSupportersOrganisation(t *testing.T) {
	w := newWorld(t)
	elsewhere := toldOf()
	elsewhere.Organisation = "Bureau Elders"
	_, err := w.CreateSupporter(w.coordinator, &volunteerv1.CreateSupporterRequest{Municipality: municipality, Supporter: elsewhere})
	wantField(t, err, "supporter.contact_account", "contact.unknown")
	id := w.create(t, toldOf()).GetId()
	_, err = w.update(&volunteerv1.Supporter{Id: id, Organisation: "Bureau Elders"}, "organisation")
	wantField(t, err, "supporter.contact_account", "contact.unknown")
	if _, err = w.update(&volunteerv1.Supporter{Id: id, Organisation: "Bureau Elders"}, "organisation", "contact_account"); err != nil {
		t.Errorf("without a contact person: %v", err)
	}
}

// wantField wants one violation.
func wantField(t *testing.T, err error, field, rule string) {
	t.Helper()
	e := errs.Of(err)
	if e == nil || len(e.Violations) != 1 || e.Violations[0].Field != field || e.Violations[0].Rule != rule {
		t.Errorf("want %s %s, got %v", field, rule, err)
	}
}

// TestOwnWordsWithoutConsentAreKeptAndNotShown: a register has no column for consent, and an update of something else
// loses nothing.
func TestOwnWordsWithoutConsentAreKeptAndNotShown(t *testing.T) {
	w := newWorld(t)
	var id string
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) (err error) {
		id, _, err = w.ImportSupporter(w.coordinator, tx, volunteer.ImportedSupporter{
			Kind: volunteer.Informal, Name: sealed.Of("Bo"), Phone: sealed.Of("06-11930001"), LivedExperience: sealed.Of(true), LivedExperienceNote: sealed.Of("met de Wlz"),
		})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, change := range []func() (*volunteerv1.Supporter, error){
		func() (*volunteerv1.Supporter, error) { return w.get(w.coordinator, id) },
		func() (*volunteerv1.Supporter, error) {
			return w.update(&volunteerv1.Supporter{Id: id, MaxCases: 2}, "max_cases")
		},
	} {
		got, err := change()
		if err != nil || got.GetLivedExperienceNote() != "" || !got.GetLivedExperience() {
			t.Errorf("got %q, %v", got.GetLivedExperienceNote(), err)
		}
	}
	got, err := w.update(&volunteerv1.Supporter{Id: id, LivedExperienceConsentDate: "2026-01-05"}, "lived_experience_consent_date")
	if err != nil || got.GetLivedExperienceNote() != "met de Wlz" {
		t.Errorf("with consent: got %q, %v", got.GetLivedExperienceNote(), err)
	}
	_, err = w.update(&volunteerv1.Supporter{Id: id}, "lived_experience_consent_date")
	wantField(t, err, "supporter.lived_experience_note", "lived_experience.no_consent")
}

// TestLevelsArePublished: matching sees levels, and of what was not said that it counts as experienced.
func TestLevelsArePublished(t *testing.T) {
	w := newWorld(t)
	id := w.create(t, toldOf()).GetId()
	var got []string
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &got, `SELECT concat_ws(' ', life_domain, level) FROM published.supporter_life_domain WHERE municipality = $1 AND supporter = $2
			UNION ALL SELECT concat_ws(' ', target_group, level) FROM published.supporter_target_group WHERE municipality = $1 AND supporter = $2
			UNION ALL SELECT concat_ws(' ', weekday, part) FROM published.supporter_rhythm WHERE municipality = $1 AND supporter = $2
			UNION ALL SELECT concat_ws(' ', max_travel_minutes, travel_by, start_date, intended_until_date) FROM published.supporter WHERE municipality = $1 AND supporter = $2`, municipality, id)
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	want := []string{
		"1 EVENING", "1 MORNING", "20 BICYCLE 2025-09-01 2027-09-01", "7 AFTERNOON", "CARE STARTING", "WORK EXPERT", "lvb EXPERIENCED", "nah EXPERIENCED",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGenderIsNotForTheOrganisation(t *testing.T) {
	w := newWorld(t)
	w.create(t, toldOf())
	list, err := w.ListSupporters(as(t, call.RolePartnerContact, "", contactOf), &volunteerv1.ListSupportersRequest{Municipality: municipality})
	if err != nil || len(list.GetSupporters()) != 1 {
		t.Fatalf("got %v, %v", list, err)
	}
	if s := list.GetSupporters()[0]; s.GetGender() != 0 || s.GetLivedExperienceNote() != "" || s.GetMaxTravelMinutes() != 20 {
		t.Errorf("got %v", s)
	}
}
