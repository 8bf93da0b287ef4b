import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Select } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { partsOf, type Attendance, type Said } from "./attendance.ts";
import { useNamed, type Invitation } from "./Invited.tsx";
import type { Meeting } from "./meetings.ts";

const possible: Attendance[] = ["ATTENDANCE_PRESENT", "ATTENDANCE_ABSENT_WITH_NOTICE", "ATTENDANCE_ABSENT"];

/** stood is what was recorded of somebody; empty when nothing was. */
const stood = ({ attendance }: Invitation): Attendance | "" => (attendance === "ATTENDANCE_UNSPECIFIED" ? "" : attendance);

/** Attendances records who was at a meeting that began. Whoever was there meets the requirement of the meeting. */
export function Attendances({ meeting: { municipality, id }, invitations }: { meeting: Meeting; invitations: Invitation[] }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const nameOf = useNamed(municipality, invitations);
  const [saved, setSaved] = useState(false);
  const form = useForm<{ said: Said }>({
    initial: { said: {} },
    check: ({ said }): { said?: string } => (Object.values(said).some(Boolean) ? {} : { said: t("wrong.attendance") }),
    send: async ({ said }, key) => {
      for (const { key: own, attendances } of partsOf(said, key)) {
        const params = { path: { municipality, meeting: id }, header: once(own) };
        part(await client.POST("/municipalities/{municipality}/meetings/{meeting}/_attend", { params, body: { attendances } }));
      }
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
  });
  const { said } = form.values;
  const say = (next: Said) => {
    setSaved(false);
    form.set("said", next);
  };
  const valueOf = (one: Invitation) => said[one.id] ?? stood(one);
  const unknown = invitations.filter((one) => !valueOf(one));
  const choices = possible.map((value) => ({ value, label: t(`attendance.${value}`) }));
  // What was recorded is corrected, and not taken back.
  const optionsOf = (one: Invitation) => [...(stood(one) ? [] : [{ value: "" as const, label: t("attendance.unknown") }]), ...choices];
  return (
    <form
      noValidate
      id="attendance-said"
      tabIndex={-1}
      aria-label={t("attendance.title")}
      className="oco-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit().then((done) => {
          if (!done) return;
          form.reset({ said: {} }); // what was recorded is what counts from now on
          setSaved(true);
        });
      }}
    >
      <ErrorSummary form={form} idOf={(field) => `attendance-${field}`} onSignIn={() => void renew()} />
      <Paragraph>{t("attendance.text")}</Paragraph>
      <div>
        <Button onClick={() => say({ ...said, ...Object.fromEntries(unknown.map((one) => [one.id, "ATTENDANCE_PRESENT" as const])) })}>{t("attendance.everybody")}</Button>
      </div>
      {invitations.map((one) => (
        <Select
          key={one.id}
          id={`attendance-${one.id}`}
          label={nameOf(one)}
          options={optionsOf(one)}
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
