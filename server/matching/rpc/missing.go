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
		if gate == matching.GateRequirements {
			for _, requirement := range m.Requiring(true) {
				list = append(list, requirement+". "+t.say("requirement.opens", nil))
			}
			continue
		}
		list = append(list, t.gate(a, m, gate))
	}
	return list
}

// gate is the sentence for one gate.
func (t telling) gate(a matching.Application, m matching.Miss, gate matching.Gate) string {
	key := "miss." + string(gate)
	switch gate {
	case matching.GateActive:
		return t.say(key, words{"state": texts.Word(t.language, "SUPPORTER_STATE_"+m.State)})
	case matching.GateRoom:
		over := m.OpenCases - m.Places() + 1
		said := words{"over": strconv.Itoa(over), "open": strconv.Itoa(m.OpenCases), "most": strconv.Itoa(m.Places()), "hours": strconv.Itoa(m.HoursPerWeek)}
		switch {
		case m.Places() < m.MaxCases:
			key += ".hours"
		case over == 1:
			key += ".one"
		}
		return t.say(key, said)
	case matching.GatePaused:
		return t.pause(m)
	case matching.GateRoute:
		return t.say(key, words{"kind": texts.Word(t.language, "SUPPORT_KIND_"+m.Kind)})
	case matching.GateConflict:
		if !m.NoClick {
			key += ".organisation"
		}
	case matching.GateLanguage:
		return t.say(key, words{"language": t.tongue(a.Wishes.Language)})
	case matching.GateGender:
		if m.Traits.Gender == "" {
			key += ".unknown"
		}
	case matching.GateRequirements, matching.GateNotAskedBefore, matching.GateNeighbour:
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
