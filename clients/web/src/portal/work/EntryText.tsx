import { once } from "../../api/client.ts";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { usePortalText } from "../text.ts";
import type { Entry } from "./entry.ts";
import { WorkForm } from "./WorkForm.tsx";

/** useAmount says how much was done: "2,5 uur en 36,4 km". */
export function useAmount(): (of: Pick<Entry, "minutes" | "kilometreTenths">) => string {
  const { t } = usePortalText();
  return ({ minutes, kilometreTenths }) => {
    const hours = t("work.hours", { count: Number((minutes / 60).toFixed(2)) });
    const kilometres = t("work.kilometres", { count: kilometreTenths / 10 });
    if (kilometreTenths === 0) return hours;
    return minutes === 0 ? kilometres : t("work.both", { hours, kilometres });
  };
}

/** EntryText is one entry of the log: when, how much, for whom and what. */
export function EntryText({ entry, name = "" }: { entry: Entry; name?: string | undefined }) {
  const { t, day } = usePortalText();
  const amount = useAmount();
  return (
    <>
      <strong>{day(entry.date)}</strong>
      <span className="oco-line">{amount(entry)}</span>
      {name && <span className="oco-line">{t("work.for", { name })}</span>}
      {entry.description && (
        <span className="oco-line oco-muted" dir="auto">
          {entry.description}
        </span>
      )}
    </>
  );
}

/** EntryActs is what can be done with an entry that no claim took up: change it, or remove it after a question. */
export function EntryActs({ entry, support }: { entry: Entry; support?: string }) {
  const { t, day } = usePortalText();
  const amount = useAmount();
  const { municipality, id, etag, description } = entry;
  const which = (what: string) => t(description ? "work.which.said" : "work.which", { what, day: day(entry.date), amount: amount(entry), description });
  return (
    <div className="oco-acts">
      <WorkForm own={{ municipality, id: entry.supporter }} title="work.change" entry={entry} whose={which} {...(support ? { support } : {})} />
      <details>
        <summary aria-label={which(t("work.remove"))}>{t("work.remove")}</summary>
        <div className="oco-stack">
          <Paragraph>{t("work.remove.sure")}</Paragraph>
          <div className="oco-row">
            <Act
              municipality={municipality}
              negative
              label={which(t("work.remove.do"))}
              change={(client, _none, key) => client.DELETE("/municipalities/{municipality}/work-entries/{workEntry}", { params: { path: { municipality, workEntry: id }, header: once(key, etag) } })}
            >
              {t("work.remove.do")}
            </Act>
          </div>
        </div>
      </details>
    </div>
  );
}
