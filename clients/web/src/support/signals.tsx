import type { Schemas } from "../api/client.ts";
import { all, useGet } from "../api/queries.ts";
import { Paragraph } from "../design/text.tsx";
import { useText } from "../text/text.tsx";
import { dayOf } from "./days.ts";

/** Released is the copy of a pattern that left (vrijgegeven patroon). */
export type Released = Schemas["ReleasedPattern"];

/** useSignalThemes reads what kinds of things go wrong, as the municipality words them; also those that can no longer be chosen. */
export function useSignalThemes(municipality: string) {
  const { language } = useText();
  const found = useGet(municipality, ["codes", "signal-theme"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list: "CODE_LIST_SIGNAL_THEME", pageToken } } }),
      (page) => page.codes,
    ),
  );
  const themes = (found.data ?? []).map(({ code, labelNl, labelEn, active }) => ({ value: code, label: (language === "en" && labelEn) || labelNl, active }));
  return { themes, wordOf: (theme: string) => themes.find(({ value }) => value === theme)?.label ?? theme, found };
}

/** Matter is what something is about and since when. What left of few residents names no organisation. */
export function Matter({ of: { municipality, theme, organisation, fromDate, untilDate } }: { of: Pick<Schemas["Signal"], "municipality" | "theme" | "organisation" | "fromDate" | "untilDate"> }) {
  const { t, day } = useText();
  const { wordOf } = useSignalThemes(municipality);
  return (
    <Paragraph>
      <strong>{organisation ? t("signal.about", { theme: wordOf(theme), organisation }) : wordOf(theme)}</strong>
      <span className="oco-line oco-muted">{untilDate ? t("signal.between", { from: day(fromDate), until: day(untilDate) }) : t("signal.since", { from: day(fromDate) })}</span>
    </Paragraph>
  );
}

/** ReleasedText is what left of a pattern, and what was answered. */
export function ReleasedText({ of }: { of: Released }) {
  const { t, day } = useText();
  return (
    <>
      <Matter of={of} />
      <p className="oco-said" dir="auto">
        {of.text}
      </p>
      {of.residents > 0 && <Paragraph>{t("released.residents", { count: of.residents })}</Paragraph>}
      <Paragraph>{t("released.on", { day: day(dayOf(new Date(of.createTime ?? ""))) })}</Paragraph>
      {of.answers.length === 0 && of.state === "PATTERN_STATE_RELEASED" && <Paragraph>{t("released.waits")}</Paragraph>}
      {of.answers.map((answer) => (
        <div key={`${answer.createTime}`} className="oco-stack">
          <Paragraph>
            <strong>{t("released.answered", { who: t(`addressee.${answer.addressee}`), day: day(dayOf(new Date(answer.createTime ?? ""))) })}</strong>
          </Paragraph>
          <p className="oco-said" dir="auto">
            {answer.text}
          </p>
          {answer.measure && (
            <p className="oco-said" dir="auto">
              {answer.byDate ? t("released.measure.by", { measure: answer.measure, day: day(answer.byDate) }) : t("released.measure", { measure: answer.measure })}
            </p>
          )}
        </div>
      ))}
    </>
  );
}
