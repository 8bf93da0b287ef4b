import { useParams } from "wouter";

import { useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useLive } from "../live.ts";
import { useDeskText, type Key } from "../text.ts";
import { Buddy } from "./Buddy.tsx";
import { Cases } from "./Cases.tsx";
import { Move } from "./Move.tsx";
import { OtherRoles } from "./OtherRoles.tsx";
import { Pauses } from "./Pauses.tsx";
import type { Supporter } from "./people.ts";
import { Profile } from "./Profile.tsx";
import { Requirements } from "./Requirements.tsx";

/** SupporterPage is everything about one supporter, and what coordinators do most with it. */
export function SupporterPage() {
  const { municipality = "", supporter: id = "" } = useParams<{ municipality: string; supporter: string }>();
  useLive([municipality]);
  const found = useGet(municipality, ["supporter", id], (client) =>
    client.GET("/municipalities/{municipality}/supporters/{supporter}", { params: { path: { municipality, supporter: id } } }),
  );
  return (
    <Answered of={found}>
      {(supporter) => (
        <div className="oco-stack oco-stack--wide">
          <Head supporter={supporter} />
          <div className="oco-sides">
            <div className="oco-stack oco-stack--wide">
              <Cases supporter={supporter} />
              <Pauses supporter={supporter} />
              {supporter.kind === "SUPPORT_KIND_INFORMAL" && <Buddy supporter={supporter} />}
              <Requirements supporter={supporter} />
              {!supporter.stub && <OtherRoles supporter={supporter} />}
            </div>
            <div className="oco-stack oco-stack--wide">
              <Move supporter={supporter} />
              <Profile supporter={supporter} />
            </div>
          </div>
        </div>
      )}
    </Answered>
  );
}

function Head({ supporter: { name, kind, state, organisation, withoutBuddyReason, stub } }: { supporter: Supporter }) {
  const { t } = useDeskText();
  return (
    <div className="oco-stack">
      <Heading level={1}>{name}</Heading>
      <div className="oco-row">
        <span className="oco-badge">{t(`stage.${state}` as Key)}</span>
        {!stub && <span>{t(`kind.${kind}`)}</span>}
        {organisation && <span>{organisation}</span>}
      </div>
      {withoutBuddyReason && <Paragraph>{t("person.withoutbuddy", { reason: withoutBuddyReason })}</Paragraph>}
      {stub && (
        <Alert type="info">
          <Paragraph>{t("person.stub")}</Paragraph>
        </Alert>
      )}
    </div>
  );
}
