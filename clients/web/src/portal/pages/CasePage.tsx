import { IconHome, IconMail, IconPhone } from "@tabler/icons-react";
import { useParams } from "wouter";

import type { Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { addressOf } from "../../support/address.ts";
import { CloseCase } from "../../support/CloseCase.tsx";
import { spoken } from "../../text/phone.ts";
import { Appointments } from "../appointments/Appointments.tsx";
import { Contacts } from "../contact/Contacts.tsx";
import { Goals } from "../contact/Goals.tsx";
import { Hold } from "../contact/Hold.tsx";
import { Unsent } from "../contact/LeftDrafts.tsx";
import { Worries } from "../safety/Worries.tsx";
import { usePortalText, type Key } from "../text.ts";
import { SignalForm } from "../signals/SignalForm.tsx";
import { Access } from "../transfer/Access.tsx";
import { Transfers } from "../transfer/Transfers.tsx";
import { CaseWork } from "../work/CaseWork.tsx";

/** CasePage is one case: whom it is for, how to reach them safely, what was done for them, and how to close it. */
export function CasePage() {
  const { t } = usePortalText();
  const { municipality = "", case: id = "" } = useParams<{ municipality: string; case: string }>();
  const found = useGet(municipality, ["cases", id], (client) =>
    client.GET("/municipalities/{municipality}/cases/{case}", { params: { path: { municipality, case: id } } }),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <TextLink to="/">{t("lost.home")}</TextLink>
      <Answered of={found}>{(support) => <Shown support={support} />}</Answered>
    </div>
  );
}

/** Shown is the case, once it was read. */
function Shown({ support }: { support: Schemas["Case"] }) {
  const { t, day } = usePortalText();
  const closed = support.state === "CASE_STATE_CLOSED";
  return (
    <>
      <div className="oco-stack">
        <Heading level={1}>{support.residentName}</Heading>
        <Paragraph>{support.lifeDomains.map((domain) => t(`domain.${domain}` as Key)).join(", ")}</Paragraph>
        {support.safeContact && (
          <Alert type="warning">
            <Heading level={2}>{t("safe.title")}</Heading>
            <p dir="auto">{support.safeContact}</p>
          </Alert>
        )}
        {(support.homeVisitRisks ?? []).length > 0 && (
          <Alert type="warning">
            <Heading level={2}>{t("risk.title")}</Heading>
            <List>
              {support.homeVisitRisks?.map((risk) => (
                <li key={risk} dir="auto">
                  {risk}
                </li>
              ))}
            </List>
          </Alert>
        )}
        {support.residentPhone && (
          <div className="oco-row">
            <IconPhone className="oco-icon" aria-hidden />
            <TextLink href={`tel:${support.residentPhone}`}>{spoken(support.residentPhone)}</TextLink>
          </div>
        )}
        {support.residentEmail && (
          <div className="oco-row">
            <IconMail className="oco-icon" aria-hidden />
            <TextLink href={`mailto:${support.residentEmail}`}>{support.residentEmail}</TextLink>
          </div>
        )}
        {support.residentPostcode && (
          <div className="oco-row">
            <IconHome className="oco-icon" aria-hidden />
            <span>{addressOf({ postcode: support.residentPostcode, houseNumber: support.residentHouseNumber })}</span>
          </div>
        )}
        <Paragraph>{closed ? t("case.closed", { day: day(support.closeDate) }) : t("case.since", { day: day(support.openDate) })}</Paragraph>
      </div>
      <Hold support={support} />
      <Appointments support={support} />
      <Contacts support={support} />
      <Goals support={support} />
      {!closed && <Transfers support={support} />}
      <Access support={support} />
      {!closed && <Worries support={support} />}
      <CaseWork support={support} />
      <section className="oco-stack" aria-labelledby="signal">
        <Heading level={2} id="signal">
          {t("signal.case.title")}
        </Heading>
        <Paragraph>{t("signal.case.text")}</Paragraph>
        <SignalForm own={{ municipality: support.municipality, id: support.supporter }} support={support.id} />
      </section>
      {closed ? (
        <Alert type="ok" live>
          <Paragraph>{t(support.matchEnded ? "parted.done" : "case.thanks")}</Paragraph>
        </Alert>
      ) : (
        <section className="oco-stack" aria-labelledby="close">
          <Heading level={2} id="close">
            {t("case.close")}
          </Heading>
          <Unsent municipality={support.municipality} id={support.id} />
          <CloseCase support={support} />
        </section>
      )}
    </>
  );
}
