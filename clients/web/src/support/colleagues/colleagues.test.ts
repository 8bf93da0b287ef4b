import { expect, it } from "vitest";

import { parted, startOf, type Consultation } from "./colleagues.ts";

const asked = (id: string, more: Partial<Consultation> = {}) =>
  ({ id, askedByCaller: false, answerCount: 0, state: "CONSULTATION_STATE_OPEN", ...more }) as Consultation;
const idsOf = (questions: Consultation[]) => questions.map(({ id }) => id);

it("parts questions by what the reader has to do with them, and keeps their order", () => {
  const { own, open, closed } = parted([
    asked("6 mine, closed", { askedByCaller: true, state: "CONSULTATION_STATE_CLOSED" }),
    asked("5 new"),
    asked("4 answered", { answerCount: 2 }),
    asked("3 closed", { state: "CONSULTATION_STATE_CLOSED" }),
    asked("2 waits"),
    asked("1 mine", { askedByCaller: true, answerCount: 1 }),
  ]);
  expect(idsOf(own)).toEqual(["6 mine, closed", "1 mine"]);
  expect(idsOf(open)).toEqual(["5 new", "4 answered", "2 waits"]);
  expect(idsOf(closed)).toEqual(["3 closed"]);
});

it("says how a question begins, and cuts no letter in two", () => {
  expect(startOf({ question: "  Kort\n en goed? " })).toBe("Kort en goed?");
  expect(startOf({ question: `${"🧓🏽".repeat(30)}` })).toBe(`${"🧓🏽".repeat(20)}…`);
});
