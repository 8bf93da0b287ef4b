import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { clockOf, dayOf, momentAt } from "../../text/clock.ts";
import { useDeskText } from "../text.ts";
import { detailOf, MeetingFields, pointsOf, useCheck, type Details } from "./MeetingFields.tsx";
import type { Meeting } from "./meetings.ts";

/** What it changes. */
const mask = "title,startTime,endTime,location,onlineLink,agenda,places,regionPlaces";

const aDay = 86_400_000;

/** later is a day so many days after another. */
const later = (date: string, days: number) => new Date(Date.parse(date) + days * aDay).toISOString().slice(0, 10);

/** ChangeMeeting changes a meeting that is planned. A point of the agenda that keeps its words keeps its theme. */
export function ChangeMeeting({ meeting }: { meeting: Meeting }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, startTime = "", endTime = "" } = meeting;
  // What ends on a later day than it begins, as no form here plans it, goes on doing so.
  const nights = Math.round((Date.parse(dayOf(endTime)) - Date.parse(dayOf(startTime))) / aDay);
  const form = useForm<Details>({
    version: meeting.etag,
    initial: {
      title: meeting.title, date: dayOf(startTime), begins: clockOf(startTime), ends: clockOf(endTime), location: meeting.location, onlineLink: meeting.onlineLink,
      agenda: meeting.agenda.map(({ title }) => title).join("\n"), places: String(meeting.places), regionPlaces: String(meeting.regionPlaces),
    },
    check: useCheck(),
    send: async ({ date, begins, ends, agenda, places, regionPlaces, ...said }, key, version) => {
      const params = { path: { municipality, meeting: id }, query: { updateMask: mask }, header: once(key, version) };
      const points = pointsOf(agenda).map((title) => ({ title, theme: meeting.agenda.find((point) => point.title === title)?.theme ?? "" }));
      const body = {
        ...said, kind: meeting.kind, startTime: momentAt(date, begins), endTime: momentAt(later(date, nights), ends), agenda: points,
        places: Number(places), regionPlaces: Number(regionPlaces),
      };
      part(await client.PATCH("/municipalities/{municipality}/meetings/{meeting}", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: detailOf,
  });
  return (
    <FoldedForm form={form} title={t("meeting.change")} send={t("save")} idOf={(field) => `meeting-${field}`}>
      <Paragraph>{t("meeting.change.text")}</Paragraph>
      <MeetingFields values={form.values} errors={form.errors} set={(field, value) => form.set(field, value)} />
    </FoldedForm>
  );
}
