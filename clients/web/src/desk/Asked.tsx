import type { Schemas } from "../api/client.ts";
import { all, useGet } from "../api/queries.ts";
import { holds } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";
import { askedOf } from "../support/offer.ts";
import type { Application } from "./application.ts";
import { coordinators } from "./Frame.tsx";
import { useDeskText } from "./text.ts";

/** Asked says who was asked for an application and has not answered, and how long ago that was. */
export function Asked({ application: { municipality, id } }: { application: Application }) {
  const { t, ago } = useDeskText();
  const { caller } = useSession();
  const coordinates = holds(caller, coordinators, municipality);
  // Read once for all rows of a municipality; the desk has no part in offers.
  const open = useGet<Schemas["Offer"][]>(municipality, ["offers", "open"], async (client) => {
    if (!coordinates) return { data: [] };
    const query = { states: ["OFFER_STATE_OPEN" as const], pageSize: 200 };
    return all((pageToken) => client.GET("/municipalities/{municipality}/offers", { params: { path: { municipality }, query: { ...query, pageToken } } }), (page) => page.offers);
  }).data;
  return open
    ?.filter((offer) => offer.application === id)
    .map((offer) => (
      <span key={offer.id} className="oco-line oco-muted">
        {t("asked", { name: askedOf(offer), ago: ago(offer.createTime ?? "") })}
      </span>
    ));
}
