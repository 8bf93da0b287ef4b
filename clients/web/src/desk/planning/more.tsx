import { useState, type ReactNode } from "react";

import { Button } from "../../design/Button.tsx";
import { useDeskText } from "../text.ts";

/** So many rows are shown at first, and so many more at each press: a plan has a thousand. */
const first = 20;
const step = 100;

/** useMore shows a long list part by part: what is shown of it, and the button for more. */
export function useMore<Item>(list: readonly Item[]): { shown: readonly Item[]; more: ReactNode } {
  const { t } = useDeskText();
  const [most, setMost] = useState(first);
  const left = list.length - most;
  return {
    shown: list.slice(0, most),
    more: left > 0 && (
      <div>
        <Button onClick={() => setMost(most + step)}>{t("plan.more", { count: Math.min(left, step), of: list.length })}</Button>
      </div>
    ),
  };
}
