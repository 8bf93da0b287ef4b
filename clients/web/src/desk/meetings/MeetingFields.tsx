import type { ReactNode } from "react";

import { TextArea, TextField } from "../../design/Field.tsx";
import type { Errors } from "../../form/form.ts";
import { useDeskText, type Key } from "../text.ts";

/** Details are what is typed of a meeting, to plan it or to change it; the agenda has a point a line. */
export interface Details {
  title: string;
  date: string;
  begins: string;
  ends: string;
  location: string;
  onlineLink: string;
  agenda: string;
  places: string;
  regionPlaces: string;
}

/** The most characters of an agenda as it is typed; the contract takes thirty points of two hundred. */
const longestAgenda = 2000;

/** pointsOf are the lines of an agenda that say something. */
export const pointsOf = (agenda: string) => agenda.split("\n").map((title) => title.trim()).filter(Boolean);

/** detailOf is the field that a sentence of the server is about. */
export function detailOf(pointer: string): keyof Details | undefined {
  if (pointer.startsWith("/agenda")) return "agenda";
  const known: Record<string, keyof Details> = { "/startTime": "begins", "/endTime": "ends" };
  return known[pointer] ?? (["title", "location", "onlineLink", "places", "regionPlaces"] as const).find((field) => pointer === `/${field}`);
}

/** useCheck says what is wrong with what was typed, before anything is sent. */
export function useCheck(): (details: Details) => Errors<Details> {
  const { t } = useDeskText();
  const number = (said: string) => (/^\d{1,3}$/.test(said.trim()) ? undefined : t("wrong.places"));
  return ({ title, date, begins, ends, places, regionPlaces }) => {
    const wrong = {
      title: title.trim() ? undefined : t("wrong.title"), date: date ? undefined : t("wrong.date"), begins: begins ? undefined : t("wrong.time"),
      ends: ends ? undefined : t("wrong.time"), places: number(places), regionPlaces: number(regionPlaces),
    };
    return Object.fromEntries(Object.entries(wrong).filter(([, sentence]) => sentence));
  };
}

interface MeetingFieldsProps {
  values: Details;
  errors: Errors<Details>;
  set: (field: keyof Details, value: string) => void;
  /** What stands between the agenda and the places. */
  children?: ReactNode;
}

/** MeetingFields ask what a meeting is called, when and where it is, what it is about, and how many can come. */
export function MeetingFields({ values, errors, set, children }: MeetingFieldsProps) {
  const { t } = useDeskText();
  const field = (id: keyof Details) => ({
    id: `meeting-${id}`, label: t(`meeting.${id}` as Key), autoComplete: "off", value: values[id], error: errors[id], onChange: (value: string) => set(id, value),
  });
  return (
    <>
      <TextField {...field("title")} hint={t("buddy.note.hint")} required />
      <TextField {...field("date")} type="date" required />
      <div className="oco-row oco-row--ends">
        <TextField {...field("begins")} type="time" required />
        <TextField {...field("ends")} type="time" required />
      </div>
      <TextField {...field("location")} />
      <TextField {...field("onlineLink")} hint={t("meeting.onlineLink.hint")} inputMode="url" />
      <TextArea {...field("agenda")} rows={3} hint={t("meeting.agenda.hint")} most={longestAgenda} />
      {children}
      <TextField {...field("places")} hint={t("meeting.places.hint")} inputMode="numeric" />
      <TextField {...field("regionPlaces")} hint={t("meeting.regionPlaces.hint")} inputMode="numeric" />
    </>
  );
}
