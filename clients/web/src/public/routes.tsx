import { lazy, type ComponentType } from "react";

import { Home } from "./pages/Home.tsx";
import { CallBack } from "./pages/CallBack.tsx";
import type { Key } from "./text.ts";

/** Page is one page of the aanmeldwebsite. */
export interface Page {
  /** Its path below the municipality: "/bel-mij". */
  path: string;
  /** What the title of the window says. */
  title: Key;
  component: ComponentType;
}

/**
 * pages are all pages of a municipality. The first comes with the door, the others when they are opened. A test visits
 * every one of them, in each of its states.
 */
export const pages: Page[] = [
  { path: "/", title: "home.title", component: Home },
  { path: "/bel-mij", title: "callback.title", component: CallBack },
];

/** later loads a page when it is opened. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  const Page = lazy(async () => ({ default: await load() }));
  return () => <Page />;
}
