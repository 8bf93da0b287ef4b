import { IconDoorExit } from "@tabler/icons-react";
import { Fragment, useRef, useState, type ReactNode } from "react";

import { Alert } from "../design/Alert.tsx";
import { Button } from "../design/Button.tsx";
import { Paragraph, TextLink } from "../design/text.tsx";
import { leave } from "./draft.ts";
import { useIdle } from "./idle.ts";
import { usePublicText } from "./text.ts";

/**
 * Private is a page on which somebody types about themselves or another. What was typed lives on the page alone: it is
 * gone with "leave now", and after a quarter of an hour without a touch, a receipt too.
 */
export function Private({ children }: { children: ReactNode }) {
  const { t } = usePublicText();
  const [emptied, setEmptied] = useState(0);
  const typed = useRef(false);
  useIdle(
    () => typed.current,
    () => {
      typed.current = false;
      setEmptied((n) => n + 1);
    },
  );
  return (
    <div
      className="oco-stack oco-text"
      onInput={() => {
        typed.current = true;
      }}
    >
      <Exits back={<TextLink to="/">{t("back.start")}</TextLink>} />
      {emptied > 0 && <Emptied />}
      <Fragment key={emptied}>{children}</Fragment>
    </div>
  );
}

/** Exits are the ways out of a form: a step back, or away at once. */
export function Exits({ back }: { back: ReactNode }) {
  const { t } = usePublicText();
  return (
    <div className="oco-row oco-row--apart oco-exits oco-no-print">
      {back}
      <Button purpose="subtle" icon={IconDoorExit} onClick={leave}>
        {t("leave")}
      </Button>
    </div>
  );
}

/** Emptied says that what was typed is gone, and why. */
export function Emptied() {
  const { t } = usePublicText();
  return (
    <Alert type="info" live>
      <Paragraph>{t("emptied")}</Paragraph>
    </Alert>
  );
}
