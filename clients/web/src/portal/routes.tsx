import type { ComponentType } from "react";

import { CasePage } from "./pages/CasePage.tsx";
import { Start } from "./pages/Start.tsx";
import type { Key } from "./text.ts";

/** Page is one page of the portal. */
export interface Page {
  /** Its path below /portal. */
  path: string;
  title: Key;
  component: ComponentType;
}

/** pages are all pages of the portal. A test visits every one of them, in each of its states. */
export const pages: Page[] = [
  { path: "/", title: "start.title", component: Start },
  { path: "/:municipality/cases/:case", title: "case.title", component: CasePage },
];
