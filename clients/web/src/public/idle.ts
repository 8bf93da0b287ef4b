import { useEffect, useRef } from "react";

/** After so long without a touch a form is emptied: the next person at a shared computer must find nothing. */
const idle = 15 * 60 * 1000;

/** useIdle calls `empty` when nobody has touched the page for a quarter of an hour and there is something to empty. */
export function useIdle(isThere: () => boolean, empty: () => void): void {
  const now = useRef({ isThere, empty });
  useEffect(() => {
    now.current = { isThere, empty };
  });
  useEffect(() => {
    let last = Date.now();
    const touched = () => {
      last = Date.now();
    };
    const look = () => {
      if (Date.now() - last >= idle && now.current.isThere()) now.current.empty();
    };
    const events = ["keydown", "pointerdown", "scroll"] as const;
    for (const event of events) window.addEventListener(event, touched, { passive: true });
    // A page that lay in the background is looked at the moment it comes back.
    document.addEventListener("visibilitychange", look);
    const timer = setInterval(look, 10_000);
    return () => {
      for (const event of events) window.removeEventListener(event, touched);
      document.removeEventListener("visibilitychange", look);
      clearInterval(timer);
    };
  }, []);
}
