package rpc

import (
	"strconv"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/texts"
)

// gates says in words which gates keep somebody from being asked, and what would open them.
func (t telling) gates(a matching.Application, m matching.Miss) []string {
	list := make([]string, 0, len(m.Gates))
	for _, gate := range m.Gates {
		switch gate {
		case matching.GateRequirements:
			for _, requirement := range m.Requiring(true) {
				list = append(list, requirement+". "+t.say("requirement.opens", nil))
			}
		case matching.GateRolePurity:
			for _, role := range m.Barring() {
				list = append(list, t.role("miss.ROLE_PURITY", role))
			}
		case matching.GateConflict:
			for _, conflict := range m.Conflicts(a) {
				list = append(list, t.conflict(conflict))
			}
		default:
			list = append(list, t.gate(a, m, gate))
		}
	}
	return list
}

// conflict says in what a conflict of interest lies, and what would open the gate. Of a no it tells neither who said it
// nor why, and of a tie not which: what somebody said in confidence stays where it was recorded.
func (t telling) conflict(c matching.Conflict) string {
	key := "miss.CONFLICT." + string(c.Kind)
	if c.Role.Label != "" {
		return t.role(key+".role", c.Role)
	}
	return t.say(key, nil)
}

// role is a sentence about another role.
func (t telling) role(key string, role matching.Role) string {
	args := words{"role": role.Label, "organisation": role.Organisation}
	if role.Organisation == "" {
		key += ".nowhere"
	}
	return t.say(key, args)
}

// coaching says which other roles there are to talk about.
func (t telling) coaching(roles []matching.Role) []string {
	var list []string
	for _, role := range roles {
		list = append(list, t.role("coaching.role", role))
	}
	return list
}

// gate is the sentence for one gate.
func (t telling) gate(a matching.Application, m matching.Miss, gate matching.Gate) string {
	key := "miss." + string(gate)
	switch gate {
	case matching.GateActive:
		if m.State == "WITH_BUDDY" && m.BuddyStep == "" {
			return t.say(key+".no_buddy", nil)
		}
		if m.State == "WITH_BUDDY" {
			return t.say(key+".buddy", nil)
		}
		return t.say(key, words{"state": texts.Word(t.language, "SUPPORTER_STATE_"+m.State)})
	case matching.GateRoom:
		switch over := m.OpenCases - m.MaxCases + 1; {
		case over < 1: // there is a place, and no time for it
			return t.say(key+".hours", words{
				"taken": t.hours(m.OpenMinutes()), "hours": strconv.Itoa(m.HoursPerWeek), "asks": t.hours(a.Wishes.Complexity.Minutes(m.CaseMinutes)),
			})
		case over == 1:
			return t.say(key+".one", words{"open": strconv.Itoa(m.OpenCases), "most": strconv.Itoa(m.MaxCases)})
		default:
			return t.say(key, words{"over": strconv.Itoa(over), "open": strconv.Itoa(m.OpenCases), "most": strconv.Itoa(m.MaxCases)})
		}
	case matching.GatePaused:
		return t.pause(m)
	case matching.GateRoute:
		return t.say(key, words{"kind": texts.Word(t.language, "SUPPORT_KIND_"+m.Kind)})
	case matching.GateLanguage:
		return t.say(key, words{"language": t.tongue(a.Wishes.Language)})
	case matching.GateGender:
		if m.Traits.Gender == "" {
			key += ".unknown"
		}
	case matching.GateRequirements, matching.GateRolePurity, matching.GateConflict, matching.GateNotAskedBefore, matching.GateNeighbour:
	}
	return t.say(key, nil)
}

// pause says until when somebody takes which break, and how many cases they take meanwhile.
func (t telling) pause(m matching.Miss) string {
	pause, _ := m.Pausing(t.at.Today)
	said := t.say("miss.PAUSED."+pause.Kind+".open", nil)
	if pause.End != "" {
		said = t.say("miss.PAUSED."+pause.Kind, words{"until": texts.Day(t.language, pause.End)})
	}
	if pause.MaxCases > 0 {
		said += " " + t.say("miss.PAUSED.fewer", words{"most": strconv.Itoa(pause.MaxCases)})
	}
	return said
}
