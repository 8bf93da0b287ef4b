import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { TextLink } from "../../design/text.tsx";
import { Missing } from "../../form/Answered.tsx";
import { linkTo, useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";

type Case = Schemas["Case"];

/** useAppointments reads the appointments of a case, those that begin last first. */
function useAppointments({ municipality, id }: Case) {
  return useGet(municipality, ["appointments", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/appointments", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.appointments,
    ),
  );
}

/** useGoals reads what resident and supporter want to reach. */
function useGoals({ municipality, id }: Case) {
  return useGet(municipality, ["goals", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/case-goals", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.caseGoals,
    ),
  );
}

/** CaseFacts is how far a case is: who is on it, how often they met, what is to be reached, and what it took. */
export function CaseFacts({ support }: { support: Case }) {
  const { t, day, number, span } = useDeskText();
  const { municipality } = support;
  const supporters = useSupporters(municipality);
  const appointments = useAppointments(support);
  const goals = useGoals(support);
  const nameOf = (id: string) => {
    const found = supporters.data?.find((one) => one.id === id);
    return found ? [found.name, found.organisation].filter(Boolean).join(", ") : "…";
  };
  const now = new Date().toISOString();
  const next = appointments.data?.filter(({ state, startTime = "" }) => state === "APPOINTMENT_STATE_PLANNED" && startTime > now).at(-1);
  const count = (state: string) => appointments.data?.filter((one) => one.state === state).length ?? 0;
  const reached = goals.data?.filter(({ state }) => state === "GOAL_STATE_REACHED").length ?? 0;
  const facts = [
    ["case.who", <TextLink to={linkTo(municipality, support.supporter)}>{nameOf(support.supporter)}</TextLink>],
    ["case.second", support.secondSupporter && <TextLink to={linkTo(municipality, support.secondSupporter)}>{nameOf(support.secondSupporter)}</TextLink>],
    ["case.hold", support.state === "CASE_STATE_ON_HOLD" && t(support.holdUntilDate ? "case.hold.until" : "case.hold.waits", { why: t(`hold.${support.holdReason}` as Key), day: day(support.holdUntilDate) })],
    ["case.met", appointments.data && t("case.met.count", { held: count("APPOINTMENT_STATE_HELD"), missed: count("APPOINTMENT_STATE_MISSED"), cancelled: count("APPOINTMENT_STATE_CANCELLED") })],
    ["case.next", next && span(next.startTime ?? "", next.endTime ?? "")],
    ["case.goals", goals.data && goals.data.length > 0 && t("case.goals.count", { count: goals.data.length, reached })],
    ["case.spent", support.state !== "CASE_STATE_CLOSED" && support.minutes > 0 && t("case.hours.spent", { hours: number(Math.round(support.minutes / 6) / 10) })],
    ["case.long", support.runsLong && t("case.long.text")],
  ] as const;
  return (
    <>
      <Missing of={[supporters, appointments, goals]} />
      <dl className="oco-facts">
        {facts.map(([key, value]) => value && (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
