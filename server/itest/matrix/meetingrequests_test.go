package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

func init() { maps.Copy(requests, meetingRequests) }

// meetingRequests are about meetings. What is "own" is an invitation of the persona.
var meetingRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateMeeting": func(*world, harness.Persona) object { return object{"meeting": meeting("2090")} },
	"GetMeeting":    func(w *world, p harness.Persona) object { return object{"meeting": w.meeting("2090", p)} },
	"ListMeetings":  func(w *world, p harness.Persona) object { w.meeting("2090", p); return object{} },
	"UpdateMeeting": func(w *world, p harness.Persona) object {
		return object{"meeting": object{"id": w.meeting("2090", p), "location": "Bibliotheek"}, "update_mask": "location"}
	},
	"CancelMeeting": func(w *world, p harness.Persona) object {
		return object{"meeting": w.meeting("2090", p), "reason": "te weinig deelnemers"}
	},
	"InviteToMeeting": func(w *world, p harness.Persona) object {
		return object{"meeting": w.meeting("2090", p), "supporters": []any{w.supporter}}
	},
	"ListMeetingInvitations": func(w *world, p harness.Persona) object { w.meeting("2090", p); return object{} },
	"RecordMeetingAnswer": func(w *world, p harness.Persona) object {
		return object{"meeting_invitation": w.invitation(w.meeting("2090", p)), "answer": "INVITATION_ANSWER_YES"}
	},
	"RecordAttendance": func(w *world, p harness.Persona) object {
		id := w.meeting("2024", p)
		return object{"meeting": id, "attendances": []any{object{"meeting_invitation": w.invitation(id), "attendance": "ATTENDANCE_PRESENT"}}}
	},
	"GetMeetingCalendar": func(w *world, p harness.Persona) object { return object{"meeting": w.meeting("2090", p)} },
	"ListDueMeetings":    func(*world, harness.Persona) object { return object{"until_date": "2090-01-01"} },
	"ListRegionMeetings": func(w *world, _ harness.Persona) object { w.offered(); return object{} },

	"CreateMeetingGroup": func(w *world, _ harness.Persona) object { return object{"meeting_group": w.group()} },
	"GetMeetingGroup":    func(w *world, _ harness.Persona) object { return object{"meeting_group": w.madeGroup()} },
	"ListMeetingGroups":  func(w *world, _ harness.Persona) object { w.madeGroup(); return object{} },
	"ListMeetingGuests":  func(w *world, _ harness.Persona) object { w.writtenDown(); return object{} },
	"CreateMeetingGuest": func(*world, harness.Persona) object { return object{"meeting_guest": object{"name": "Nora Kant"}} },
	"GetMeetingGuest":    func(w *world, _ harness.Persona) object { return object{"meeting_guest": w.writtenDown()} },
	"UpdateMeetingGuest": func(w *world, _ harness.Persona) object {
		return object{"meeting_guest": object{"id": w.writtenDown(), "name": "Nora Duin"}, "update_mask": "name"}
	},
	"DeleteMeetingGuest": func(w *world, _ harness.Persona) object { return object{"meeting_guest": w.writtenDown()} },
	"UpdateMeetingGroup": func(w *world, _ harness.Persona) object {
		return object{"meeting_group": object{"id": w.madeGroup(), "title": "Groep Zuid"}, "update_mask": "title"}
	},
}

// meeting is one of a year, with places for the region.
func meeting(year string) object {
	return object{
		"kind": "MEETING_KIND_JOINT_SESSION", "title": "Gezamenlijk overleg", "start_time": year + "-03-12T18:00:00Z",
		"end_time": year + "-03-12T20:00:00Z", "location": "Wijkpunt", "places": 100, "region_places": 10,
	}
}

// meeting plans one to which a persona is invited: as a supporter, or by the account. Whoever cannot be invited leaves
// the persona's supporter to be; the coordinator sees a guest, whom nobody else does.
func (w *world) meeting(year string, p harness.Persona) string {
	w.t.Helper()
	id := text(w.coordinator("CreateMeeting", object{"meeting": meeting(year)}), "id")
	invited := object{"meeting": id, "supporters": []any{w.supporter}}
	switch p {
	case harness.AccessTeam, harness.PartnerContact, harness.Planner:
		invited = object{"meeting": id, "accounts": []any{w.accounts[p]}}
	case harness.Coordinator:
		invited = object{"meeting": id, "guests": []any{w.writtenDown()}}
	}
	w.coordinator("InviteToMeeting", invited)
	return id
}

// invitation is the first to a meeting.
func (w *world) invitation(meeting string) string {
	w.t.Helper()
	list, _ := w.coordinator("ListMeetingInvitations", object{"meeting": meeting})["meeting_invitations"].([]any)
	first, _ := list[0].(object)
	return text(first, "id")
}

// offered is a meeting of another municipality of the region, which has places for this one.
func (w *world) offered() {
	w.t.Helper()
	organiser := w.system.NewPlace(w.t, harness.Region, harness.Coordinator)
	request := object{"municipality": organiser.Code, "meeting": meeting("2090")}
	a := w.call(organiser.Token(w.t, harness.Coordinator), "CreateMeeting", request)
	if a.Reason != "" {
		w.t.Fatal(a.Raw)
	}
}

// writtenDown is a guest without an account.
func (w *world) writtenDown() string {
	w.t.Helper()
	return text(w.coordinator("CreateMeetingGuest", object{"meeting_guest": object{"name": "Nora Kant"}}), "id")
}

func (w *world) group() object {
	return object{"title": "Groep " + pg.NewID(), "supporters": []any{w.supporter}}
}

func (w *world) madeGroup() string {
	w.t.Helper()
	return text(w.coordinator("CreateMeetingGroup", object{"meeting_group": w.group()}), "id")
}
