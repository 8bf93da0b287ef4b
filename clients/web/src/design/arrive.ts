import { useEffect, type RefObject } from "react";

/** The path of the page that is shown; the first one is opened by the browser, which puts the focus where its reader expects it. */
let shown: string | undefined;

/** Whether the reader goes through the pages seen before, with the back button. */
let returning = false;

/** The link that was followed from each page, by its path. It goes with the tab, and holds no more than an address. */
const followed = new Map<string, string>();

if (globalThis.window) {
  // A link to a field of the same page tells of itself in the same way, and leads nowhere else.
  window.addEventListener("popstate", () => (returning = window.location.pathname !== shown));
  window.addEventListener(
    "click",
    ({ target }) => {
      const href = target instanceof Element && target.closest("main a[href]")?.getAttribute("href");
      if (href) followed.set(window.location.pathname, href);
    },
    true,
  );
}

/**
 * useArrival begins a next page at its beginning, for eyes and for a screen reader. Who comes back to a page finds it
 * as it was left: scrolled where the browser puts it, with the focus on the link that led away.
 */
export function useArrival(path: string, main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const back = returning;
    returning = false;
    const first = shown === undefined;
    shown = window.location.pathname;
    if (first) return;
    const link = back ? followed.get(window.location.pathname) : undefined;
    const there = link && main.current?.querySelector<HTMLElement>(`a[href="${CSS.escape(link)}"]`);
    if (!back) window.scrollTo(0, 0);
    (there || main.current)?.focus({ preventScroll: back });
  }, [path, main]);
}
