import { TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Chart, type Bar } from "../Bars.tsx";
import { useDeskText } from "../text.ts";
import { linkTo, useSupporters, type Stage, type Supporter } from "./people.ts";

/** Those who have cases, or had them a moment ago. */
const working: Stage[] = ["SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_ACTIVE", "SUPPORTER_STATE_PAUSED"];

/** byLoad puts who is over their own limit first, then who is nearest to it. */
function byLoad(a: Supporter, b: Supporter): number {
  return b.openCases - b.maxCasesNow - (a.openCases - a.maxCasesNow) || a.name.localeCompare(b.name, "nl");
}

/** Load is how many cases each supporter has, against what they can have today. */
export function Load({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const supporters = useSupporters(municipality);
  const row = ({ id, name, openCases, maxCases, maxCasesNow, hoursPerWeek }: Supporter): Bar => {
    const over = openCases - maxCasesNow;
    const told = [hoursPerWeek > 0 && t("load.hours", { count: hoursPerWeek }), maxCasesNow < maxCases && t("load.usual", { count: maxCases })];
    return {
      key: id, label: <TextLink to={linkTo(municipality, id)}>{name}</TextLink>, detail: told.filter(Boolean).join(" · "), value: openCases,
      room: Math.max(openCases, maxCasesNow),
      text: (
        <>
          {t("load", { open: openCases, most: maxCasesNow })}
          {over > 0 && <strong className="oco-line">{t("load.over", { count: over })}</strong>}
        </>
      ),
    };
  };
  return (
    <Answered of={supporters}>
      {(all) => {
        const shown = all.filter(({ state, openCases, stub }) => !stub && (openCases > 0 || working.some((one) => one === state))).sort(byLoad);
        return <Chart title={t("load.title")} what={t("load.text")} unit={t("load.cases")} bars={shown.map(row)} nothing={t("load.nobody")} />;
      }}
    </Answered>
  );
}
