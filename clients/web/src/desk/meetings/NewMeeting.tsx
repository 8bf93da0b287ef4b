import { useLocation } from "wouter";

import { once, part } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Button } from "../../design/Button.tsx";
import { Checks, Select, TextArea, TextField } from "../../design/Field.tsx";
import { Heading } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import { kinds, linkTo, type Kind } from "./meetings.ts";
import { momentAt } from "../../text/clock.ts";

/** The most characters of an agenda as it is typed, a point a line; the contract takes thirty points of two hundred. */
const longestAgenda = 2000;

const empty = {
  kind: "MEETING_KIND_INTERVISION" as Kind, title: "", date: "", begins: "19:30", ends: "21:30", location: "", onlineLink: "", agenda: "", themes: [] as string[],
  places: "0", regionPlaces: "0",
};

type Values = typeof empty;

/** fieldOf is the field of this form that a sentence of the server is about. */
function fieldOf(pointer: string): keyof Values | undefined {
  if (pointer.startsWith("/agenda")) return "agenda";
  const known: Record<string, keyof Values> = { "/startTime": "begins", "/endTime": "ends" };
  return known[pointer] ?? (["kind", "title", "location", "onlineLink", "places", "regionPlaces"] as const).find((field) => pointer === `/${field}`);
}

/** useThemes reads what meetings can be about, as the municipality words it. */
function useThemes(municipality: string) {
  const { language } = useDeskText();
  const found = useGet(municipality, ["codes", "theme"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list: "CODE_LIST_THEME", pageToken } } }),
      (page) => page.codes,
    ),
  );
  return (found.data ?? []).filter(({ active }) => active).map(({ code, labelNl, labelEn }) => ({ value: code, label: (language === "en" && labelEn) || labelNl }));
}

/** NewMeeting plans a meeting; who is invited follows on its page. */
export function NewMeeting({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const [, navigate] = useLocation();
  const themes = useThemes(municipality);
  const number = (said: string) => (/^\d{1,3}$/.test(said.trim()) ? undefined : t("wrong.places"));
  const form = useForm<Values>({
    initial: empty,
    check: ({ title, date, begins, ends, places, regionPlaces }) => {
      const wrong = {
        title: title.trim() ? undefined : t("wrong.title"), date: date ? undefined : t("wrong.date"), begins: begins ? undefined : t("wrong.time"),
        ends: ends ? undefined : t("wrong.time"), places: number(places), regionPlaces: number(regionPlaces),
      };
      return Object.fromEntries(Object.entries(wrong).filter(([, sentence]) => sentence));
    },
    send: async ({ date, begins, ends, agenda, themes: about, places, regionPlaces, ...said }, key) => {
      const points = agenda.split("\n").map((title) => title.trim()).filter(Boolean).map((title) => ({ title, theme: "" }));
      const named = about.map((theme) => ({ theme, title: themes.find(({ value }) => value === theme)?.label ?? theme }));
      const body = {
        ...said, startTime: momentAt(date, begins), endTime: momentAt(date, ends), agenda: [...points, ...named], places: Number(places), regionPlaces: Number(regionPlaces),
      };
      const meeting = part(await client.POST("/municipalities/{municipality}/meetings", { params: { path: { municipality }, header: once(key) }, body }));
      navigate(linkTo(municipality, meeting.id));
    },
    fieldOf,
  });
  const field = (id: Exclude<keyof Values, "kind" | "themes">) => ({
    id: `meeting-${id}`, label: t(`meeting.${id}` as Key), autoComplete: "off", value: form.values[id], error: form.errors[id], onChange: (value: string) => form.set(id, value),
  });
  return (
    <form
      noValidate
      className="oco-stack oco-text"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary form={form} idOf={(id) => `meeting-${id}`} onSignIn={() => void renew()} />
      <Heading level={2}>{t("meeting.new")}</Heading>
      <Select id="meeting-kind" label={t("meeting.kind")} options={kinds.map((value) => ({ value, label: t(`meeting.${value}`) }))} value={form.values.kind} error={form.errors.kind} onChange={(kind) => form.set("kind", kind)} />
      <TextField {...field("title")} hint={t("buddy.note.hint")} required />
      <TextField {...field("date")} type="date" required />
      <div className="oco-row oco-row--ends">
        <TextField {...field("begins")} type="time" required />
        <TextField {...field("ends")} type="time" required />
      </div>
      <TextField {...field("location")} />
      <TextField {...field("onlineLink")} hint={t("meeting.onlineLink.hint")} inputMode="url" />
      <TextArea {...field("agenda")} rows={3} hint={t("meeting.agenda.hint")} most={longestAgenda} />
      {themes.length > 0 && <Checks id="meeting-themes" label={t("meeting.themes")} options={themes} values={form.values.themes} onChange={(values) => form.set("themes", values)} />}
      <TextField {...field("places")} hint={t("meeting.places.hint")} inputMode="numeric" />
      <TextField {...field("regionPlaces")} hint={t("meeting.regionPlaces.hint")} inputMode="numeric" />
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("meeting.do")}
        </Button>
      </div>
    </form>
  );
}
