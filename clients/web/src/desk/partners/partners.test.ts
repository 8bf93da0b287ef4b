import { expect, it } from "vitest";

import { liaisonsOf } from "./partners.ts";

const me = { account: "c", name: "Carla (u)" };
const nobody = { account: "", name: "" };
const accountsOf = (found: { account: string }[]) => found.map(({ account }) => account);

it("who keeps in touch is the reader, or a supporter who signs in and did not leave, each once", () => {
  const supporters = [
    { account: "v", name: "Vera", state: "SUPPORTER_STATE_ACTIVE" },
    { account: "", name: "Zonder Account", state: "SUPPORTER_STATE_ACTIVE" },
    { account: "w", name: "Weg", state: "SUPPORTER_STATE_LEFT" },
    { account: "a", name: "Anne", state: "SUPPORTER_STATE_PAUSED" },
    { account: "c", name: "Carla", state: "SUPPORTER_STATE_ACTIVE" },
  ];
  expect(accountsOf(liaisonsOf(me, supporters, nobody))).toEqual(["c", "a", "v"]);
});

it("who keeps in touch now stays to be chosen, whoever it is", () => {
  expect(liaisonsOf(me, [], { account: "x", name: "Een ander" })).toEqual([me, { account: "x", name: "Een ander" }]);
  expect(liaisonsOf(me, [], me)).toEqual([me]);
});
