import { useState } from "react";

import type { Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Select, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { TroubleText } from "../../form/ErrorSummary.tsx";
import { troubleOf } from "../../form/form.ts";
import { holds, placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { Bars } from "../Bars.tsx";
import { useGet } from "../../api/queries.ts";
import { coordinators, readers } from "../Frame.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Where } from "../Where.tsx";

type Figures = Schemas["Monitor"];
type Count = Schemas["Count"];

/** The single figures, and the tables, in the order of the flow. */
const figures = ["applications", "differentReferrers", "matched", "matchedSameDay", "firstAppointments", "directAnswers"] as const satisfies (keyof Figures)[];
const tables = [
  "months", "channels", "referrerKinds", "lifeDomains", "neighbourhoods", "routes", "daysToMatch", "directAnswerLifeDomains",
] as const satisfies (keyof Figures)[];

/** Period is half-open: from counts, until does not. */
interface Period {
  from: string;
  until: string;
}

/** How many years back a period can be chosen. */
const years = 6;

/** Who reads no exact numbers asks for a half or a whole year, from a month after its end on: see docs/privacy.md. */
const monthsUntilTold = 1;

/** closed lists the years and halves that everybody may ask for today, the newest first. */
export function closed(today: Date): (Period & { key: string })[] {
  const told = (year: number, month: number) => today >= new Date(year, month + monthsUntilTold, 1);
  const found: (Period & { key: string })[] = [];
  for (let year = today.getFullYear(); year > today.getFullYear() - years; year--) {
    if (told(year + 1, 0)) {
      found.push({ key: `${year}`, from: `${year}-01-01`, until: `${year + 1}-01-01` }, { key: `${year}-2`, from: `${year}-07-01`, until: `${year + 1}-01-01` });
    }
    if (told(year, 6)) found.push({ key: `${year}-1`, from: `${year}-01-01`, until: `${year}-07-01` });
  }
  return found;
}

/** Monitor counts a period, as pictures and as tables. */
export function Monitor() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, ...readers);
  const [municipality, setMunicipality] = useState(municipalities[0] ?? "");
  const exact = holds(caller, coordinators, municipality);
  const told = closed(new Date());
  const year = new Date().getFullYear();
  const [period, setPeriod] = useState<Period>(exact ? { from: `${year}-01-01`, until: `${year + 1}-01-01` } : (told[0] ?? { from: "", until: "" }));
  const [typed, setTyped] = useState(period);
  const { from, until } = period;
  const found = useGet(municipality, ["monitor", from, until], (client) =>
    client.GET("/municipalities/{municipality}/monitor", { params: { path: { municipality }, query: { fromDate: from, untilDate: until } } }),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("monitor.title")}</Heading>
      <form
        noValidate
        className="oco-row oco-no-print"
        onSubmit={(event) => {
          event.preventDefault();
          setPeriod(typed);
        }}
      >
        <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
        {exact ? (
          <>
            <TextField id="from" type="date" label={t("monitor.from")} value={typed.from} onChange={(value) => setTyped({ ...typed, from: value })} />
            <TextField id="until" type="date" label={t("monitor.until")} value={typed.until} onChange={(value) => setTyped({ ...typed, until: value })} />
          </>
        ) : (
          <Select
            id="period"
            label={t("monitor.which")}
            options={told.map(({ key }) => ({ value: key, label: key.includes("-") ? t(`monitor.half.${key.slice(5)}` as Key, { year: key.slice(0, 4) }) : t("monitor.year", { year: key }) }))}
            value={told.find(({ from: f, until: u }) => f === typed.from && u === typed.until)?.key ?? ""}
            onChange={(key) => setTyped(told.find((one) => one.key === key) ?? typed)}
          />
        )}
        <Button type="submit" purpose="primary">
          {t("monitor.show")}
        </Button>
      </form>
      {found.error && (
        <Alert type="error" live>
          <TroubleText trouble={troubleOf(found.error)} />
        </Alert>
      )}
      {found.isPending && <p role="status">{t("waiting")}</p>}
      {found.data && <Shown monitor={found.data} />}
    </div>
  );
}

function Shown({ monitor }: { monitor: Figures }) {
  const { t, day } = useDeskText();
  return (
    <>
      <Paragraph>{t("monitor.period", { from: day(monitor.fromDate), until: day(monitor.untilDate) })}</Paragraph>
      <dl className="oco-figures">
        {figures.map((name) => (
          <div key={name} className="oco-card">
            <dt>{t(`figure.${name}` as Key)}</dt>
            <dd>
              <Number count={monitor[name]} />
            </dd>
            <dd className="oco-muted">{t(`figure.${name}.what` as Key)}</dd>
          </div>
        ))}
      </dl>
      <div className="oco-columns oco-columns--wide">
        {tables.map((name) => (
          <Bars key={name} title={t(`table.${name}` as Key)} what={t(`table.${name}.what` as Key)} cells={monitor[name]} />
        ))}
      </div>
    </>
  );
}

/** Number is a count, or says that it is hidden. */
function Number({ count }: { count: Count | undefined }) {
  const { t, number } = useDeskText();
  if (!count) return null;
  return <strong className="oco-number">{count.hidden ? t("hidden") : number(globalThis.Number(count.value))}</strong>;
}
