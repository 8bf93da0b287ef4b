import type { Schemas } from "../../api/client.ts";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { spoken } from "../../text/phone.ts";
import { useDeskText, type Key } from "../text.ts";
import { percent } from "./Explained.tsx";

/** Neighbours are supporters of other municipalities who would fit, without a name: whom to call, and what to ask for. */
export function Neighbours({ proposals }: { proposals: Schemas["RegionalProposal"][] }) {
  const { t } = useDeskText();
  if (proposals.length === 0) return null;
  return (
    <section className="oco-stack" aria-labelledby="neighbours">
      <Heading level={3} id="neighbours">
        {t("regional.title")}
      </Heading>
      <Paragraph>{t("regional.text")}</Paragraph>
      <ul className="oco-plain oco-stack">
        {proposals.map((one) => (
          <li key={one.reference} className="oco-card oco-card--quiet">
            <div className="oco-row oco-row--apart">
              <strong>{t("regional.who", { kind: t(`kind.${one.kind}` as Key), municipality: one.municipalityName })}</strong>
              <span>{t("misses.fits", { part: percent(one.score) })}</span>
            </div>
            <List>
              {one.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </List>
            {one.phone && (
              <Paragraph>
                {t("regional.call")} <TextLink href={`tel:${one.phone}`}>{spoken(one.phone)}</TextLink>
              </Paragraph>
            )}
            <p className="oco-muted">{t("regional.reference", { reference: one.reference })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
