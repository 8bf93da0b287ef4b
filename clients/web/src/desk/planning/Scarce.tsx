import { Heading, Paragraph } from "../../design/text.tsx";
import { percent } from "../application/Explained.tsx";
import { Chart } from "../Bars.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { Plan } from "./PlannedPage.tsx";

/** So many supporters are shown with what one place more would bring. */
const dearest = 10;

/** Who is so many points or fewer below the dearest is as scarce. */
const near = 2;

/** Scarce says which knowledge is scarce in a backlog, and so whom to recruit: the prices of the plan. */
export function Scarce({ plan }: { plan: Plan }) {
  const { t, number, language } = useDeskText();
  const domains = plan.scarceLifeDomains;
  const named = (some: typeof domains) => new Intl.ListFormat(language, { type: "disjunction" }).format(some.map(({ lifeDomain }) => t(`domain.${lifeDomain}` as Key)));
  const points = percent(domains[0]?.price ?? 0);
  const scarcest = domains.filter(({ price }) => percent(price) > 0 && points - percent(price) <= near);
  const unknown = domains.filter(({ supporters }) => supporters === 0);
  return (
    <section className="oco-stack" aria-labelledby="scarce">
      <Heading level={2} id="scarce">
        {t("scarce.title")}
      </Heading>
      <p className="oco-said">
        {scarcest.length > 0 ? t("scarce.recruit", { domains: named(scarcest), points }) : t("scarce.none")} {unknown.length > 0 && t("scarce.unknown", { domains: named(unknown) })}
      </p>
      <Paragraph>{t("scarce.points")}</Paragraph>
      <div className="oco-columns oco-columns--wide">
        <Chart
          level={3}
          title={t("scarce.domains")}
          what={t("scarce.domains.what")}
          unit={t("scarce.unit")}
          bars={domains.map((one) => ({
            key: one.lifeDomain,
            value: one.price,
            text: number(percent(one.price)),
            label: t(`domain.${one.lifeDomain}` as Key),
            detail: t("scarce.counts", { applications: one.applications, unplanned: one.unplanned, supporters: one.supporters }),
          }))}
        />
        <Chart
          level={3}
          title={t("scarce.places")}
          what={t("scarce.places.what")}
          unit={t("scarce.unit")}
          nothing={t("scarce.places.none")}
          bars={plan.prices.slice(0, dearest).map((one) => ({
            key: one.supporter,
            value: one.price,
            text: number(percent(one.price)),
            label: one.supporterName,
            detail: t("scarce.free", { count: one.freePlaces }),
          }))}
        />
      </div>
    </section>
  );
}
