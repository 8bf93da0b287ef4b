package rpc

import (
	"strconv"
	"strings"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/texts"
	"oco.example/oco/server/volunteer"
)

func policyFromProto(p *volunteerv1.RequirementPolicy) volunteer.Policy {
	policy := volunteer.Policy{Kind: volunteer.Kind(enum.Name(p.GetKind())), Start: p.GetStartDate()}
	for _, r := range p.GetRequirements() {
		policy.Requirements = append(policy.Requirements, volunteer.Requirement{
			Code: r.GetCode(), LabelNL: r.GetLabelNl(), LabelEN: r.GetLabelEn(), Months: int(r.GetMonths()), WarnDays: int(r.GetWarnDays()), DueMonths: int(r.GetDueMonths()),
			ConfirmedBy: volunteer.Confirmer(enum.Name(r.GetConfirmedBy())), Blocks: volunteer.Block(enum.Name(r.GetBlocks())),
			Renews: r.GetRenews(), Role: volunteer.InRole(enum.Name(r.GetRole())),
		})
	}
	return policy
}

func policyToProto(municipality string, p volunteer.Policy) *volunteerv1.RequirementPolicy {
	policy := &volunteerv1.RequirementPolicy{
		Id: p.ID, Municipality: municipality, Kind: enum.Number[commonv1.SupportKind](string(p.Kind)), StartDate: p.Start,
		InForce: p.InForce, Standard: p.ID == "", RecordedBy: p.RecordedBy,
	}
	policy.CreateTime = moment.Of(p.CreateTime)
	for _, r := range p.Requirements {
		policy.Requirements = append(policy.Requirements, requirementToProto(r))
	}
	return policy
}

func requirementToProto(r volunteer.Requirement) *volunteerv1.Requirement {
	return &volunteerv1.Requirement{
		Code: r.Code, LabelNl: r.LabelNL, LabelEn: r.LabelEN, Months: int32(r.Months), WarnDays: int32(r.WarnDays), DueMonths: int32(r.DueMonths),
		ConfirmedBy: enum.Number[volunteerv1.RequirementConfirmer](string(r.ConfirmedBy)),
		Blocks:      enum.Number[volunteerv1.RequirementBlock](string(r.Blocks)), Renews: r.Renews,
		Role: enum.Number[volunteerv1.RequirementRole](string(r.Role)),
	}
}

func proofOf(req *volunteerv1.RecordRequirementRequest) volunteer.Proof {
	return volunteer.Proof{
		Supporter: req.GetSupporter(), Code: req.GetRequirement(), Seen: req.GetSeenDate(), Until: req.GetUntilDate(),
		Withdrawn: req.GetWithdrawn(),
	}
}

func heldListToProto(language string, list []volunteer.Held) []*volunteerv1.SupporterRequirement {
	messages := make([]*volunteerv1.SupporterRequirement, 0, len(list))
	for _, h := range list {
		messages = append(messages, heldToProto(language, h))
	}
	return messages
}

func heldToProto(language string, h volunteer.Held) *volunteerv1.SupporterRequirement {
	return &volunteerv1.SupporterRequirement{
		Requirement: requirementToProto(h.Requirement), Standing: enum.Number[volunteerv1.RequirementStanding](string(h.Standing)),
		UntilDate: h.Until, SeenDate: h.Proof.Seen, RecordedBy: h.Proof.RecordedBy, Text: sentence(language, h),
	}
}

// sentence says how somebody stands with a requirement: "VOG verloopt over 3 dagen", "OCO-opleiding is uiterlijk nodig op 3 maart 2027".
func sentence(language string, h volunteer.Held) string {
	word := func(key string) string { return texts.Word(language, "requirement."+key) }
	said := []string{h.Label(language)}
	first := h.Proof.Seen == "" // it was never met
	switch {
	case h.Standing == volunteer.Due || first && h.Standing == volunteer.Warns:
		said = append(said, word("due"), texts.Day(language, h.Until))
	case h.Standing == volunteer.NotAsked:
		said = append(said, word("not_asked."+string(h.Role)))
	case h.Standing == volunteer.Missing:
		said = append(said, word("missing"))
	case h.Standing == volunteer.Lapsed:
		said = append(said, word("lapsed"), texts.Day(language, h.Until))
	case h.Until == "":
		said = append(said, word("met"))
	case h.Standing == volunteer.Met:
		said = append(said, word("until"), texts.Day(language, h.Until))
	case h.DaysLeft == 0:
		said = append(said, word("last_day"))
	case h.DaysLeft == 1:
		said = append(said, word("tomorrow"))
	default:
		said = append(said, word("lapses_in"), strconv.Itoa(h.DaysLeft), word("days"))
	}
	return strings.Join(said, " ")
}
