import { useState } from "react";

import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText } from "../text.ts";
import { open, useIncoming, type IncomingHandover } from "./handovers.ts";
import { IncomingCard } from "./IncomingCard.tsx";

/** Incoming is what other municipalities of the region handed over to this one: first what waits, who waits longest first. */
export function Incoming({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const found = useIncoming(municipality);
  /** Those that were opened here: they stay where they are when they are answered. */
  const [opened, setOpened] = useState<string[]>([]);
  const [refused, setRefused] = useState("");
  const card = (handover: IncomingHandover) => (
    <IncomingCard key={handover.id} municipality={municipality} handover={handover} onOpen={() => setOpened([...opened, handover.id ?? ""])} onRefused={() => setRefused(handover.municipalityName ?? "")} />
  );
  return (
    <section className="oco-stack" aria-labelledby="incoming" aria-busy={found.isPending}>
      <Answered of={found}>
        {(handovers) => {
          const here = handovers.filter((one) => open(one) || opened.includes(one.id ?? "")).toReversed();
          const waiting = here.filter(open).length;
          const taken = handovers.filter((one) => !here.includes(one));
          return (
            <>
              <Heading level={2} id="incoming">
                {t("incoming.title")} {waiting > 0 && <span className="oco-count">{waiting}</span>}
              </Heading>
              {refused && (
                <Alert type="ok" live>
                  <Paragraph>{t("incoming.refused", { who: refused })}</Paragraph>
                </Alert>
              )}
              {here.length === 0 && <Paragraph>{t("incoming.none")}</Paragraph>}
              <div className="oco-columns oco-columns--wide">{here.map(card)}</div>
              {taken.length > 0 && (
                <details>
                  <summary>{t("incoming.taken", { count: taken.length })}</summary>
                  <div className="oco-columns oco-columns--wide">{taken.map(card)}</div>
                </details>
              )}
            </>
          );
        }}
      </Answered>
    </section>
  );
}
