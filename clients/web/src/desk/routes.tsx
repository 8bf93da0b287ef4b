import { lazy, type ComponentType } from "react";

import type { Role } from "../login/doors.ts";
import { addressed, administrators, coordinators, counters, guardians, handlers, readers, surveyors } from "./Frame.tsx";
import { Worklist } from "./pages/Worklist.tsx";
import type { Key } from "./text.ts";

/** Page is one page of the desk. */
export interface Page {
  /** Its path below /desk. */
  path: string;
  title: Key;
  /** Who may open it; the server decides what they then see. */
  roles: readonly Role[];
  component: ComponentType;
}

/** later loads a page when it is opened. */
function later(load: () => Promise<ComponentType>): ComponentType {
  const Page = lazy(async () => ({ default: await load() }));
  return () => <Page />;
}

const application = later(async () => (await import("./application/ApplicationPage.tsx")).ApplicationPage);
const search = later(async () => (await import("./pages/Search.tsx")).Search);
const entry = later(async () => (await import("./pages/NewApplication.tsx")).NewApplication);
const direct = later(async () => (await import("./pages/DirectAnswer.tsx")).DirectAnswer);
const list = later(async () => (await import("./importing/ImportPage.tsx")).ImportPage);
const monitor = later(async () => (await import("./pages/Monitor.tsx")).Monitor);
const plan = later(async () => (await import("./planning/PlanPage.tsx")).PlanPage);
const planned = later(async () => (await import("./planning/PlannedPage.tsx")).PlannedPage);
const simulation = later(async () => (await import("./planning/SimulationPage.tsx")).SimulationPage);
const claims = later(async () => (await import("./pages/Claims.tsx")).Claims);
const rights = later(async () => (await import("./rights/RightsPage.tsx")).RightsPage);
const complaints = later(async () => (await import("./complaints/ComplaintsPage.tsx")).ComplaintsPage);
const complaint = later(async () => (await import("./complaints/ComplaintPage.tsx")).ComplaintPage);
const incidents = later(async () => (await import("./complaints/IncidentsPage.tsx")).IncidentsPage);
const people = () => import("./people/PeoplePage.tsx");
const supporter = later(async () => (await import("./people/SupporterPage.tsx")).SupporterPage);
const meetings = () => import("./meetings/MeetingsPage.tsx");
const meeting = later(async () => (await import("./meetings/MeetingPage.tsx")).MeetingPage);
const colleagues = later(async () => (await import("./colleagues/ColleaguesPage.tsx")).ColleaguesPage);
const signals = later(async () => (await import("./signals/SignalsPage.tsx")).SignalsPage);
const released = later(async () => (await import("./signals/ReleasedPage.tsx")).ReleasedPage);
const sending = later(async () => (await import("./sending/MessagesPage.tsx")).MessagesPage);
const handovers = later(async () => (await import("./handovers/HandoversPage.tsx")).HandoversPage);
const cards = later(async () => (await import("./cards/CardsPage.tsx")).CardsPage);
const surveys = later(async () => (await import("./surveys/SurveysPage.tsx")).SurveysPage);
const partners = later(async () => (await import("./partners/PartnersPage.tsx")).PartnersPage);
const settings = () => import("./settings/Settings.tsx");

/** pages are all pages of the desk. A test visits every one of them, in each of its states. */
export const pages: Page[] = [
  { path: "/", title: "worklist.title", roles: counters, component: Worklist },
  { path: "/:municipality/applications/:application", title: "application.title", roles: counters, component: application },
  { path: "/search", title: "search.title", roles: coordinators, component: search },
  { path: "/new", title: "new.title", roles: counters, component: entry },
  { path: "/direct-answer", title: "direct.title", roles: counters, component: direct },
  { path: "/import", title: "import.title", roles: coordinators, component: list },
  { path: "/supporters", title: "people.title", roles: coordinators, component: later(async () => (await people()).BoardPage) },
  { path: "/supporters/requirements", title: "attention.title", roles: coordinators, component: later(async () => (await people()).AttentionPage) },
  { path: "/supporters/load", title: "load.title", roles: coordinators, component: later(async () => (await people()).LoadPage) },
  { path: "/supporters/new", title: "newcomer.title", roles: coordinators, component: later(async () => (await people()).NewSupporterPage) },
  { path: "/:municipality/supporters/:supporter", title: "supporter.title", roles: coordinators, component: supporter },
  { path: "/meetings", title: "meetings.title", roles: coordinators, component: later(async () => (await meetings()).CalendarPage) },
  { path: "/meetings/due", title: "due.title", roles: coordinators, component: later(async () => (await meetings()).DuePage) },
  { path: "/meetings/groups", title: "groups.title", roles: coordinators, component: later(async () => (await meetings()).GroupsPage) },
  { path: "/meetings/new", title: "meeting.new", roles: coordinators, component: later(async () => (await meetings()).NewMeetingPage) },
  { path: "/:municipality/meetings/:meeting", title: "meeting.page", roles: coordinators, component: meeting },
  { path: "/colleagues", title: "colleagues.title", roles: coordinators, component: colleagues },
  { path: "/messages", title: "sending.title", roles: coordinators, component: sending },
  { path: "/handovers", title: "handovers.title", roles: coordinators, component: handovers },
  { path: "/cards", title: "cards.title", roles: coordinators, component: cards },
  { path: "/monitor", title: "monitor.title", roles: readers, component: monitor },
  { path: "/match-plan", title: "plan.title", roles: coordinators, component: plan },
  { path: "/:municipality/match-plans/:plan", title: "plan.title", roles: coordinators, component: planned },
  { path: "/match-plan/simulation", title: "simulation.title", roles: coordinators, component: simulation },
  { path: "/signals", title: "signals.title", roles: coordinators, component: signals },
  { path: "/patterns", title: "released.title", roles: addressed, component: released },
  { path: "/surveys", title: "surveys.title", roles: surveyors, component: surveys },
  { path: "/partners", title: "partners.title", roles: coordinators, component: partners },
  { path: "/claims", title: "claims.title", roles: coordinators, component: claims },
  { path: "/rights", title: "rights.title", roles: guardians, component: rights },
  { path: "/complaints", title: "complaints.title", roles: handlers, component: complaints },
  { path: "/:municipality/complaints/:complaint", title: "complaints.page", roles: handlers, component: complaint },
  { path: "/incidents", title: "incidents.title", roles: handlers, component: incidents },
  { path: "/settings", title: "settings.title", roles: administrators, component: later(async () => (await settings()).TextSettings) },
  { path: "/settings/terms", title: "terms.title", roles: administrators, component: later(async () => (await settings()).TermSettings) },
  { path: "/settings/lists", title: "codes.title", roles: administrators, component: later(async () => (await settings()).ListSettings) },
  { path: "/settings/accounts", title: "accounts.title", roles: administrators, component: later(async () => (await settings()).AccountSettings) },
  { path: "/settings/templates", title: "templates.title", roles: administrators, component: later(async () => (await settings()).TemplateSettings) },
  { path: "/settings/webhooks", title: "webhooks.title", roles: administrators, component: later(async () => (await settings()).WebhookSettings) },
];
