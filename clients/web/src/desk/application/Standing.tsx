import { once, type Schemas } from "../../api/client.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { askedOf } from "../../support/offer.ts";
import { useDeskText, type Key } from "../text.ts";
import { OrganisationYes } from "./OrganisationYes.tsx";

type Offer = Schemas["Offer"];

/** Standing is an offer that waits: for the supporter's answer, or for the resident's. */
export function Standing({ offer }: { offer: Offer }) {
  const { t, moment } = useDeskText();
  const { municipality } = offer;
  const path = { municipality, offer: offer.id };
  const name = askedOf(offer);
  const labelled = (says: string) => t("offer.whose", { says, name });
  const answer = (accepted: boolean, says: string, label = labelled(says)) => (
    <Act
      municipality={municipality}
      label={label}
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
      label={labelled(t(`resident.${said}`))}
      purpose={said === "RESIDENT_ANSWER_YES" ? "primary" : "secondary"}
      change={(client, _none, key) =>
        client.POST("/municipalities/{municipality}/offers/{offer}/_confirm", { params: { path, header: once(key, offer.etag) }, body: { answer: said } })
      }
    >
      {t(`resident.${said}`)}
    </Act>
  );
  const open = offer.state === "OFFER_STATE_OPEN";
  return (
    <div className="oco-card oco-card--accent">
      <Heading level={3}>{name}</Heading>
      <Paragraph>{t(open ? "offer.open" : "offer.accepted", { name, moment: moment((open ? offer.createTime : offer.answerTime) ?? "") })}</Paragraph>
      {offer.overrideReason !== "OVERRIDE_REASON_UNSPECIFIED" && (
        <p className="oco-said" dir="auto">
          {t("offer.override", { reason: t(`override.${offer.overrideReason}` as Key) })} {offer.overrideNote}
        </p>
      )}
      {open && offer.expireTime && <Paragraph>{t("offer.before", { moment: moment(offer.expireTime) })}</Paragraph>}
      {/* Keys of their own: a second press of one button must not become the first press of another. */}
      {open ? (
        <div key="asked" className="oco-stack">
          <Paragraph>{t("offer.phone", { name })}</Paragraph>
          {offer.toOrganisation && <OrganisationYes offer={offer} />}
          <div className="oco-row">
            {!offer.toOrganisation && answer(true, t("offer.yes"))}
            {answer(false, t("offer.no"))}
            <Act
              municipality={municipality}
              purpose="subtle"
              label={labelled(t("offer.withdraw"))}
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
          <Paragraph>{t("resident.ask", { name })}</Paragraph>
          <div className="oco-row">
            {resident("RESIDENT_ANSWER_YES")}
            {resident("RESIDENT_ANSWER_ANOTHER_PLEASE")}
            {resident("RESIDENT_ANSWER_ACQUAINTED")}
            {answer(false, t("offer.back", { name }), t("offer.back", { name }))}
          </div>
        </div>
      )}
    </div>
  );
}
