import { Fold } from "../../design/Fold.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { useDeskText, type Key } from "../text.ts";
import { ChangePartner } from "./ChangePartner.tsx";
import { History } from "./History.tsx";
import { Letters } from "./Letters.tsx";
import { statusOf, useKinds, type Partner } from "./partners.ts";
import { RecordContact } from "./RecordContact.tsx";
import { Referring } from "./Referring.tsx";

/** PartnerCard is one organisation that refers: when there was contact, who of us keeps in touch, who refers there, and what it can put in its letters. */
export function PartnerCard({ partner }: { partner: Partner }) {
  const { t, day } = useDeskText();
  const { municipality, name, kind, lastContactDate, lastContactKind, nextContactDate, liaison, liaisonName, meetingsAttended, referrerCode, codeApplications } = partner;
  const called = useKinds(municipality).find(({ value }) => value === kind)?.label;
  const status = statusOf(partner);
  const meetings = meetingsAttended ?? 0;
  const whose = (says: string) => t("partner.whose", { says, name });
  return (
    <section className="oco-card oco-stack" aria-label={name}>
      <Heading level={2}>{name}</Heading>
      <dl className="oco-facts">
        {called && <Fact of="partner.kind">{called}</Fact>}
        {status && <Fact of="partner.status">{t(`partner.${status}`)}</Fact>}
        <Fact of="partner.last">
          {lastContactDate ? t("partner.last.on", { day: day(lastContactDate, "short"), how: t(`contacted.${lastContactKind}` as Key) }) : t("partner.last.none")}
        </Fact>
        {nextContactDate && <Fact of="partner.next">{day(nextContactDate, "short")}</Fact>}
        <Fact of="partner.liaison">{liaison ? liaisonName || t("partner.liaison.elsewhere") : t("partner.liaison.none")}</Fact>
        {meetings > 0 && <Fact of="partner.meetings">{String(meetings)}</Fact>}
        {referrerCode && <Fact of="partner.code">{t("partner.code.used", { code: referrerCode, count: Number(codeApplications ?? 0) })}</Fact>}
      </dl>
      {!lastContactDate && <Paragraph>{t("partner.never")}</Paragraph>}
      <RecordContact partner={partner} />
      {lastContactDate && (
        <Fold title={t("partner.history")} label={whose(t("partner.history"))}>
          <History partner={partner} />
        </Fold>
      )}
      <Fold title={t("referring.title")} label={whose(t("referring.title"))}>
        <Referring partner={partner} />
      </Fold>
      <ChangePartner partner={partner} />
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
