import { useEffect, useRef, useState } from "react";

import type { Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Choices, TextField, Tick } from "../../design/Field.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm, type Errors } from "../../form/form.ts";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Where } from "../Where.tsx";
import { Outcome } from "./Outcome.tsx";
import { play, type Played, type Year } from "./play.ts";
import { Tabs } from "./Tabs.tsx";

/** The years that are known by name, the year that was, and one of a size of one's own. */
const sizes = ["SIMULATED_SIZE_WAALWIJK", "SIMULATED_SIZE_ALMERE", "SIMULATED_SIZE_REGION", "past", "own"] as const;

/** The most of each that the contract lets a year have, and the numbers that are there at first. */
const most = { applications: 2000, volunteers: 300, professionals: 60, seed: 1_000_000 } as const;
const usual = { size: "SIMULATED_SIZE_WAALWIJK" as (typeof sizes)[number], applications: "120", volunteers: "25", professionals: "5", seed: "1", blind: false };

type Values = typeof usual & { municipality: string };
type Count = keyof typeof most;

/** isCount tells whether somebody typed a whole number that the contract takes. */
const isCount = (typed: string, name: Count) => /^\d+$/.test(typed.trim()) && Number(typed) <= most[name];

/** yearOf is the year that somebody asks for. */
function yearOf({ size, seed, blind, ...own }: Values): Year {
  const year = { seed: Number(seed), blind };
  if (size === "past") return { ...year, ownYear: true };
  if (size !== "own") return { ...year, size };
  return { ...year, applications: Number(own.applications), volunteers: Number(own.volunteers), professionals: Number(own.professionals) };
}

/** SimulationPage plays a year on invented people under several ways of choosing whom to ask. */
export function SimulationPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("simulation.title")}</Heading>
      <Tabs at="/match-plan/simulation" />
      <div className="oco-text oco-stack">
        <Paragraph>{t("simulation.text")}</Paragraph>
        <List>
          <li>{t("simulation.text.invented")}</li>
          <li>{t("simulation.text.assumed")}</li>
          <li>{t("simulation.text.compare")}</li>
        </List>
      </div>
      <Simulation municipalities={placesOf(caller, "ROLE_COORDINATOR")} />
    </div>
  );
}

/** useStop stops what runs: at the press of a button, and when the page is left. */
function useStop() {
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  return {
    begin: () => (running.current = new AbortController()).signal,
    stop: () => running.current?.abort(),
  };
}

function Simulation({ municipalities }: { municipalities: string[] }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const { begin, stop } = useStop();
  const [progress, setProgress] = useState<Played>();
  const [years, setYears] = useState<Schemas["SimulatedYear"][]>([]);
  const [said, setSaid] = useState<"" | "running" | "done" | "stopped">("");
  const form = useForm<Values>({
    initial: { ...usual, municipality: municipalities[0] ?? "" },
    check: (values) => {
      const asked: Count[] = values.size === "own" ? ["applications", "volunteers", "professionals", "seed"] : ["seed"];
      const wrong = asked.filter((name) => !isCount(values[name], name)).map((name) => [name, t("wrong.count", { what: t(`simulation.${name}`), most: most[name] })]);
      return Object.fromEntries(wrong) as Errors<Values>;
    },
    send: async (values) => {
      const signal = begin();
      setYears([]);
      setSaid("running");
      try {
        for await (const message of play(client, values.municipality, yearOf(values), signal)) {
          setProgress(message);
          setYears(message.years);
        }
        setSaid("done");
      } catch (error) {
        setSaid(signal.aborted ? "stopped" : "");
        if (!signal.aborted) throw error;
      } finally {
        setProgress(undefined);
      }
    },
    fieldOf: (pointer) => (pointer === "/ownYear" ? "size" : (Object.keys(most) as Count[]).find((name) => pointer === `/${name}`)),
  });
  const count = (name: Count) => (
    <TextField id={name} label={t(`simulation.${name}`)} hint={t(name === "seed" ? "simulation.seed.hint" : "simulation.most", { most: most[name] })} inputMode="numeric" autoComplete="off" value={form.values[name]} error={form.errors[name]} onChange={(value) => form.set(name, value)} />
  );
  return (
    <>
      <form
        noValidate
        className="oco-stack oco-text"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary form={form} onSignIn={() => void renew()} />
        <Where municipalities={municipalities} value={form.values.municipality} onChange={(municipality) => form.set("municipality", municipality)} />
        <Choices
          id="size"
          label={t("simulation.size")}
          options={sizes.map((value) => ({ value, label: t(`simulation.${value}` as Key), hint: t(`simulation.hint.${value}` as Key) }))}
          value={form.values.size}
          error={form.errors.size}
          onChange={(size) => form.set("size", size)}
        />
        {form.values.size === "own" && (
          <>
            {count("applications")}
            {count("volunteers")}
            {count("professionals")}
          </>
        )}
        {count("seed")}
        <Tick id="blind" label={t("simulation.blind")} hint={t("simulation.blind.hint")} checked={form.values.blind} onChange={(blind) => form.set("blind", blind)} />
        <div className="oco-row">
          <Button type="submit" purpose="primary" busy={form.sending}>
            {t("simulation.do")}
          </Button>
          {form.sending && <Button onClick={stop}>{t("simulation.stop")}</Button>}
        </div>
        {form.sending && <progress className="oco-wide-bar" aria-label={t("simulation.progress")} {...(progress ? { value: progress.done, max: progress.of || 1 } : {})} />}
        <p role="status">{said && t(`simulation.${said}`)}</p>
      </form>
      {years.length > 0 && <Outcome years={years} />}
    </>
  );
}
