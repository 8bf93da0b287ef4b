import { once, type Schemas } from "../../api/client.ts";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { dayOf } from "../../support/days.ts";
import { usePortalText, type Key } from "../text.ts";

/** Pause is a period in which somebody takes on fewer cases, or none. */
export type Pause = Schemas["Pause"];

/** PauseCard is one pause that runs or comes, which can be taken back. */
export function PauseCard({ pause }: { pause: Pause }) {
  const { t, day } = usePortalText();
  const { municipality, id, kind, startDate, endDate, maxCases } = pause;
  const runs = startDate <= dayOf(new Date());
  const days = endDate ? t("pause.until", { from: day(startDate), until: day(endDate) }) : t("pause.from", { from: day(startDate) });
  return (
    <div className={`oco-card${runs ? " oco-card--accent" : ""}`}>
      <Paragraph>
        <strong>{t(`pause.${kind}` as Key)}</strong>
        <span className="oco-line">{days}</span>
      </Paragraph>
      <Paragraph>{maxCases > 0 ? t("pause.fewer", { count: maxCases }) : t("pause.none")}</Paragraph>
      <div className="oco-row">
        <Act
          municipality={municipality}
          label={t(runs ? "pause.end.which" : "pause.cancel.which", { days })}
          change={(client, _none, key) =>
            client.POST("/municipalities/{municipality}/pauses/{pause}/_end", { params: { path: { municipality, pause: id }, header: once(key, pause.etag) }, body: {} })
          }
        >
          {t(runs ? "pause.end" : "pause.cancel")}
        </Act>
      </div>
    </div>
  );
}
