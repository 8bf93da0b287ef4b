import type { ComponentType } from "react";

import { Start } from "./pages/Start.tsx";

/** Page is one page of the portal. */
export interface Page {
  /** Its path below /portal. */
  path: string;
  component: ComponentType;
}

/** pages are all pages of the portal. A test visits every one of them, in each of its states. */
export const pages: Page[] = [{ path: "/", component: Start }];
