import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useLive } from "../live.ts";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { HandoverCard } from "./HandoverCard.tsx";
import { Incoming } from "./Incoming.tsx";
import { open, useHandovers } from "./handovers.ts";

/** HandoversPage is who was handed over to somebody else: first of whom nobody said that they have them, who waits longest first. */
export function HandoversPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  useLive([municipality]);
  const found = useHandovers(municipality);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("handovers.title")}</Heading>
      <Paragraph>{t("handovers.intro")}</Paragraph>
      {municipalities.length > 1 && <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />}
      <Incoming key={municipality} municipality={municipality} />
      <Answered of={found}>
        {(handovers) => {
          const waiting = handovers.filter(open).toReversed();
          const answered = handovers.filter((one) => !open(one));
          return (
            <>
              <section className="oco-stack" aria-labelledby="without-receipt">
                <Heading level={2} id="without-receipt">
                  {t("handovers.open")} {waiting.length > 0 && <span className="oco-count">{waiting.length}</span>}
                </Heading>
                {waiting.length === 0 && <Paragraph>{t("handovers.none")}</Paragraph>}
                <div className="oco-columns oco-columns--wide">
                  {waiting.map((handover) => (
                    <HandoverCard key={handover.id} handover={handover} linked />
                  ))}
                </div>
              </section>
              {answered.length > 0 && (
                <details>
                  <summary>{t("handovers.answered", { count: answered.length })}</summary>
                  <div className="oco-columns oco-columns--wide">
                    {answered.map((handover) => (
                      <HandoverCard key={handover.id} handover={handover} linked />
                    ))}
                  </div>
                </details>
              )}
            </>
          );
        }}
      </Answered>
    </div>
  );
}
