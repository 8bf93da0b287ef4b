import { useState } from "react";

import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText } from "../text.ts";
import { open, useIncoming, type IncomingHandover } from "./handovers.ts";
import { IncomingCard } from "./IncomingCard.tsx";

/** Incoming is what other municipalities of the region handed over to this one: first what waits, who waits longest first. */
export function Incoming({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const found = useIncoming(municipality);
  const [done, setDone] = useState<IncomingHandover>();
  return (
    <section className="oco-stack" aria-labelledby="incoming" aria-busy={found.isPending}>
      <Answered of={found}>
        {(handovers) => {
          const waiting = handovers.filter(open).toReversed();
          const taken = handovers.filter((one) => !open(one));
          return (
            <>
              <Heading level={2} id="incoming">
                {t("incoming.title")} {waiting.length > 0 && <span className="oco-count">{waiting.length}</span>}
              </Heading>
              {done && (
                <Alert type="ok" live>
                  <Paragraph>
                    {t("incoming.done", { who: done.municipalityName ?? "" })} <TextLink to={`/${municipality}/applications/${done.application ?? ""}`}>{t("incoming.application")}</TextLink>
                  </Paragraph>
                </Alert>
              )}
              {waiting.length === 0 && <Paragraph>{t("incoming.none")}</Paragraph>}
              <div className="oco-columns oco-columns--wide">
                {waiting.map((handover) => (
                  <IncomingCard key={handover.id} municipality={municipality} handover={handover} onTaken={setDone} />
                ))}
              </div>
              {taken.length > 0 && (
                <details>
                  <summary>{t("incoming.taken", { count: taken.length })}</summary>
                  <div className="oco-columns oco-columns--wide">
                    {taken.map((handover) => (
                      <IncomingCard key={handover.id} municipality={municipality} handover={handover} onTaken={setDone} />
                    ))}
                  </div>
                </details>
              )}
            </>
          );
        }}
      </Answered>
    </section>
  );
}
