import { useEffect, type RefObject } from "react";

/**
 * useStay keeps the focus in its place when what had it goes, as the button of a question does once it was answered: it
 * moves to the heading of the part of the page in which that stood. Without it the next Tab would begin at the top.
 */
export function useStay(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const page = main.current;
    if (!page) return;
    let around: Element[] = [];
    const moved = ({ target }: FocusEvent) => {
      around = [];
      for (let at = target as Element | null; at && at !== page; at = at.parentElement) around.push(at);
    };
    const changed = new MutationObserver(() => {
      if (document.activeElement !== document.body || around.length === 0 || around[0]!.isConnected) return;
      const part = around.find((element) => element.isConnected && element.matches("section")) ?? page;
      const place = part.querySelector<HTMLElement>("h1, h2, h3") ?? page;
      around = [];
      place.tabIndex = -1;
      place.focus();
    });
    page.addEventListener("focusin", moved);
    changed.observe(page, { childList: true, subtree: true });
    return () => {
      page.removeEventListener("focusin", moved);
      changed.disconnect();
    };
  }, [main]);
}
