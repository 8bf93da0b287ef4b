import { lazy, type ComponentType } from "react";

import type { Role } from "../login/doors.ts";
import { counters } from "./Frame.tsx";
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

/** pages are all pages of the desk. A test visits every one of them, in each of its states. */
export const pages: Page[] = [
  { path: "/", title: "worklist.title", roles: counters, component: Worklist },
  {
    path: "/:municipality/applications/:application",
    title: "application.title",
    roles: counters,
    component: later(async () => (await import("./application/ApplicationPage.tsx")).ApplicationPage),
  },
];
