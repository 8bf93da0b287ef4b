import type { ComponentType } from "react";

import { Start } from "./pages/Start.tsx";

/** Page is one page of the desk. */
export interface Page {
  /** Its path below /desk. */
  path: string;
  component: ComponentType;
}

/** pages are all pages of the desk. A test visits every one of them, in each of its states. */
export const pages: Page[] = [{ path: "/", component: Start }];
