import { once } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { ownKey, supportersOf } from "../self.ts";
import { usePortalText, type Key } from "../text.ts";
import type { Transfer } from "./transfers.ts";

/** Succeed asks the reader to go on with what a colleague began, where a coordinator named them. There is no name before the yes. */
export function Succeed() {
  const { t } = usePortalText();
  const { caller } = useSession();
  const places = placesOf(caller, "ROLE_SUPPORTER");
  const selves = useEach(places, ownKey, supportersOf).map(({ data }) => data?.find(({ account }) => account === caller.account)?.id);
  const found = useEach(places, ["transfers", "asked"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/transfers", { params: { path: { municipality }, query: { states: ["TRANSFER_STATE_ASKED"], pageSize: 200, pageToken } } }),
      (page) => page.transfers as Transfer[],
    ),
  );
  const mine = found.flatMap(({ data }, index) => (data ?? []).filter(({ successor }) => successor && successor === selves[index]));
  if (mine.length === 0) return null;
  return (
    <section className="oco-stack" aria-labelledby="succeed">
      <Heading level={2} id="succeed">
        {t("succeed.title")}
      </Heading>
      {mine.map((transfer) => (
        <Asked key={transfer.id} transfer={transfer} />
      ))}
    </section>
  );
}

/** Asked is one of them. */
function Asked({ transfer: { municipality, id, etag, askDate, firstContact, kind } }: { transfer: Transfer }) {
  const { t, day } = usePortalText();
  const path = { municipality, transfer: id };
  return (
    <div className="oco-card oco-card--accent">
      <Paragraph>
        <strong>{t("succeed.asked", { day: day(askDate), kind: t(`transfer.kind.${kind}` as Key) })}</strong>
        {firstContact && <span className="oco-line">{t("succeed.first")}</span>}
      </Paragraph>
      <div className="oco-row">
        <Act
          municipality={municipality} purpose="primary"
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/transfers/{transfer}/_accept", { params: { path, header: once(key, etag) }, body: {} })}
        >
          {t("succeed.yes")}
        </Act>
        <Act
          municipality={municipality}
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/transfers/{transfer}/_refuse", { params: { path, header: once(key, etag) }, body: {} })}
        >
          {t("succeed.no")}
        </Act>
      </div>
    </div>
  );
}
