package rpc

import (
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// profileToProto adds to a message what a supporter tells of themselves.
func profileToProto(message *volunteerv1.Supporter, s volunteer.Supporter) {
	for _, skill := range s.LifeDomainLevels {
		message.LifeDomainLevels = append(message.LifeDomainLevels, &volunteerv1.LifeDomainLevel{
			LifeDomain: enum.Number[commonv1.LifeDomain](skill.Code), Level: enum.Number[volunteerv1.Level](string(skill.Level)),
		})
	}
	for _, skill := range s.TargetGroupLevels {
		message.TargetGroupLevels = append(message.TargetGroupLevels, &volunteerv1.TargetGroupLevel{
			TargetGroup: skill.Code, Level: enum.Number[volunteerv1.Level](string(skill.Level)),
		})
	}
	for _, moment := range s.Rhythm {
		message.WeeklyRhythm = append(message.WeeklyRhythm, &volunteerv1.FreeMoment{
			Weekday: int32(moment.Weekday), DayPart: enum.Number[volunteerv1.DayPart](moment.Part),
		})
	}
	message.MaxTravelMinutes, message.TravelBy = int32(s.MaxTravelMinutes), enum.Number[volunteerv1.TravelMode](s.TravelBy)
	message.StartDate, message.IntendedUntilDate, message.ClosedCases = s.Start, s.IntendedUntil, int32(s.ClosedCases)
	message.WithoutBuddyReason = s.WithoutBuddyReason.Reveal()
	message.MaxCasesNow = int32(s.MaxCasesNow)
	message.Gender = enum.Number[volunteerv1.Gender](s.Gender.Reveal())
	message.Regional = s.Regional
	message.Postcode, message.HouseNumber = s.Postcode.Reveal(), s.HouseNumber.Reveal()
	message.LivedExperienceConsentDate, message.ContactAccount = s.LivedExperienceConsent, s.ContactAccount
}

// profileFromProto is what the contract lets a coordinator set of it.
func profileFromProto(from *volunteerv1.Supporter) volunteer.Profile {
	p := volunteer.Profile{
		MaxTravelMinutes: int(from.GetMaxTravelMinutes()), TravelBy: enum.Name(from.GetTravelBy()),
		Start: from.GetStartDate(), IntendedUntil: from.GetIntendedUntilDate(), Gender: sealed.Of(enum.Name(from.GetGender())),
		LivedExperienceConsent: from.GetLivedExperienceConsentDate(), ContactAccount: from.GetContactAccount(),
		Regional: from.GetRegional(),
		Postcode: sealed.Of(person.StandardPostcode(from.GetPostcode())), HouseNumber: sealed.Of(from.GetHouseNumber()),
	}
	for _, l := range from.GetLifeDomainLevels() {
		p.LifeDomainLevels = append(p.LifeDomainLevels, volunteer.Skill{Code: enum.Name(l.GetLifeDomain()), Level: volunteer.Level(enum.Name(l.GetLevel()))})
	}
	for _, l := range from.GetTargetGroupLevels() {
		p.TargetGroupLevels = append(p.TargetGroupLevels, volunteer.Skill{Code: l.GetTargetGroup(), Level: volunteer.Level(enum.Name(l.GetLevel()))})
	}
	for _, moment := range from.GetWeeklyRhythm() {
		p.Rhythm = append(p.Rhythm, volunteer.Moment{Weekday: int(moment.GetWeekday()), Part: enum.Name(moment.GetDayPart())})
	}
	return p
}
