import { lazy, type ComponentType } from "react";

import { supporters, type Role } from "../login/doors.ts";
import { CasePage } from "./pages/CasePage.tsx";
import { Start } from "./pages/Start.tsx";
import type { Key } from "./text.ts";

/** Page is one page of the portal. */
export interface Page {
  /** Its path below /portal. */
  path: string;
  title: Key;
  /** Who may open it; the server decides what they then see. */
  roles: readonly Role[];
  component: ComponentType;
}

/** own are those who have hours, meetings and claims of their own; a planner has none. */
const own: readonly Role[] = ["ROLE_SUPPORTER"];

/** consulted are those who think along with a question to colleagues: supporters, and the contact persons of partner organisations. */
export const consulted: readonly Role[] = ["ROLE_SUPPORTER", "ROLE_PARTNER_CONTACT"];

/** referrers are those who refer residents and sign in to see where that stands. */
export const referrers: readonly Role[] = ["ROLE_REFERRER"];

/** later loads a page when it is opened. */
function later(load: () => Promise<ComponentType>): ComponentType {
  const Page = lazy(async () => ({ default: await load() }));
  return () => <Page />;
}

/** pages are all pages of the portal. A test visits every one of them, in each of its states. */
export const pages: Page[] = [
  { path: "/", title: "start.title", roles: supporters, component: Start },
  { path: "/availability", title: "availability.title", roles: own, component: later(async () => (await import("./pages/Availability.tsx")).Availability) },
  { path: "/meetings", title: "meetings.title", roles: own, component: later(async () => (await import("./pages/Meetings.tsx")).Meetings) },
  { path: "/colleagues", title: "colleagues.title", roles: consulted, component: later(async () => (await import("./pages/Colleagues.tsx")).Colleagues) },
  { path: "/claims", title: "claims.title", roles: own, component: later(async () => (await import("./pages/Claims.tsx")).Claims) },
  { path: "/signals", title: "signals.title", roles: own, component: later(async () => (await import("./pages/Signals.tsx")).Signals) },
  { path: "/referrals", title: "referrals.title", roles: referrers, component: later(async () => (await import("./pages/Referrals.tsx")).Referrals) },
  { path: "/:municipality/cases/:case", title: "case.title", roles: supporters, component: CasePage },
];
