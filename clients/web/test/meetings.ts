import { dayFrom, volunteer } from "./people.ts";
import type { Api, Made } from "./reached.ts";

/** planned plans a meeting so many days from now, before them when that is less than none. */
export function planned(api: Api, title: string, days: number, more: object = {}): Promise<Made> {
  const day = dayFrom(days);
  return api<Made>("POST", "/meetings", { kind: "MEETING_KIND_INTERVISION", title, startTime: `${day}T18:30:00Z`, endTime: `${day}T20:30:00Z`, location: "Wijkpunt Centrum", ...more });
}

/** invited plans a meeting to which a volunteer of its own is invited, who is named after it. */
export async function invited(api: Api, title: string, days: number): Promise<Made> {
  const meeting = await planned(api, title, days);
  const { id } = await volunteer(api, `${title} Gast`, "SUPPORTER_STATE_ACTIVE");
  return api<Made>("POST", `/meetings/${meeting.id}/_invite`, { supporters: [id] });
}

/** attended invites a supporter to a meeting that is over, and records that they were there. */
export async function attended(api: Api, meeting: Made, supporter: string): Promise<void> {
  await api("POST", `/meetings/${meeting.id}/_invite`, { supporters: [supporter] });
  const { meetingInvitations } = await api<{ meetingInvitations: Made[] }>("GET", `/meeting-invitations?meeting=${meeting.id}`);
  await api("POST", `/meetings/${meeting.id}/_attend`, { attendances: [{ meetingInvitation: meetingInvitations[0]!.id, attendance: "ATTENDANCE_PRESENT" }] });
}
