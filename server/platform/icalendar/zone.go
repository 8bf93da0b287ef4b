package icalendar

import ics "github.com/arran4/golang-ical"

const zone = "Europe/Amsterdam"

// addZone says what the local times of a file mean. The rules are those of the European Union since 1996: summer time
// from the last Sunday of March, two o'clock, to the last Sunday of October, three o'clock. A program that knows the
// zone by its name needs none of it; others do.
func addZone(file *ics.Calendar) {
	timezone := file.AddTimezone(zone)
	summer, winter := &ics.Daylight{}, timezone.AddStandard()
	timezone.Components = append(timezone.Components, summer)
	describe(&summer.ComponentBase, "CEST", "19960331T020000", "+0100", "+0200", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
	describe(&winter.ComponentBase, "CET", "19961027T030000", "+0200", "+0100", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
}

func describe(part *ics.ComponentBase, name, begin, from, to, rule string) {
	part.AddProperty(ics.ComponentPropertyDtStart, begin)
	part.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), from)
	part.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), to)
	part.AddProperty(ics.ComponentPropertyRrule, rule)
	part.AddProperty(ics.ComponentProperty(ics.PropertyTzname), name)
}
