import { expect, it } from "vitest";

import { nextOf } from "./next.ts";

const now = "2026-11-26T10:00:00Z";
const running = { state: "CASE_STATE_OPEN", appointmentMadeDate: "", firstAppointmentDate: "" } as const;

it("says what comes next in a case", () => {
  expect(nextOf(running, now), "nobody was met, nothing was planned").toBe("next.first");
  const made = { ...running, appointmentMadeDate: "2026-11-25" };
  expect(nextOf({ ...made, appointmentTime: "2026-11-27T09:00:00Z" }, now)).toBe("next.on");
  expect(nextOf({ ...made, appointmentTime: "2026-11-26T12:30:00+01:00" }, now), "whatever the zone it is written in").toBe("next.on");
  expect(nextOf({ ...made, appointmentTime: "2026-11-26T10:30:00+01:00" }, now), "it is over, and was not recorded yet").toBe("");
  expect(nextOf({ ...made, firstAppointmentDate: "2026-11-25" }, now)).toBe("");
  expect(nextOf({ ...running, state: "CASE_STATE_ON_HOLD" }, now), "what waits asks nothing").toBe("next.wait");
});
