import { IconHeartHandshake, IconMailHeart, IconMessageCircleQuestion, IconPhoneCall, IconUsers } from "@tabler/icons-react";

import { usePublicText, type Key } from "./text.ts";
import type { Icon } from "./choices.ts";

const steps: { key: Key; icon: Icon }[] = [
  { key: "flow.apply", icon: IconMessageCircleQuestion },
  { key: "flow.call", icon: IconPhoneCall },
  { key: "flow.match", icon: IconUsers },
  { key: "flow.support", icon: IconHeartHandshake },
  { key: "flow.end", icon: IconMailHeart },
];

/** Flow shows in five pictures what happens after somebody applied. */
export function Flow() {
  const { t } = usePublicText();
  return (
    <ol className="oco-flow">
      {steps.map((step) => (
        <li key={step.key}>
          <step.icon className="oco-flow__icon" aria-hidden />
          <span>{t(step.key)}</span>
        </li>
      ))}
    </ol>
  );
}
