import { Alert } from "../../design/Alert.tsx";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import type { Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { addressOf } from "../../support/address.ts";
import { spoken } from "../../text/phone.ts";
import type { Application } from "../application.ts";
import { useIntakeForm } from "../names.ts";
import { useDeskText, type Key } from "../text.ts";
import { Around } from "./Around.tsx";
import { ChangeResident } from "./ChangeResident.tsx";
import { ReferrerKnows } from "./ReferrerKnows.tsx";

/** The ways to reach somebody that may not be safe. */
export const unsafe = ["noPhone", "noVoicemail", "noEmail", "noPost", "noCalendar"] as const;

/** Unsafe is one of them. */
export type Unsafe = (typeof unsafe)[number];

/** Who is the resident, how to reach them safely, and who applied. */
export function Who({ application }: { application: Application }) {
  const { t } = useDeskText();
  const { municipality, resident: id, applicant } = application;
  const resident = useGet(municipality, ["resident", id], (client) =>
    client.GET("/municipalities/{municipality}/residents/{resident}", { params: { path: { municipality, resident: id } } }),
  ).data;
  const places = useIntakeForm(municipality).data?.neighbourhoods ?? [];
  const safe = resident?.safeContact;
  return (
    <section className="oco-stack" aria-labelledby="who">
      <Heading level={2} id="who">
        {t("who.title")}
      </Heading>
      <Careful safe={safe} />
      <dl className="oco-facts">
        <Fact label={t("who.phone")}>{resident?.phone && !safe?.noPhone ? <TextLink href={`tel:${resident.phone}`}>{spoken(resident.phone)}</TextLink> : spoken(resident?.phone ?? "")}</Fact>
        <Fact label={t("who.email")}>{resident?.email}</Fact>
        <Fact label={t("who.address")}>{resident && addressOf(resident)}</Fact>
        <Fact label={t("who.neighbourhood")}>{places.find(({ code }) => code === resident?.neighbourhood)?.label}</Fact>
        <Fact label={t("who.interpreter")}>{resident?.interpreterLanguage && new Intl.DisplayNames(document.documentElement.lang, { type: "language" }).of(resident.interpreterLanguage)}</Fact>
        <Fact label={t("who.preferred")}>{resident?.preferredChannel && resident.preferredChannel !== "CONTACT_CHANNEL_UNSPECIFIED" && t(`who.preferred.${resident.preferredChannel.slice("CONTACT_CHANNEL_".length)}` as Key)}</Fact>
        <Fact label={t("who.trusted")}>{[resident?.trustedPersonName, spoken(resident?.trustedPersonPhone ?? "")].filter(Boolean).join(" · ")}</Fact>
      </dl>
      {resident && !resident.mergedInto && <ChangeResident key={resident.id} municipality={municipality} resident={resident} />}
      {resident && <Around municipality={municipality} resident={resident} />}
      {applicant && applicant.kind !== "APPLICANT_KIND_RESIDENT" && applicant.kind !== "APPLICANT_KIND_UNSPECIFIED" && (
        <>
          <Heading level={3}>{t(`applicant.${applicant.kind}` as Key)}</Heading>
          <Paragraph>{[applicant.name, applicant.relation, applicant.organisation, spoken(applicant.phone ?? ""), applicant.email].filter(Boolean).join(" · ")}</Paragraph>
          {applicant.kind === "APPLICANT_KIND_REFERRER" && resident && <ReferrerKnows key={id} application={application} />}
        </>
      )}
    </section>
  );
}

/** Careful warns how somebody is reached safely, when that was said. */
export function Careful({ safe }: { safe: Schemas["SafeContact"] | undefined }) {
  const { t } = useDeskText();
  if (!safe || !(unsafe.some((way) => safe[way]) || safe.instruction)) return null;
  return (
    <Alert type="warning">
      <Heading level={3}>{t("safe.title")}</Heading>
      <List>
        {unsafe.filter((way) => safe[way]).map((way) => (
          <li key={way}>{t(`safe.${way}` as Key)}</li>
        ))}
        {safe.instruction && <li dir="auto">{safe.instruction}</li>}
      </List>
    </Alert>
  );
}

/** Fact is one thing that is known of somebody, in a list of them; nothing when it is not known. */
export function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
