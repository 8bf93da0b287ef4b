// Package calendar counts days as people in the Netherlands do: local days in Europe/Amsterdam,
// and working days that skip weekends and holidays. Moments are stored in UTC; only here do they
// become days.
package calendar

import (
	"fmt"
	"slices"
	"time"
	_ "time/tzdata" // the time zone is there on a machine without zone files

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nl"
)

// Holiday names a yearly day off.
type Holiday string

// The holidays that count unless a municipality's settings omit them: those of rickar/cal for
// the Netherlands. Good Friday and Liberation Day are no statutory days off for everyone; many
// organisations work on Good Friday, and on 5 May except once in five years.
const (
	NewYearsDay   Holiday = "NEW_YEARS_DAY"
	GoodFriday    Holiday = "GOOD_FRIDAY"
	EasterMonday  Holiday = "EASTER_MONDAY"
	KingsDay      Holiday = "KINGS_DAY" // 27 April, or the 26th when that is a Sunday
	LiberationDay Holiday = "LIBERATION_DAY"
	AscensionDay  Holiday = "ASCENSION_DAY"
	WhitMonday    Holiday = "WHIT_MONDAY"
	ChristmasDay  Holiday = "CHRISTMAS_DAY"
	BoxingDay     Holiday = "BOXING_DAY"
)

// Holidays lists every holiday that counts by default, in the order of the year.
var Holidays = []Holiday{
	NewYearsDay, GoodFriday, EasterMonday, KingsDay, LiberationDay, AscensionDay, WhitMonday, ChristmasDay, BoxingDay,
}

var definitions = map[Holiday]*cal.Holiday{
	NewYearsDay: nl.Nieuwjaar, GoodFriday: nl.GoedeVrijdag, EasterMonday: nl.TweedePaasdag, KingsDay: nl.Koningsdag,
	LiberationDay: nl.BevrijdingsDag, AscensionDay: nl.Hemelvaart, WhitMonday: nl.TweedePinksterDag,
	ChristmasDay: nl.EersteKerstdag, BoxingDay: nl.TweedeKerstdag,
}

// Settings are what a municipality changes about the standard calendar.
type Settings struct {
	// Omitted are the holidays on which people work all the same.
	Omitted []Holiday
	// Extra are further days off, YYYY-MM-DD: the day after Ascension Day, a local feast.
	Extra []string
}

// Calendar knows the working days of one municipality. It is safe for concurrent use.
type Calendar struct {
	days  *cal.BusinessCalendar
	extra []string
}

// Standard is the calendar without settings.
func Standard() *Calendar {
	return &Calendar{days: business(nil)}
}

// New is the calendar of a municipality. It refuses a holiday or a day that does not exist.
func New(settings Settings) (*Calendar, error) {
	for _, holiday := range settings.Omitted {
		if definitions[holiday] == nil {
			return nil, fmt.Errorf("no such holiday: %q", holiday)
		}
	}
	for _, day := range settings.Extra {
		if _, err := ParseDay(day); err != nil {
			return nil, err
		}
	}
	return &Calendar{days: business(settings.Omitted), extra: slices.Clone(settings.Extra)}, nil
}

func business(omitted []Holiday) *cal.BusinessCalendar {
	days := cal.NewBusinessCalendar()
	for _, holiday := range Holidays {
		if !slices.Contains(omitted, holiday) {
			days.AddHoliday(definitions[holiday])
		}
	}
	return days
}

// IsWorkingDay reports whether the local day of the moment is neither in a weekend nor a holiday.
func (c *Calendar) IsWorkingDay(moment time.Time) bool {
	local := moment.In(amsterdam)
	return c.days.IsWorkday(local) && !slices.Contains(c.extra, local.Format(time.DateOnly))
}

// AddWorkingDays is the same local time of day on the n-th working day after the local day of
// the moment; whether that day is itself a working day makes no difference. A promise to call
// within n working days is kept on any moment of that day: compare with Day. With n zero or less it
// is the moment itself. Local time, in Europe/Amsterdam.
func (c *Calendar) AddWorkingDays(moment time.Time, n int) time.Time {
	day := moment.In(amsterdam)
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if c.IsWorkingDay(day) {
			n--
		}
	}
	return day
}
