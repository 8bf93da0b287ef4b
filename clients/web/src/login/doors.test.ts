import { expect, it } from "vitest";

import { doorOf, holds, placesOf } from "./doors.ts";
import type { Caller } from "./session.ts";

const caller = (...grants: [role: string, municipality: string][]) =>
  ({ account: "a", name: "Noor", grants: grants.map(([role, municipality]) => ({ role, municipality })) }) as unknown as Caller;

it("lists each municipality once, in order", () => {
  const who = caller(["ROLE_COORDINATOR", "gm0867"], ["ROLE_DESK", "gm0867"], ["ROLE_COORDINATOR", "gm0785"], ["ROLE_ADMINISTRATOR", ""]);
  expect(placesOf(who, "ROLE_COORDINATOR", "ROLE_DESK")).toEqual(["gm0785", "gm0867"]);
  expect(placesOf(who, "ROLE_ADMINISTRATOR")).toEqual([]);
});

it("knows a role where it is held", () => {
  const who = caller(["ROLE_COORDINATOR", "gm0867"]);
  expect(holds(who, ["ROLE_COORDINATOR"], "gm0867")).toBe(true);
  expect(holds(who, ["ROLE_COORDINATOR"], "gm0785")).toBe(false);
  expect(holds(who, ["ROLE_DESK"])).toBe(false);
});

it("opens the portal for supporters, contact persons and referrers, and the desk for who is more than that", () => {
  expect(doorOf(caller(["ROLE_SUPPORTER", "gm0867"]))).toBe("/portal");
  expect(doorOf(caller(["ROLE_SUPPORTER", "gm0867"], ["ROLE_COORDINATOR", "gm0867"]))).toBe("/desk");
  expect(doorOf(caller(["ROLE_REFERRER", "gm0867"]))).toBe("/portal");
  expect(doorOf(caller(["ROLE_PARTNER_CONTACT", "gm0867"], ["ROLE_POLICY_ADVISER", "gm0867"]))).toBe("/desk");
  expect(doorOf(caller())).toBe("/desk");
});
