import { useLocation } from "wouter";

import { once, part } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Button } from "../../design/Button.tsx";
import { Checks, Select } from "../../design/Field.tsx";
import { Heading } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { detailOf, MeetingFields, pointsOf, useCheck } from "./MeetingFields.tsx";
import { kinds, linkTo, type Kind } from "./meetings.ts";
import { momentAt } from "../../text/clock.ts";

const empty = {
  kind: "MEETING_KIND_INTERVISION" as Kind, title: "", date: "", begins: "19:30", ends: "21:30", location: "", onlineLink: "", agenda: "", themes: [] as string[],
  places: "0", regionPlaces: "0",
};

type Values = typeof empty;

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
  const form = useForm<Values>({
    initial: empty,
    check: useCheck(),
    send: async ({ date, begins, ends, agenda, themes: about, places, regionPlaces, ...said }, key) => {
      const points = pointsOf(agenda).map((title) => ({ title, theme: "" }));
      const named = about.map((theme) => ({ theme, title: themes.find(({ value }) => value === theme)?.label ?? theme }));
      const body = {
        ...said, startTime: momentAt(date, begins), endTime: momentAt(date, ends), agenda: [...points, ...named], places: Number(places), regionPlaces: Number(regionPlaces),
      };
      const meeting = part(await client.POST("/municipalities/{municipality}/meetings", { params: { path: { municipality }, header: once(key) }, body }));
      navigate(linkTo(municipality, meeting.id));
    },
    fieldOf: (pointer) => (pointer === "/kind" ? "kind" : detailOf(pointer)),
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
      <MeetingFields values={form.values} errors={form.errors} set={(field, value) => form.set(field, value)}>
        {themes.length > 0 && <Checks id="meeting-themes" label={t("meeting.themes")} options={themes} values={form.values.themes} onChange={(values) => form.set("themes", values)} />}
      </MeetingFields>
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("meeting.do")}
        </Button>
      </div>
    </form>
  );
}
