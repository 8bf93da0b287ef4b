import { expect, it } from "vitest";

import { parts } from "./Frame.tsx";
import nl from "./messages/nl.json";

it("each part of the desk has a letter of its own, which does not begin a shortcut", () => {
  const letters = parts.map(({ letter }) => letter);
  expect(letters.filter((letter, index) => letter === "g" || letters.indexOf(letter) !== index)).toEqual([]);
});

it("no part is called as a piece of another, which whoever speaks to their computer could not name", () => {
  const titles = parts.map(({ title }) => nl[title as keyof typeof nl]);
  expect(titles.filter((title) => titles.some((other) => other !== title && other.includes(title)))).toEqual([]);
});
