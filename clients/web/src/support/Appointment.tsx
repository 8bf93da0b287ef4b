import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../api/client.ts";
import { Heading, Paragraph } from "../design/text.tsx";
import { TextField } from "../design/Field.tsx";
import { Act } from "../form/Act.tsx";
import { FoldedForm } from "../form/FoldedForm.tsx";
import { useForm } from "../form/form.ts";
import { useSession } from "../login/Gate.tsx";
import { clockOf, dayOf, momentAt } from "../text/clock.ts";
import { useText } from "../text/text.tsx";

type Case = Schemas["Case"];

/** Appointment is the first appointment of a case: made for when, moved, and held. That is what was promised. */
export function Appointment({ support }: { support: Case }) {
  const { t, day, moment } = useText();
  const { municipality, id, firstAppointmentDate: held, appointmentTime: at } = support;
  const running = support.state !== "CASE_STATE_CLOSED";
  if (held) return <Paragraph>{t("appointment.was", { day: day(held) })}</Paragraph>;
  if (!running) return null;
  return (
    <section className="oco-stack" aria-labelledby="appointment">
      <Heading level={3} id="appointment">
        {t("appointment.title")}
      </Heading>
      <Paragraph>{at ? t("appointment.is", { moment: moment(at) }) : t("appointment.none")}</Paragraph>
      <Make key={at} support={support} />
      {at && (
        <div>
          <Act
            municipality={municipality}
            change={async (client, _none, key) =>
              part(
                await client.POST("/municipalities/{municipality}/cases/{case}/_meet", {
                  params: { path: { municipality, case: id }, header: once(key, support.etag) },
                  body: { firstAppointmentDate: dayOf(at) <= dayOf(new Date().toISOString()) ? dayOf(at) : "" },
                }),
              )
            }
          >
            {t("appointment.held")}
          </Act>
        </div>
      )}
    </section>
  );
}

/** Make asks for when the appointment is. */
function Make({ support }: { support: Case }) {
  const { t } = useText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, appointmentTime: at } = support;
  const form = useForm({
    initial: { date: at ? dayOf(at) : "", time: at ? clockOf(at) : "" },
    check: ({ date, time }): { date?: string; time?: string } => ({
      ...(date ? {} : { date: t("wrong.date") }),
      ...(time ? {} : { time: t("wrong.time") }),
    }),
    send: async ({ date, time }, key) => {
      part(
        await client.POST("/municipalities/{municipality}/cases/{case}/_appoint", {
          params: { path: { municipality, case: id }, header: once(key, support.etag) },
          body: { appointmentTime: momentAt(date, time), madeDate: "" },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: () => "date",
  });
  const idOf = (field: string) => `appointment-${field}`;
  const field = (name: "date" | "time") => ({
    id: idOf(name), type: name, label: t(`appointment.${name}`), autoComplete: "off", required: true,
    value: form.values[name], error: form.errors[name], onChange: (value: string) => form.set(name, value),
  });
  return (
    <FoldedForm form={form} title={t(at ? "appointment.move" : "appointment.make")} send={t("appointment.save")} idOf={idOf}>
      <TextField {...field("date")} hint={t("appointment.date.hint")} />
      <TextField {...field("time")} />
    </FoldedForm>
  );
}
