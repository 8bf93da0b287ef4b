package demo

import (
	"context"
	"fmt"
	"time"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// tell adds what somebody tells of themselves.
func tell(s *volunteerv1.Supporter) {
	s.StartDate, s.TravelBy, s.MaxTravelMinutes = "2025-09-01", volunteerv1.TravelMode_TRAVEL_MODE_BICYCLE, 20
	moment := func(weekday int32, part volunteerv1.DayPart) *volunteerv1.FreeMoment {
		return &volunteerv1.FreeMoment{Weekday: weekday, DayPart: part}
	}
	const morning, afternoon, evening = volunteerv1.DayPart_DAY_PART_MORNING, volunteerv1.DayPart_DAY_PART_AFTERNOON, volunteerv1.DayPart_DAY_PART_EVENING
	s.Neighbourhood = homes[s.GetName()]
	s.Gender = volunteerv1.Gender_GENDER_WOMAN
	switch s.GetName() {
	case "Vera Vrijwilliger":
		s.LifeDomainLevels = []*volunteerv1.LifeDomainLevel{{LifeDomain: income, Level: volunteerv1.Level_LEVEL_EXPERT}}
		s.WeeklyRhythm = []*volunteerv1.FreeMoment{moment(1, morning), moment(2, morning), moment(4, afternoon)}
	case "Ward Wijkhart":
		s.LifeDomainLevels = []*volunteerv1.LifeDomainLevel{{LifeDomain: wmo, Level: volunteerv1.Level_LEVEL_STARTING}}
		s.WeeklyRhythm = []*volunteerv1.FreeMoment{moment(3, evening), moment(6, morning)}
		s.TravelBy, s.Gender = volunteerv1.TravelMode_TRAVEL_MODE_CAR, volunteerv1.Gender_GENDER_MAN
	case "Yara Zorgzaam":
		s.WeeklyRhythm = []*volunteerv1.FreeMoment{moment(2, evening), moment(5, morning)}
		s.LivedExperienceNote = "Ik zorgde jaren voor mijn broer en ken de weg bij de instanties."
		s.LivedExperienceConsentDate = s.GetStartDate()
	case "Pim Professional":
		s.LifeDomainLevels = []*volunteerv1.LifeDomainLevel{{LifeDomain: housing, Level: volunteerv1.Level_LEVEL_EXPERT}}
		s.Gender = volunteerv1.Gender_GENDER_MAN
		for weekday := int32(1); weekday <= 5; weekday++ {
			s.WeeklyRhythm = append(s.WeeklyRhythm, moment(weekday, morning))
		}
	case "Fenna Formeel":
		s.WeeklyRhythm = []*volunteerv1.FreeMoment{moment(1, afternoon), moment(4, morning)}
	}
}

// homes are the neighbourhoods in which those live who tell.
var homes = map[string]string{"Vera Vrijwilliger": "centrum", "Ward Wijkhart": "baardwijk", "Yara Zorgzaam": "besoyen", "Pim Professional": "zanddonk"}

// pauses lets one volunteer do less for some weeks.
func (r *Region) pauses(ctx context.Context) error {
	ctx = r.as(ctx, coordinator)
	ward, err := r.find(ctx, "Ward Wijkhart")
	if err != nil {
		return err
	}
	_, err = r.people.CreatePause(ctx, &volunteerv1.CreatePauseRequest{Municipality: Home, RequestId: pg.NewID(), Pause: &volunteerv1.Pause{
		Supporter: ward, Kind: volunteerv1.PauseKind_PAUSE_KIND_BREAK, MaxCases: 1,
		EndDate: calendar.Day(time.Now().AddDate(0, 0, 42)),
	}})
	if err != nil {
		return fmt.Errorf("pause: %w", err)
	}
	return nil
}

// find is the id of a supporter, by name.
func (r *Region) find(ctx context.Context, name string) (string, error) {
	found, err := r.people.SearchSupporters(ctx, &volunteerv1.SearchSupportersRequest{Municipality: Home, Name: name})
	if err != nil {
		return "", fmt.Errorf("find %s: %w", name, err)
	}
	for _, s := range found.GetSupporters() {
		return s.GetId(), nil
	}
	return "", fmt.Errorf("nobody is called %s", name)
}

// buddies has an experienced volunteer accompany a new one, who came along once.
func (r *Region) buddies(ctx context.Context) error {
	ctx = r.as(ctx, coordinator)
	vera, err := r.find(ctx, "Vera Vrijwilliger")
	if err != nil {
		return err
	}
	nina, err := r.people.CreateSupporter(ctx, &volunteerv1.CreateSupporterRequest{Municipality: Home, RequestId: pg.NewID(), Supporter: &volunteerv1.Supporter{
		Kind: commonv1.SupportKind_SUPPORT_KIND_INFORMAL, Name: "Nina Nieuwkomer", Phone: "06-11930106", LifeDomains: []commonv1.LifeDomain{wmo},
		Languages: []string{"nl"}, MaxCases: 1, HoursPerWeek: 4, ConfidentialitySigned: true, Trained: true,
		ConductCertificateUntilDate: calendar.Day(time.Now().AddDate(2, 0, 0)),
	}})
	if err != nil {
		return fmt.Errorf("newcomer: %w", err)
	}
	_, err = r.people.MoveSupporter(ctx, &volunteerv1.MoveSupporterRequest{
		Municipality: Home, Supporter: nina.GetId(), State: volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING, RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("train a newcomer: %w", err)
	}
	pair, err := r.pairs.CreateBuddyPair(ctx, &volunteerv1.CreateBuddyPairRequest{
		Municipality: Home, RequestId: pg.NewID(), BuddyPair: &volunteerv1.BuddyPair{Newcomer: nina.GetId(), Buddy: vera},
	})
	if err != nil {
		return fmt.Errorf("buddy pair: %w", err)
	}
	_, err = r.pairs.RecordBuddyStep(ctx, &volunteerv1.RecordBuddyStepRequest{
		Municipality: Home, BuddyPair: pair.GetId(), Step: volunteerv1.BuddyStep_BUDDY_STEP_SHADOW, Note: "Keek mee bij een gesprek, ging goed.", RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("step: %w", err)
	}
	return nil
}
