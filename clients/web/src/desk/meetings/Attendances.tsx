import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Select } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { useNamed, type Invitation } from "./Invited.tsx";
import type { Meeting } from "./meetings.ts";

type Attendance = Exclude<Schemas["MeetingInvitation"]["attendance"], "ATTENDANCE_UNSPECIFIED">;

const possible: Attendance[] = ["ATTENDANCE_PRESENT", "ATTENDANCE_ABSENT_WITH_NOTICE", "ATTENDANCE_ABSENT"];

/** Said is whether each of the invited was there, by invitation; empty is not known yet. */
type Said = Record<string, Attendance | "">;

/** The most that the contract takes at once. */
const atOnce = 200;

/** Attendances records who was at a meeting that began. Whoever was there meets the requirement of the meeting. */
export function Attendances({ meeting: { municipality, id }, invitations }: { meeting: Meeting; invitations: Invitation[] }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const nameOf = useNamed(municipality);
  const [saved, setSaved] = useState(false);
  const stood = (one: Invitation) => (one.attendance === "ATTENDANCE_UNSPECIFIED" ? "" : one.attendance);
  const form = useForm<{ said: Said }>({
    initial: { said: {} },
    check: ({ said }): { said?: string } => (Object.values(said).some(Boolean) ? {} : { said: t("wrong.attendance") }),
    send: async ({ said }, key) => {
      const attendances = Object.entries(said).flatMap(([meetingInvitation, attendance]) => (attendance ? [{ meetingInvitation, attendance }] : [])).slice(0, atOnce);
      const params = { path: { municipality, meeting: id }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/meetings/{meeting}/_attend", { params, body: { attendances } }));
      setSaved(true);
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
  });
  const { said } = form.values;
  const say = (next: Said) => {
    setSaved(false);
    form.set("said", next);
  };
  const valueOf = (one: Invitation) => said[one.id] ?? stood(one);
  return (
    <form
      noValidate
      id="attendance-said"
      tabIndex={-1}
      aria-label={t("attendance.title")}
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary form={form} idOf={(field) => `attendance-${field}`} onSignIn={() => void renew()} />
      <Paragraph>{t("attendance.text")}</Paragraph>
      <div>
        <Button onClick={() => say(Object.fromEntries(invitations.map((one) => [one.id, valueOf(one) || "ATTENDANCE_PRESENT"])))}>{t("attendance.everybody")}</Button>
      </div>
      {invitations.map((one) => (
        <Select
          key={one.id}
          id={`attendance-${one.id}`}
          label={nameOf(one)}
          options={[{ value: "" as Attendance | "", label: t("attendance.unknown") }, ...possible.map((value) => ({ value, label: t(`attendance.${value}`) }))]}
          value={valueOf(one)}
          onChange={(value) => say({ ...said, [one.id]: value })}
        />
      ))}
      <div>
        <Button type="submit" purpose="primary" busy={form.sending}>
          {t("attendance.do")}
        </Button>
      </div>
      <div role="status">{saved && <Paragraph>{t("saved")}</Paragraph>}</div>
    </form>
  );
}
