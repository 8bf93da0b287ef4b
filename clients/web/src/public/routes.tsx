import { lazy, type ComponentType } from "react";

import { CallBack } from "./pages/CallBack.tsx";
import { Home } from "./pages/Home.tsx";
import type { Key } from "./text.ts";

/** Page is one page of the aanmeldwebsite. */
export interface Page {
  /** Its path below the municipality: "/bel-mij". */
  path: string;
  /** What the title of the window says. */
  title: Key;
  component: ComponentType;
  /** People type about themselves or another here, and leave nothing behind. */
  private?: true;
  /** Begins to fetch a page that does not come with the door, so that it need not wait for what it shows. */
  fetch?: () => Promise<unknown>;
}

/** later is a page that is fetched when it is opened. */
function later(fetch: () => Promise<ComponentType>): Pick<Page, "component" | "fetch"> {
  const Page = lazy(async () => ({ default: await fetch() }));
  return { component: () => <Page />, fetch };
}

const apply = () => import("./pages/Apply.tsx");
const about = () => import("./pages/About.tsx");

/**
 * pages are all pages of a municipality. The first two come with the door, the others when they are opened. A test
 * visits every one of them, in each of its states.
 */
export const pages: Page[] = [
  { path: "/", title: "home.title", component: Home },
  { path: "/bel-mij", title: "callback.title", component: CallBack, private: true },
  { path: "/aanmelden/:step?", title: "home.self", ...later(async () => (await apply()).ApplySelf) },
  { path: "/aanmelden-voor-een-ander/:step?", title: "home.other", ...later(async () => (await apply()).ApplyOther) },
  { path: "/aanmelden-als-professional", title: "professional.title", private: true, ...later(async () => (await import("./pages/Professional.tsx")).Professional) },
  { path: "/kaartje", title: "card.title", ...later(async () => (await import("./pages/Card.tsx")).Card) },
  { path: "/k/:code", title: "thanks.title", ...later(async () => (await import("./pages/Thanks.tsx")).Thanks) },
  { path: "/status", title: "status.title", private: true, ...later(async () => (await import("./pages/Status.tsx")).Status) },
  { path: "/klacht", title: "complaint.title", private: true, ...later(async () => (await import("./pages/Complaint.tsx")).Complaint) },
  { path: "/enquete", title: "survey.title", private: true, ...later(async () => (await import("./pages/Survey.tsx")).Survey) },
  { path: "/wat-is-het", title: "about.title", ...later(async () => (await about()).About) },
  { path: "/verwijzers", title: "referrers.title", ...later(async () => (await about()).Referrers) },
  { path: "/privacy", title: "privacy.title", ...later(async () => (await about()).Privacy) },
  { path: "/mijn-gegevens", title: "mine.title", private: true, ...later(async () => (await import("./pages/MyData.tsx")).MyData) },
  { path: "/toegankelijkheid", title: "accessibility.title", ...later(async () => (await about()).Accessibility) },
];
