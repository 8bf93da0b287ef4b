import { Heading, Paragraph } from "../../design/text.tsx";
import { all, useGet } from "../../api/queries.ts";
import { Appointment } from "../../support/Appointment.tsx";
import { CloseCase, useOutcomes } from "../../support/CloseCase.tsx";
import { EndMatch, type Ender } from "../../support/EndMatch.tsx";
import type { Schemas } from "../../api/client.ts";
import { Missing, Unread } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { AccessAsked } from "./AccessAsked.tsx";
import { CaseFacts } from "./CaseFacts.tsx";
import { useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";
import { Second } from "./Second.tsx";
import { TransferAsked } from "./TransferAsked.tsx";

/** enders are who can have asked for somebody else. */
const enders: readonly Ender[] = ["MATCH_ENDER_RESIDENT", "MATCH_ENDER_SUPPORTER", "MATCH_ENDER_BOTH", "MATCH_ENDER_COORDINATOR"];

/** useCases reads the support cases of an application, the newest first: more than one when a match ended without blame. */
export function useCases({ municipality, id }: Application) {
  return useGet(municipality, ["case", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/cases", { params: { path: { municipality }, query: { application: id, pageToken } } }),
      (page) => page.cases,
    ),
  );
}

/** Running is the newest support case: who supports, and how to close it. */
export function Running({ application }: { application: Application }) {
  const { t } = useDeskText();
  const found = useCases(application);
  const support = found.data?.[0];
  if (!support && !found.isError) return null;
  return (
    <section className="oco-stack" aria-labelledby="case">
      <Heading level={2} id="case">
        {t(support?.matchEnded ? "parted.title" : "case.title")}
      </Heading>
      {!support && <Unread of={found} />}
      {support && (support.matchEnded ? <Parted support={support} /> : <Supported support={support} />)}
    </section>
  );
}

/** Parted is a match that ended without blame: whom it was with, and who asked for somebody else. */
function Parted({ support: { municipality, supporter, openDate, closeDate, matchEndedBy } }: { support: Schemas["Case"] }) {
  const { t, day } = useDeskText();
  const supporters = useSupporters(municipality);
  const name = supporters.data?.find((one) => one.id === supporter)?.name ?? "…";
  return (
    <>
      <Missing of={[supporters]} />
      <Paragraph>
        {t("parted.was", { name, from: day(openDate, "short"), until: day(closeDate, "short") })}
        <span className="oco-line oco-muted">{t("parted.asked", { who: t(`parted.who.${matchEndedBy}` as Key) })}</span>
      </Paragraph>
      <Paragraph>{t("parted.never", { name })}</Paragraph>
    </>
  );
}

function Supported({ support }: { support: Schemas["Case"] }) {
  const { t, day } = useDeskText();
  const closed = support.state === "CASE_STATE_CLOSED";
  return (
    <>
      <Paragraph>{t("case.since", { day: day(support.openDate) })}</Paragraph>
      <CaseFacts support={support} />
      <AccessAsked support={support} />
      {!closed && <TransferAsked support={support} />}
      {!closed && <Second support={support} />}
      <Appointment support={support} />
      {closed ? (
        <>
          <Paragraph>{t("case.closed", { day: day(support.closeDate) })}</Paragraph>
          <p className="oco-said" dir="auto">
            {support.need}
          </p>
          <Result support={support} />
        </>
      ) : (
        <>
          <EndMatch support={support} enders={enders} />
          <details>
            <summary>{t("case.close")}</summary>
            <CloseCase support={support} />
          </details>
        </>
      )}
    </>
  );
}

/** Result is what came of a closed case, and whether that fits. */
function Result({ support }: { support: Schemas["Case"] }) {
  const { t, number, language } = useDeskText();
  const outcome = useOutcomes(support.municipality).data?.find(({ code }) => code === support.outcome);
  const told = [
    ["case.outcome", outcome && (language === "en" ? outcome.labelEn : outcome.labelNl)],
    ["case.fit", support.fit !== "FIT_UNSPECIFIED" && t(`fit.${support.fit}` as Key)],
    ["case.fit.resident", support.residentFit !== "FIT_UNSPECIFIED" && t(`fit.resident.${support.residentFit}` as Key)],
    ["case.referrals.was", support.referrals.map(({ organisation, reason }) => t("case.referral.was", { organisation, reason: t(`referral.${reason}` as Key) })).join("; ")],
    ["case.domains.was", support.outcomeLifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")],
    ["case.spent", support.minutes > 0 && t("case.hours.spent", { hours: number(support.minutes / 60) })],
  ] as const;
  return (
    <dl className="oco-facts">
      {told.map(([key, value]) => value && (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
