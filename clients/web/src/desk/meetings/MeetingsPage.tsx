import { Part } from "../Part.tsx";
import type { Key } from "../text.ts";
import { Calendar } from "./Calendar.tsx";
import { Due } from "./Due.tsx";
import { Groups } from "./Groups.tsx";
import { NewMeeting } from "./NewMeeting.tsx";
import { Region } from "./Region.tsx";

/** The pages about meetings. */
const pages = {
  "/meetings": "calendar.title",
  "/meetings/due": "due.title",
  "/meetings/groups": "groups.title",
  "/meetings/new": "meeting.new",
} as const satisfies Record<string, Key>;

const part = { title: "meetings.title", pages } as const;

/** CalendarPage is a month of meetings, and what neighbours have places for. */
export const CalendarPage = () => (
  <Part {...part} at="/meetings">
    {(municipality) => (
      <>
        <Calendar municipality={municipality} />
        <Region municipality={municipality} />
      </>
    )}
  </Part>
);

/** DuePage is for whom a meeting is due. */
export const DuePage = () => (
  <Part {...part} at="/meetings/due">
    {(municipality) => <Due municipality={municipality} />}
  </Part>
);

/** GroupsPage is the groups that come together, and who belongs to them. */
export const GroupsPage = () => (
  <Part {...part} at="/meetings/groups">
    {(municipality) => <Groups key={municipality} municipality={municipality} />}
  </Part>
);

/** NewMeetingPage plans a meeting. */
export const NewMeetingPage = () => (
  <Part {...part} at="/meetings/new">
    {(municipality) => <NewMeeting key={municipality} municipality={municipality} />}
  </Part>
);
