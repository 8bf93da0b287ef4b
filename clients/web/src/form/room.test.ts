import { expect, it } from "vitest";

import { lengthOf, roomLeft } from "./room.ts";

it.each([
  ["", 10, undefined],
  ["acht_let", 10, undefined],
  ["negen_let", 10, 1],
  ["tien_lette", 10, 0],
  ["twaalf_lette", 10, -2],
])("%j of at most %i leaves %s", (text, most, left) => {
  expect(roomLeft(text, most)).toBe(left);
});

it("counts an emoji as the server does", () => {
  expect(lengthOf("🧓")).toBe(1);
  expect(lengthOf("é")).toBe(1);
});
