import { IconClock, IconClockExclamation, IconClockX } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";

import type { Application } from "./application.ts";
import { pressing, standing, type Standing } from "./clock.ts";
import { useDeskText, type Key } from "./text.ts";

const icons = { time: IconClock, soon: IconClockExclamation, broken: IconClockX };

/** What is too late is coloured as what is urgent, what will be soon is bold; each says so as well. */
const classes: Record<Standing["state"], string> = { time: "oco-clock", soon: "oco-clock oco-clock--soon", broken: "oco-clock oco-urgent" };

/** How often a clock on the page moves on, in milliseconds: its smallest step is a minute. */
const step = 15_000;

/** One timer serves all clocks of the page. */
const watching = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(changed: () => void): () => void {
  if (watching.size === 0) now = Date.now();
  watching.add(changed);
  timer ??= setInterval(() => {
    now = Date.now();
    watching.forEach((each) => each());
  }, step);
  return () => {
    watching.delete(changed);
    if (watching.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** useNow is the time, which goes on while somebody looks. */
function useNow(): Date {
  return new Date(useSyncExternalStore(watch, () => now));
}

/** ClockText tells of the promise that presses most how long there is, or how late it is, and goes on as time does. */
export function ClockText({ application }: { application: Application }) {
  const { t } = useDeskText();
  const at = useNow();
  const clock = pressing(application);
  if (!clock) return null;
  const { state, count, unit } = standing(clock, at);
  const Icon = icons[state];
  return (
    <span className={classes[state]}>
      <Icon aria-hidden className="oco-small-icon" />
      <span>
        {t(`promise.${clock.kind}` as Key)}: {t(`clock.${state}` as Key, { span: t(`span.${unit}` as Key, { count }) })}
      </span>
    </span>
  );
}
