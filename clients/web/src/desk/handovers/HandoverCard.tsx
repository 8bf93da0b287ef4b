import { once } from "../../api/client.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Acknowledge, Refuse } from "./Answer.tsx";
import { open, type Handover } from "./handovers.ts";

/** HandoverCard is one hand-over: to whom, with what, how long ago; and what was answered, or can be written down of that. */
export function HandoverCard({ handover, linked }: { handover: Handover; linked?: boolean }) {
  const { t, day, moment, ago } = useDeskText();
  const { municipality = "", id = "", etag, application, recipientKind, recipientName, recipientMunicipality, reason, fields, consent, state, receipt, reminderDate = "", overdue, createTime = "" } = handover;
  const who = recipientName || t(`handovers.${recipientKind}` as Key);
  const which = (says: string) => t("handovers.which", { what: says, who, moment: moment(createTime) });
  return (
    <div className="oco-card">
      <Heading level={3}>{who}</Heading>
      <Paragraph>
        <strong>{open(handover) ? t(overdue ? "handovers.late" : "handovers.waits", { ago: ago(createTime), day: day(reminderDate, "short") }) : t(`handovers.${state}` as Key, { moment: moment(receipt?.answerTime ?? "") })}</strong>
        <span className="oco-line">{t(`handovers.${reason}` as Key)}</span>
        <span className="oco-line oco-muted">{t("handovers.fields.were", { fields: fields.map((field) => t(`handovers.${field}` as Key)).join(", ") })}</span>
        {consent && (
          <span className="oco-line oco-muted" dir="auto">
            {t("handovers.consent.was", { who: t(`handovers.${consent.givenBy}` as Key), day: day(consent.givenDate, "short"), purpose: consent.purpose })}
          </span>
        )}
        {receipt?.receiverName && !recipientMunicipality && <span className="oco-line">{t("handovers.receiver.was", { name: receipt.receiverName })}</span>}
        {receipt?.reference && <span className="oco-line">{t("handovers.reference.was", { reference: receipt.reference })}</span>}
        {receipt?.refusal && (
          <span className="oco-line oco-written" dir="auto">
            {receipt.refusal}
          </span>
        )}
      </Paragraph>
      {linked && (
        <Paragraph>
          <TextLink to={`/${municipality}/applications/${application}`}>{t("sending.application")}</TextLink>
        </Paragraph>
      )}
      {open(handover) && (
        <>
          {recipientMunicipality ? (
            <Paragraph>{t("handovers.answers", { who })}</Paragraph>
          ) : (
            <>
              <Acknowledge handover={handover} which={which} />
              <Refuse handover={handover} which={which} />
            </>
          )}
          <div>
            <Act
              municipality={municipality}
              purpose="subtle"
              label={which(t("handovers.withdraw"))}
              change={(client, _none, key) =>
                client.POST("/municipalities/{municipality}/handovers/{handover}/_withdraw", { params: { path: { municipality, handover: id }, header: once(key, etag) }, body: {} })
              }
            >
              {t("handovers.withdraw")}
            </Act>
          </div>
        </>
      )}
    </div>
  );
}
