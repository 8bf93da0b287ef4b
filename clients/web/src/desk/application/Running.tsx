import { Heading, Paragraph } from "../../design/text.tsx";
import { useGet } from "../../api/queries.ts";
import { Appointment } from "../../support/Appointment.tsx";
import { CloseCase, useOutcomes } from "../../support/CloseCase.tsx";
import type { Schemas } from "../../api/client.ts";
import { Unread } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { AccessAsked } from "./AccessAsked.tsx";
import { CaseFacts } from "./CaseFacts.tsx";
import { useOffers } from "./Matching.tsx";
import { useDeskText, type Key } from "../text.ts";
import { TransferAsked } from "./TransferAsked.tsx";

/** useCase reads the support case of an application, undefined when there is none. */
export function useCase({ municipality, id }: Application) {
  return useGet(municipality, ["case", id], async (client) => {
    const { data } = await client.GET("/municipalities/{municipality}/cases", { params: { path: { municipality }, query: { application: id, pageSize: 1 } } });
    return { data: data?.cases[0] ?? null };
  });
}

/** Running is the support case: who supports, and how to close it. */
export function Running({ application }: { application: Application }) {
  const { t } = useDeskText();
  const found = useCase(application);
  if (!found.data && !found.isError) return null;
  return (
    <section className="oco-stack" aria-labelledby="case">
      <Heading level={2} id="case">
        {t("case.title")}
      </Heading>
      {found.data ? <Supported application={application} support={found.data} /> : <Unread of={found} />}
    </section>
  );
}

function Supported({ application, support }: { application: Application; support: Schemas["Case"] }) {
  const { t, day } = useDeskText();
  const offers = useOffers(application);
  const supporter = offers.data?.find((offer) => offer.case === support.id);
  const closed = support.state === "CASE_STATE_CLOSED";
  return (
    <>
      {!offers.data && <Unread of={offers} />}
      {supporter?.supporterName && supporter.supporter === support.supporter && <Paragraph>{t("case.supporter", { name: [supporter.supporterName, supporter.organisation].filter(Boolean).join(", ") })}</Paragraph>}
      <Paragraph>{t("case.since", { day: day(support.openDate) })}</Paragraph>
      <CaseFacts support={support} />
      <AccessAsked support={support} />
      {!closed && <TransferAsked support={support} />}
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
        <details>
          <summary>{t("case.close")}</summary>
          <CloseCase support={support} />
        </details>
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
