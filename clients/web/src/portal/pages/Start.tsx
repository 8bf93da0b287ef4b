import { useState } from "react";

import { once, type Schemas } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { Button } from "../../design/Button.tsx";
import { Choices } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Missing } from "../../form/Answered.tsx";
import { holds, supporters } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { waitsForResident } from "../../support/offer.ts";
import { LeftDrafts } from "../contact/LeftDrafts.tsx";
import { nextOf } from "../next.ts";
import { useSelf } from "../self.ts";
import { usePortalText, type Key } from "../text.ts";
import { HandedOver } from "../transfer/HandedOver.tsx";
import { Succeed } from "../transfer/Succeed.tsx";

type Offer = Schemas["Offer"];
type Reason = Exclude<Offer["declineReason"], "DECLINE_REASON_UNSPECIFIED">;

/** Start shows what a supporter is asked, and the cases they have. */
export function Start() {
  const { t } = usePortalText();
  const { caller } = useSession();
  const { reading, places, supporterIn } = useSelf(...supporters);
  const offers = useEach(places, ["offers"], (client, municipality) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/offers", {
          params: { path: { municipality }, query: { supporter: supporterIn(municipality), states: ["OFFER_STATE_OPEN", "OFFER_STATE_ACCEPTED"], pageSize: 200, pageToken } },
        }),
      (page) => page.offers,
    ),
  );
  const asking = [...reading, ...offers];
  const listed = offers.flatMap(({ data }) => data ?? []);
  const open = listed.filter((offer) => offer.state === "OFFER_STATE_OPEN");
  const waiting = listed.filter(waitsForResident);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("start.title")}</Heading>
      <section className="oco-stack" aria-labelledby="asked">
        <Heading level={2} id="asked">
          {t("offers.title")}
        </Heading>
        <Missing of={asking} />
        {asking.every(({ data }) => data) && open.length === 0 && <Paragraph>{t("offers.none")}</Paragraph>}
        {open.map((offer) => (
          <Asked key={offer.id} offer={offer} />
        ))}
        {waiting.map((offer) => (
          <Promised key={offer.id} offer={offer} />
        ))}
      </section>
      {holds(caller, ["ROLE_SUPPORTER"]) && (
        <>
          <Succeed />
          <Cases />
          <HandedOver />
          <Paragraph>
            {t("start.less")} <TextLink to="/availability">{t("start.less.link")}</TextLink>
          </Paragraph>
        </>
      )}
    </div>
  );
}

const reasons: Reason[] = ["DECLINE_REASON_NO_TIME", "DECLINE_REASON_NOT_MY_FIELD", "DECLINE_REASON_TOO_FAR", "DECLINE_REASON_ACQUAINTED", "DECLINE_REASON_OTHER"];

/** Asked is a question to this supporter: yes in one tap, no in two. There is no name yet. */
function Asked({ offer }: { offer: Offer }) {
  const { t, moment } = usePortalText();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState<Reason | "">("");
  const { municipality } = offer;
  const path = { municipality, offer: offer.id };
  const domains = offer.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ");
  return (
    <div className="oco-card oco-card--accent">
      <Heading level={3}>{domains || t("offers.question")}</Heading>
      <Paragraph>{t("offers.asked", { moment: moment(offer.createTime ?? "") })}</Paragraph>
      {offer.expireTime && <Paragraph>{t("offers.before", { moment: moment(offer.expireTime) })}</Paragraph>}
      {offer.note && (
        <p className="oco-said" dir="auto">
          {offer.note}
        </p>
      )}
      <div className="oco-row">
        <Act
          municipality={municipality}
          purpose="primary"
          change={(client, _none, key) =>
            client.POST("/municipalities/{municipality}/offers/{offer}/_accept", { params: { path, header: once(key, offer.etag) }, body: {} })
          }
        >
          {t("offers.yes")}
        </Act>
        {!declining && (
          <Button onClick={() => setDeclining(true)}>{t("offers.no")}</Button>
        )}
      </div>
      {declining && (
        <>
          <Choices id={`why-${offer.id}`} label={t("offers.why")} hint={t("offers.why.hint")} options={reasons.map((value) => ({ value, label: t(`decline.${value}` as Key) }))} value={reason} onChange={setReason} />
          <div className="oco-row">
            <Act
              municipality={municipality}
              change={(client, _none, key) =>
                client.POST("/municipalities/{municipality}/offers/{offer}/_decline", {
                  params: { path, header: once(key, offer.etag) },
                  body: reason ? { reason } : {},
                })
              }
            >
              {t("offers.send")}
            </Act>
          </div>
        </>
      )}
    </div>
  );
}

/** Promised is what this supporter said yes to. Now there is a name, and it may be somebody they know. */
function Promised({ offer }: { offer: Offer }) {
  const { t } = usePortalText();
  const { municipality, residentName: name = "" } = offer;
  return (
    <div className="oco-card">
      <Heading level={3}>{name}</Heading>
      <Paragraph>{t("offers.waiting")}</Paragraph>
      <Paragraph>{t("offers.know", { name })}</Paragraph>
      <div className="oco-row">
        <Act
          municipality={municipality}
          label={t("offers.acquainted.whom", { name })}
          change={(client, _none, key) =>
            client.POST("/municipalities/{municipality}/offers/{offer}/_decline", {
              params: { path: { municipality, offer: offer.id }, header: once(key, offer.etag) },
              body: { reason: "DECLINE_REASON_ACQUAINTED" },
            })
          }
        >
          {t("offers.acquainted")}
        </Act>
      </div>
    </div>
  );
}

/** Cases are the running cases of this supporter. */
function Cases() {
  const { t, day, moment } = usePortalText();
  const { reading, places, supporterIn } = useSelf("ROLE_SUPPORTER");
  const found = useEach(places, ["cases"], (client, municipality) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/cases", {
          params: { path: { municipality }, query: { supporter: supporterIn(municipality), states: ["CASE_STATE_OPEN", "CASE_STATE_ON_HOLD"], pageSize: 200, pageToken } },
        }),
      (page) => page.cases,
    ),
  );
  const asking = [...reading, ...found];
  const cases = found.flatMap(({ data }) => data ?? []);
  return (
    <section className="oco-stack" aria-labelledby="cases">
      <Heading level={2} id="cases">
        {t("cases.title")}
      </Heading>
      <Missing of={asking} />
      {asking.every(({ data }) => data) && cases.length === 0 && <Paragraph>{t("cases.none")}</Paragraph>}
      {cases.map((support) => {
        const next = nextOf(support, new Date().toISOString());
        return (
          <div key={support.id} className="oco-card">
            <Heading level={3}>
              <TextLink to={`/${support.municipality}/cases/${support.id}`}>{support.residentName}</TextLink>
            </Heading>
            <Paragraph>
              {support.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")}
              <span className="oco-line oco-muted">{t("case.since", { day: day(support.openDate) })}</span>
            </Paragraph>
            {next && (
              <Paragraph>
                <strong>{t(next, { moment: moment(support.appointmentTime ?? "") })}</strong>
              </Paragraph>
            )}
          </div>
        );
      })}
      {found.every(({ data }) => data) && <LeftDrafts running={new Set(cases.map(({ id }) => id))} />}
    </section>
  );
}
