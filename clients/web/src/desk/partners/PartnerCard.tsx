import type { Schemas } from "../../api/client.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Letters } from "./Letters.tsx";
import { RecordContact } from "./RecordContact.tsx";

export type Partner = Schemas["ReferrerOrganisation"];

/** PartnerCard is one organisation that refers: when there was contact, who of us keeps in touch, and what it can put in its letters. */
export function PartnerCard({ partner }: { partner: Partner }) {
  const { t, day } = useDeskText();
  const { name, partnerStatus, lastContactDate, lastContactKind, nextContactDate, liaisonName, meetingsAttended, referrerCode, codeApplications } = partner;
  const meetings = meetingsAttended ?? 0;
  return (
    <section className="oco-card oco-stack" aria-label={name}>
      <Heading level={2}>{name}</Heading>
      <dl className="oco-facts">
        {partnerStatus && partnerStatus !== "PARTNER_STATUS_UNSPECIFIED" && <Fact of="partner.status">{t(`partner.${partnerStatus}` as Key)}</Fact>}
        <Fact of="partner.last">
          {lastContactDate ? t("partner.last.on", { day: day(lastContactDate), how: t(`contacted.${lastContactKind}` as Key) }) : t("partner.last.none")}
        </Fact>
        {nextContactDate && <Fact of="partner.next">{day(nextContactDate)}</Fact>}
        {liaisonName && <Fact of="partner.liaison">{liaisonName}</Fact>}
        {meetings > 0 && <Fact of="partner.meetings">{String(meetings)}</Fact>}
        {referrerCode && <Fact of="partner.code">{t("partner.code.used", { code: referrerCode, count: Number(codeApplications ?? 0) })}</Fact>}
      </dl>
      {!lastContactDate && <Paragraph>{t("partner.never")}</Paragraph>}
      <RecordContact partner={partner} />
      <Letters partner={partner} />
    </section>
  );
}

function Fact({ of, children }: { of: Key; children: string }) {
  const { t } = useDeskText();
  return (
    <div>
      <dt>{t(of)}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
