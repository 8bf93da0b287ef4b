package demo

import (
	"context"
	"fmt"
	"time"

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
	switch s.GetName() {
	case "Vera Vrijwilliger":
		s.LifeDomainLevels = []*volunteerv1.LifeDomainLevel{{LifeDomain: income, Level: volunteerv1.Level_LEVEL_EXPERT}}
		s.WeeklyRhythm = []*volunteerv1.FreeMoment{moment(1, morning), moment(2, morning), moment(4, afternoon)}
	case "Ward Wijkhart":
		s.LifeDomainLevels = []*volunteerv1.LifeDomainLevel{{LifeDomain: wmo, Level: volunteerv1.Level_LEVEL_STARTING}}
		s.WeeklyRhythm = []*volunteerv1.FreeMoment{moment(3, evening), moment(6, morning)}
		s.TravelBy = volunteerv1.TravelMode_TRAVEL_MODE_CAR
	case "Yara Zorgzaam":
		s.LivedExperienceNote = "Ik zorgde jaren voor mijn broer en ken de weg bij de instanties."
		s.LivedExperienceConsentDate = s.GetStartDate()
	}
}

// pauses lets one volunteer do less for some weeks.
func (r *Region) pauses(ctx context.Context) error {
	ctx = r.as(ctx, coordinator)
	found, err := r.people.SearchSupporters(ctx, &volunteerv1.SearchSupportersRequest{Municipality: Home, Name: "Ward Wijkhart"})
	if err != nil || len(found.GetSupporters()) != 1 {
		return fmt.Errorf("find who needs a break: %d, %w", len(found.GetSupporters()), err)
	}
	_, err = r.people.CreatePause(ctx, &volunteerv1.CreatePauseRequest{Municipality: Home, RequestId: pg.NewID(), Pause: &volunteerv1.Pause{
		Supporter: found.GetSupporters()[0].GetId(), Kind: volunteerv1.PauseKind_PAUSE_KIND_BREAK, MaxCases: 1,
		EndDate: calendar.Day(time.Now().AddDate(0, 0, 42)),
	}})
	if err != nil {
		return fmt.Errorf("pause: %w", err)
	}
	return nil
}
