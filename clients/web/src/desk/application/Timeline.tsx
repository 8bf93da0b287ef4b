import type { Schemas } from "../../api/client.ts";
import { Heading } from "../../design/text.tsx";
import { all, useGet } from "../../api/queries.ts";
import { askedOf } from "../../support/offer.ts";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";
import { useOffers } from "./Matching.tsx";
import { useCases } from "./Running.tsx";

/** Timeline tells what happened to an application, the newest first. */
export function Timeline({ application }: { application: Application }) {
  const { t, moment, day } = useDeskText();
  const { municipality, id } = application;
  const decisions = useGet(municipality, ["decisions", id], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/applications/{application}/triage-decisions", {
          params: { path: { municipality, application: id }, query: { pageToken } },
        }),
      (page) => page.triageDecisions,
    ),
  );
  const offers = useOffers(application);
  const cases = useCases(application);
  const why = ({ overrideReason: reason, overrideNote }: Schemas["Offer"]) =>
    reason === "OVERRIDE_REASON_UNSPECIFIED" ? "" : `${t("offer.override", { reason: t(`override.${reason}` as Key) })} ${overrideNote ?? ""}`.trim();
  const happened = [
    { time: application.createTime, text: t("timeline.received", { channel: t(`channel.${application.channel}` as Key) }) },
    ...(decisions.data ?? []).map((decision) => ({
      time: decision.createTime,
      text: [t(`route.${decision.route}` as Key), decision.grounds].filter(Boolean).join(": "),
    })),
    ...(offers.data ?? []).flatMap((offer) => [
      { time: offer.createTime, text: [t("timeline.asked", { name: askedOf(offer) }), why(offer)].filter(Boolean).join(". ") },
      ...(offer.undoneTime ? [{ time: offer.undoneTime, text: t("timeline.undone", { name: askedOf(offer) }) }] : []),
      ...(offer.answerTime ? [{ time: offer.answerTime, text: t(`timeline.${offer.state}` as Key, { name: askedOf(offer) }) }] : []),
    ]),
    ...application.endings.flatMap(({ reason, endTime, reopenTime }) => [
      ...(endTime ? [{ time: endTime, text: t("timeline.ended", { reason: t(`ended.${reason}` as Key) }) }] : []),
      ...(reopenTime ? [{ time: reopenTime, text: t("timeline.reopened") }] : []),
    ]),
    ...(cases.data ?? []).flatMap(({ createTime, openDate, updateTime, closeDate, matchEnded }) => [
      { time: createTime, text: t("timeline.opened", { day: day(openDate, "short") }) },
      ...(closeDate ? [{ time: updateTime, text: t(matchEnded ? "timeline.parted" : "timeline.closed", { day: day(closeDate, "short") }) }] : []),
    ]),
  ]
    .map(({ time = "", text }) => ({ time, text }))
    .sort((a, b) => b.time.localeCompare(a.time));
  return (
    <section className="oco-stack" aria-labelledby="timeline">
      <Heading level={2} id="timeline">
        {t("timeline.title")}
      </Heading>
      <ol className="oco-plain oco-timeline">
        {happened.map(({ time, text }) => (
          <li key={time + text}>
            <span className="oco-muted">{moment(time)}</span>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ol>
    </section>
  );
}
