import { Heading, List, Paragraph } from "../../design/text.tsx";
import { once, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import type { Application } from "../application.ts";
import { waitsForResident } from "../../support/offer.ts";
import { useDeskText, type Key } from "../text.ts";
import { Act } from "../../form/Act.tsx";

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
  const standing = offers.data?.filter((offer) => offer.state === "OFFER_STATE_OPEN" || waitsForResident(offer)) ?? [];
  return (
    <section className="oco-stack" aria-labelledby="matching">
      <Heading level={2} id="matching">
        {t("matching.title")}
      </Heading>
      {standing.map((offer) => (
        <Standing key={offer.id} offer={offer} />
      ))}
      {application.state !== "APPLICATION_STATE_MATCHED" && <Proposals application={application} asked={standing.map((offer) => offer.supporter)} />}
    </section>
  );
}

type Offer = Schemas["Offer"];

/** Standing is an offer that waits: for the supporter's answer, or for the resident's. */
function Standing({ offer }: { offer: Offer }) {
  const { t, moment } = useDeskText();
  const { municipality } = offer;
  const path = { municipality, offer: offer.id };
  const answer = (accepted: boolean, says: string) => (
    <Act
      municipality={municipality}
      purpose={accepted ? "primary" : "secondary"}
      change={(client, _none, key) =>
        client.POST("/municipalities/{municipality}/offers/{offer}/_answer", { params: { path, header: once(key, offer.etag) }, body: { accepted } })
      }
    >
      {says}
    </Act>
  );
  const resident = (said: "RESIDENT_ANSWER_YES" | "RESIDENT_ANSWER_ANOTHER_PLEASE" | "RESIDENT_ANSWER_ACQUAINTED") => (
    <Act
      municipality={municipality}
      purpose={said === "RESIDENT_ANSWER_YES" ? "primary" : "secondary"}
      change={(client, _none, key) =>
        client.POST("/municipalities/{municipality}/offers/{offer}/_confirm", { params: { path, header: once(key, offer.etag) }, body: { answer: said } })
      }
    >
      {t(`resident.${said}` as Key)}
    </Act>
  );
  const open = offer.state === "OFFER_STATE_OPEN";
  return (
    <div className="oco-card oco-card--accent">
      <Heading level={3}>{offer.supporterName}</Heading>
      <Paragraph>{t(open ? "offer.open" : "offer.accepted", { name: offer.supporterName, moment: moment((open ? offer.createTime : offer.answerTime) ?? "") })}</Paragraph>
      {open && offer.expireTime && <Paragraph>{t("offer.before", { moment: moment(offer.expireTime) })}</Paragraph>}
      {/* Keys of their own: a second press of one button must not become the first press of another. */}
      {open ? (
        <div key="asked" className="oco-stack">
          <Paragraph>{t("offer.phone", { name: offer.supporterName })}</Paragraph>
          <div className="oco-row">
            {answer(true, t("offer.yes"))}
            {answer(false, t("offer.no"))}
            <Act
              municipality={municipality}
              purpose="subtle"
              change={(client, _none, key) =>
                client.POST("/municipalities/{municipality}/offers/{offer}/_withdraw", { params: { path, header: once(key, offer.etag) }, body: {} })
              }
            >
              {t("offer.withdraw")}
            </Act>
          </div>
        </div>
      ) : (
        <div key="answered" className="oco-stack">
          <Paragraph>{t("resident.ask", { name: offer.supporterName })}</Paragraph>
          <div className="oco-row">
            {resident("RESIDENT_ANSWER_YES")}
            {resident("RESIDENT_ANSWER_ANOTHER_PLEASE")}
            {resident("RESIDENT_ANSWER_ACQUAINTED")}
            {answer(false, t("offer.back", { name: offer.supporterName }))}
          </div>
        </div>
      )}
    </div>
  );
}

/** Proposals are the supporters who can be asked, the best first, each with the reasons; and who just misses. */
function Proposals({ application, asked }: { application: Application; asked: string[] }) {
  const { t } = useDeskText();
  const { municipality, id } = application;
  const found = useGet(municipality, ["proposals", id], (client) =>
    client.GET("/municipalities/{municipality}/applications/{application}/proposals", { params: { path: { municipality, application: id } } }),
  );
  if (!found.data) return <p role="status">{t("waiting")}</p>;
  const { proposals, nearestMisses } = found.data;
  const free = proposals.filter((proposal) => !asked.includes(proposal.supporter));
  return (
    <div className="oco-stack">
      {free.length === 0 && <Paragraph>{t("matching.nobody")}</Paragraph>}
      <ol className="oco-plain oco-stack">
        {free.map((proposal) => (
          <li key={proposal.supporter} className="oco-card">
            <Heading level={3}>{proposal.name}</Heading>
            <Paragraph>
              {t(`kind.${proposal.kind}` as Key)} · {t("load", { open: proposal.openCases, most: proposal.maxCases })}
            </Paragraph>
            <List>
              {proposal.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </List>
            <div className="oco-row">
              <Act
                municipality={municipality}
                label={t("matching.ask.whom", { name: proposal.name })}
                change={(client, _none, key) =>
                  client.POST("/municipalities/{municipality}/offers", {
                    params: { path: { municipality }, header: once(key) },
                    body: { application: id, supporter: proposal.supporter },
                  })
                }
              >
                {t("matching.ask")}
              </Act>
            </div>
          </li>
        ))}
      </ol>
      {nearestMisses.length > 0 && (
        <details>
          <summary>{t("matching.misses", { count: nearestMisses.length })}</summary>
          <List>
            {nearestMisses.map((miss) => (
              <li key={miss.supporter}>
                {miss.name}: {miss.reasons.join(" ")}
              </li>
            ))}
          </List>
        </details>
      )}
    </div>
  );
}
