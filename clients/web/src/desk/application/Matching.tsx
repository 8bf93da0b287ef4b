import { Heading } from "../../design/text.tsx";
import { all, useGet } from "../../api/queries.ts";
import { Answered } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { stands } from "../../support/offer.ts";
import { useDeskText } from "../text.ts";
import { Proposals } from "./Proposals.tsx";
import { Standing } from "./Standing.tsx";

/** useOffers reads whom an application was offered to, the newest first. */
export function useOffers({ municipality, id }: Application) {
  return useGet(municipality, ["offers", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/offers", { params: { path: { municipality }, query: { application: id, pageToken } } }),
      (page) => page.offers,
    ),
  );
}

/** Matching shows who can be asked and why, asks them, and keeps their answers. */
export function Matching({ application }: { application: Application }) {
  const { t } = useDeskText();
  const offers = useOffers(application);
  const standing = offers.data?.filter(stands);
  return (
    <section className="oco-stack" aria-labelledby="matching">
      <Heading level={2} id="matching">
        {t("matching.title")}
      </Heading>
      <Answered of={{ ...offers, data: standing }}>{(waiting) => waiting.map((offer) => <Standing key={offer.id} offer={offer} />)}</Answered>
      {application.state !== "APPLICATION_STATE_MATCHED" && <Proposals application={application} standing={standing} />}
    </section>
  );
}
