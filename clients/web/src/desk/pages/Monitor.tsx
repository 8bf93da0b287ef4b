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
import { closed, lastDay, untilAfter, usual, type Period } from "../period.ts";
import { useDeskText, type Key } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";

type Figures = Schemas["Monitor"];
type Count = Schemas["Count"];

/** The single figures, and the tables, in the order of the flow. */
const figures = ["applications", "differentReferrers", "matched", "matchedSameDay", "firstAppointments", "directAnswers"] as const satisfies (keyof Figures)[];
const tables = [
  "months", "channels", "referrerKinds", "lifeDomains", "neighbourhoods", "routes", "daysToMatch", "directAnswerLifeDomains",
] as const satisfies (keyof Figures)[];

/** Monitor counts a period, as pictures and as tables. */
export function Monitor() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, ...readers);
  const [municipality, setMunicipality] = useWhere(municipalities);
  const exact = holds(caller, coordinators, municipality);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("monitor.title")}</Heading>
      {municipalities.length > 1 && (
        <div className="oco-text oco-no-print">
          <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
        </div>
      )}
      <Counted key={String(exact)} municipality={municipality} exact={exact} />
    </div>
  );
}

/** Counted is a municipality in a period. Who reads exact numbers chooses any period, others one that is closed. */
function Counted({ municipality, exact }: { municipality: string; exact: boolean }) {
  const { t } = useDeskText();
  const [own, setOwn] = useState(false);
  const offered = exact
    ? usual(new Date()).map((one) => ({ ...one, label: t(`monitor.${one.key}`) }))
    : closed(new Date()).map((one) => ({ ...one, label: one.key.includes("-") ? t(`monitor.half.${one.key.slice(5)}` as Key, { year: one.key.slice(0, 4) }) : t("monitor.whole", { year: one.key }) }));
  const [period, setPeriod] = useState<Period>(offered[0] ?? { from: "", until: "" });
  const { from, until } = period;
  const found = useGet(municipality, ["monitor", from, until], (client) =>
    client.GET("/municipalities/{municipality}/monitor", { params: { path: { municipality }, query: { fromDate: from, untilDate: until } } }),
  );
  return (
    <>
      <div className="oco-row oco-row--ends oco-no-print">
        <Select
          id="period"
          label={t("monitor.which")}
          options={[...offered.map(({ key, label }) => ({ value: key as string, label })), ...(exact ? [{ value: "own", label: t("monitor.own") }] : [])]}
          value={own ? "own" : (offered.find((one) => one.from === from && one.until === until)?.key ?? "")}
          onChange={(key) => {
            setOwn(key === "own");
            setPeriod(offered.find((one) => one.key === key) ?? period);
          }}
        />
        {own && <Own period={period} onPeriod={setPeriod} />}
      </div>
      {found.error && (
        <Alert type="error" live>
          <TroubleText trouble={troubleOf(found.error)} of="read" />
        </Alert>
      )}
      {found.isPending && <p role="status">{t("waiting")}</p>}
      {found.data && <Shown monitor={found.data} />}
    </>
  );
}

/** Own is a period of somebody's own choice. */
function Own({ period, onPeriod }: { period: Period; onPeriod: (period: Period) => void }) {
  const { t } = useDeskText();
  const [from, setFrom] = useState(period.from);
  const [last, setLast] = useState(lastDay(period.until));
  return (
    <form
      noValidate
      className="oco-row oco-row--ends"
      onSubmit={(event) => {
        event.preventDefault();
        onPeriod({ from, until: untilAfter(last) });
      }}
    >
      <TextField id="from" type="date" label={t("monitor.from")} value={from} onChange={setFrom} />
      <TextField id="last" type="date" label={t("monitor.until")} value={last} onChange={setLast} />
      <Button type="submit" purpose="primary">
        {t("monitor.show")}
      </Button>
    </form>
  );
}

function Shown({ monitor }: { monitor: Figures }) {
  const { t, day } = useDeskText();
  return (
    <>
      <Paragraph>{t("monitor.period", { from: day(monitor.fromDate), until: day(lastDay(monitor.untilDate)) })}</Paragraph>
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
