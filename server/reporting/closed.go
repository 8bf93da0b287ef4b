package reporting

import (
	"time"

	"oco.example/oco/server/platform/errs"
)

// Part is a period that those may ask for who do not read exact numbers. The days on which these
// parts begin and end are the same every year, so that no two periods differ by a few days.
type Part int

// The parts of a year.
const (
	WholeYear Part = iota
	FirstHalf
	SecondHalf
)

// months are the first month of a part, and the month after its last.
var months = map[Part]struct{ from, until time.Month }{
	WholeYear: {1, 13}, FirstHalf: {1, 7}, SecondHalf: {7, 13},
}

// Closed is a part of a year whose figures are closed: a month after its end the figures are what
// they are, and what happens to its applications later counts in no more. Else somebody who asks
// every day would see each single match in the difference.
type Closed struct {
	Year int
	Part Part
}

// Asked is what to count for the part.
func (c Closed) Asked() Asked {
	day := func(month time.Month) string {
		return time.Date(c.Year, month, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	m := months[c.Part]
	return Asked{Period: Period{From: day(m.from), Until: day(m.until)}, Closed: day(m.until + 1)}
}

// of is another part of the same year.
func (c Closed) of(part Part) Closed { return Closed{Year: c.Year, Part: part} }

// Closed is the period as a part of a year, by the day in Europe/Amsterdam. It returns what is wrong
// with the period, by field of the request, when it is none or its figures are not closed yet.
func (p Period) Closed(today string) (Closed, error) {
	from, err := time.Parse(time.DateOnly, p.From)
	if err != nil {
		return Closed{}, errs.Join(errs.Field("from_date", "date.invalid"))
	}
	newest := newestClosed(today).Asked()
	for _, part := range []Part{WholeYear, FirstHalf, SecondHalf} {
		closed := Closed{Year: from.Year(), Part: part}
		asked := closed.Asked()
		switch {
		case asked.Period != p:
		case asked.Closed > today:
			return Closed{}, errs.Join(errs.Field("until_date", "period.open", "day", asked.Closed, "from", newest.From, "until", newest.Until))
		default:
			return closed, nil
		}
	}
	field := "until_date"
	if from.Day() != 1 || from.Month() != time.January && from.Month() != time.July {
		field = "from_date"
	}
	return Closed{}, errs.Join(errs.Field(field, "period.fixed", "from", newest.From, "until", newest.Until))
}

// newestClosed is the last half of a year whose figures are closed.
func newestClosed(today string) Closed {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return Closed{}
	}
	for _, half := range []Closed{{Year: day.Year(), Part: FirstHalf}, {Year: day.Year() - 1, Part: SecondHalf}} {
		if half.Asked().Closed <= today {
			return half
		}
	}
	return Closed{Year: day.Year() - 1, Part: FirstHalf}
}
