import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";
import { HandoverCard } from "./HandoverCard.tsx";
import { open, useHandovers } from "./handovers.ts";
import { HandOver } from "./HandOver.tsx";

/** The states in which somebody can be handed over: with the access team, referred on, or supported here until now. */
export const handable: Application["state"][] = ["APPLICATION_STATE_HANDED_OVER", "APPLICATION_STATE_REFERRED", "APPLICATION_STATE_IN_SUPPORT"];

/** HandoversOf are the hand-overs of an application, and one more. */
export function HandoversOf({ application }: { application: Application }) {
  const { t } = useDeskText();
  const found = useHandovers(application.municipality, application.id);
  return (
    <section className="oco-stack" aria-labelledby="handovers" aria-busy={found.isPending}>
      <Heading level={2} id="handovers">
        {t("handovers.one")}
      </Heading>
      <Answered of={found}>
        {(handovers) => (
          <>
            {handovers.length === 0 && <Paragraph>{t("handovers.one.none")}</Paragraph>}
            {handovers.map((handover) => (
              <HandoverCard key={handover.id} handover={handover} />
            ))}
            {!handovers.some(open) && <HandOver application={application} />}
          </>
        )}
      </Answered>
    </section>
  );
}
