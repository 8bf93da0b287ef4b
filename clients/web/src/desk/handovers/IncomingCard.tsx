import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { addressOf } from "../../support/address.ts";
import { spoken } from "../../text/phone.ts";
import { Careful, Fact } from "../application/Who.tsx";
import { useDeskText, type Key } from "../text.ts";
import { open, type IncomingHandover } from "./handovers.ts";

interface CardProps {
  municipality: string;
  handover: IncomingHandover;
  onOpen: () => void;
  onRefused: () => void;
}

/** IncomingCard is one hand-over of another municipality: who sends it and why. Who it is about is read when somebody asks. */
export function IncomingCard({ municipality, handover, onOpen, onRefused }: CardProps) {
  const { t, day, moment, ago } = useDeskText();
  const [opened, setOpened] = useState(false);
  const { municipalityName: who = "", municipalityPhone: phone = "", reason, state, reminderDate = "", overdue, application, createTime = "", updateTime = "" } = handover;
  const which = (says: string) => t("incoming.which", { what: says, who, moment: moment(createTime) });
  return (
    <div className="oco-card" id={`incoming-${handover.id ?? ""}`}>
      <Heading level={3}>{who}</Heading>
      <Paragraph>
        <strong>{open(handover) ? t(overdue ? "incoming.late" : "incoming.waits", { ago: ago(createTime), day: day(reminderDate, "short") }) : t(`handovers.${state}` as Key, { moment: moment(updateTime) })}</strong>
        <span className="oco-line">{t(`handovers.${reason}` as Key)}</span>
        {phone && (
          <span className="oco-line oco-muted">
            {t("incoming.call", { who })} <TextLink href={`tel:${phone}`}>{spoken(phone)}</TextLink>
          </span>
        )}
      </Paragraph>
      {application && open(handover) && <Paragraph>{t("incoming.begun")}</Paragraph>}
      {application && (
        <Paragraph>
          <TextLink to={`/${municipality}/applications/${application}`}>{t("incoming.application")}</TextLink>
        </Paragraph>
      )}
      {open(handover) &&
        (opened ? (
          <Opened municipality={municipality} handover={handover} which={which} onRefused={onRefused} />
        ) : (
          <div>
            <Button
              aria-label={which(t("incoming.open"))}
              onClick={() => {
                setOpened(true);
                onOpen();
              }}
            >
              {t("incoming.open")}
            </Button>
          </div>
        ))}
    </div>
  );
}

interface OpenedProps extends Omit<CardProps, "onOpen"> {
  /** Says which hand-over it is, for a screen reader. */
  which: (says: string) => string;
}

/** Opened is who it is about, read where it is kept, and what can be answered. */
function Opened({ municipality, handover: { id = "" }, which, onRefused }: OpenedProps) {
  const { t, day } = useDeskText();
  const found = useGet(municipality, ["incoming-handovers", id], (client) =>
    client.GET("/municipalities/{municipality}/incoming-handovers/{incomingHandover}", { params: { path: { municipality, incomingHandover: id } } }),
  );
  return (
    <Answered of={found}>
      {(handover) => {
        const { data, consent, etag, application, municipalityName: who = "" } = handover;
        return (
          <div className="oco-stack">
            <Careful safe={data?.safeContact} />
            <dl className="oco-facts">
              <Fact label={t("handovers.HANDOVER_FIELD_NAME")}>{data?.name}</Fact>
              <Fact label={t("who.phone")}>{data?.phone && !data.safeContact?.noPhone ? <TextLink href={`tel:${data.phone}`}>{spoken(data.phone)}</TextLink> : spoken(data?.phone ?? "")}</Fact>
              <Fact label={t("who.email")}>{data?.email}</Fact>
              <Fact label={t("who.address")}>{data && addressOf(data)}</Fact>
              <Fact label={t("handovers.HANDOVER_FIELD_LIFE_DOMAINS")}>{data?.lifeDomains?.map((domain) => t(`domain.${domain}` as Key)).join(", ")}</Fact>
              <Fact label={t("incoming.question")}>{data?.need}</Fact>
            </dl>
            {consent && (
              <p className="oco-muted" dir="auto">
                {t("handovers.consent.was", { who: t(`handovers.${consent.givenBy}` as Key), day: day(consent.givenDate, "short"), purpose: consent.purpose })}
              </p>
            )}
            <p className="oco-muted">{t("incoming.logged", { who })}</p>
            <div>
              <Act
                municipality={municipality}
                purpose="primary"
                label={which(t(application ? "incoming.finish" : "incoming.accept"))}
                change={(client, _none, key) =>
                  client.POST("/municipalities/{municipality}/incoming-handovers/{incomingHandover}/_accept", {
                    params: { path: { municipality, incomingHandover: id }, header: once(key, etag) }, body: {},
                  })
                }
              >
                {t(application ? "incoming.finish" : "incoming.accept")}
              </Act>
            </div>
            {!application && <RefuseIncoming municipality={municipality} handover={handover} which={which} onRefused={onRefused} />}
          </div>
        );
      }}
    </Answered>
  );
}

/** RefuseIncoming tells the other municipality that the resident is not taken over, and why. */
function RefuseIncoming({ municipality, handover: { id = "", etag = "" }, which, onRefused }: OpenedProps) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag,
    initial: { refusal: "" },
    check: ({ refusal }): { refusal?: string } => (refusal.trim() ? {} : { refusal: t("wrong.incoming.refusal") }),
    send: async ({ refusal }, key, version) => {
      const params = { path: { municipality, incomingHandover: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/incoming-handovers/{incomingHandover}/_refuse", { params, body: { refusal: refusal.trim() } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/refusal": "refusal" })[pointer] as "refusal" | undefined,
  });
  const idOf = (field: string) => `incoming-${field}-${id}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("incoming.refuse")} send={t("incoming.refuse.send")} whose={which} onDone={onRefused}>
      <TextArea id={idOf("refusal")} required rows={3} most={500} label={t("incoming.refusal")} hint={t("incoming.refusal.hint")} value={form.values.refusal} error={form.errors.refusal} onChange={(refusal) => form.set("refusal", refusal)} />
    </FoldedForm>
  );
}
