import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Download } from "../../form/Download.tsx";
import { Appointment as FirstAppointment } from "../../support/Appointment.tsx";
import { dayOf } from "../../text/clock.ts";
import { usePortalText, type Key } from "../text.ts";
import { Cancel, Move } from "./Change.tsx";
import { Plan } from "./Plan.tsx";
import type { Planned } from "./planned.ts";

/** Appointments is when people meet for a case: what comes first, and folded what was. */
export function Appointments({ support }: { support: Schemas["Case"] }) {
  const { t, day } = usePortalText();
  const { municipality, id, state, firstAppointmentDate: held } = support;
  const running = state !== "CASE_STATE_CLOSED";
  const found = useGet(municipality, ["appointments", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/appointments", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.appointments as Planned[],
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="appointments" aria-busy={found.isPending}>
      <Heading level={2} id="appointments">
        {t("appointments.title")}
      </Heading>
      {held && <Paragraph>{t("appointment.was", { day: day(held) })}</Paragraph>}
      {running && <Plan support={support} />}
      <Answered of={found}>{(appointments) => <Listed support={support} appointments={appointments} />}</Answered>
    </section>
  );
}

/** Listed are the appointments there are: what is planned, the first first; and folded what became of the others. */
function Listed({ support, appointments }: { support: Schemas["Case"]; appointments: Planned[] }) {
  const { t } = usePortalText();
  const planned = appointments.filter(({ state }) => state === "APPOINTMENT_STATE_PLANNED").toReversed();
  const past = appointments.filter(({ state }) => state !== "APPOINTMENT_STATE_PLANNED");
  // The desk writes down of the first appointment only when it is.
  const apart = support.appointmentTime && !support.firstAppointmentDate && !appointments.some(({ startTime }) => new Date(startTime).getTime() === new Date(support.appointmentTime!).getTime());
  return (
    <>
      {apart && <FirstAppointment support={support} />}
      {planned.length === 0 && !apart && <Paragraph>{t("appointments.none")}</Paragraph>}
      {planned.map((appointment) => (
        <Coming key={appointment.id} appointment={appointment} />
      ))}
      {past.length > 0 && (
        <details>
          <summary>{t("appointments.past", { count: past.length })}</summary>
          {past.map((appointment) => (
            <div key={appointment.id} className="oco-card">
              <What appointment={appointment} />
            </div>
          ))}
        </details>
      )}
    </>
  );
}

/** What is when and where an appointment is, with whom, and what became of it. */
function What({ appointment: { startTime, endTime, kind, place, companies, note, state, cancelReason } }: { appointment: Planned }) {
  const { t, span } = usePortalText();
  return (
    <Paragraph>
      <strong>{span(startTime, endTime)}</strong>
      <span className="oco-line" dir="auto">
        {[t(`appointments.kind.${kind}` as Key), place].filter(Boolean).join(", ")}
      </span>
      {companies.length > 0 && <span className="oco-line oco-muted">{companies.map((company) => t(`appointments.with.${company}` as Key)).join(", ")}</span>}
      {note && (
        <span className="oco-line oco-written" dir="auto">
          {note}
        </span>
      )}
      {state !== "APPOINTMENT_STATE_PLANNED" && (
        <span className="oco-line">
          {state === "APPOINTMENT_STATE_CANCELLED" ? t("appointments.cancelled", { reason: t(`appointments.${cancelReason}` as Key) }) : t(`appointments.${state}` as Key)}
        </span>
      )}
    </Paragraph>
  );
}

/** Coming is an appointment that is planned, with what can be done: from its day on it took place, or somebody did not come. */
function Coming({ appointment }: { appointment: Planned }) {
  const { t, span } = usePortalText();
  const { municipality, id, etag, startTime, endTime } = appointment;
  const which = (says: string) => t("contact.which", { what: says, note: span(startTime, endTime) });
  const due = dayOf(startTime) <= dayOf(new Date().toISOString());
  return (
    <div className="oco-card">
      <What appointment={appointment} />
      <div className="oco-row">
        {due &&
          (["APPOINTMENT_STATE_HELD", "APPOINTMENT_STATE_MISSED"] as const).map((state) => (
            <Act
              key={state}
              municipality={municipality}
              label={which(t(`appointments.to.${state}`))}
              change={(client, _none, key) =>
                client.POST("/municipalities/{municipality}/appointments/{appointment}/_attend", { params: { path: { municipality, appointment: id }, header: once(key, etag) }, body: { state } })
              }
            >
              {t(`appointments.to.${state}`)}
            </Act>
          ))}
        {(["SUPPORTER", "RESIDENT"] as const).map((audience) => (
          <Download
            key={audience}
            label={which(t(`appointments.file.${audience}`))}
            fetch={async (client) => {
              const params = { path: { municipality, appointment: id }, query: { audience: `APPOINTMENT_AUDIENCE_${audience}` as const } };
              const { fileName, mediaType, content } = part(await client.GET("/municipalities/{municipality}/appointments/{appointment}/invitation", { params }));
              return { name: fileName, type: mediaType, content };
            }}
          >
            {t(`appointments.file.${audience}`)}
          </Download>
        ))}
      </div>
      <Move of={appointment} which={which} />
      <Cancel of={appointment} which={which} />
    </div>
  );
}
