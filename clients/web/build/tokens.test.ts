import { expect, it } from "vitest";

import { prune, reachable } from "./tokens.ts";

const theme = ".theme{--a:var(--b);--b:var(--c,red);--c:blue;--unused:var(--also-unused);--also-unused:1px}";
const page = ".card--wide:hover{color:var(--a)}.card--wide{font-family:var(--font,'A; B')}";

it("keeps what a style needs, through other tokens too", () => {
  expect([...reachable([theme, page])].sort()).toEqual(["--a", "--b", "--c", "--font"]);
});

it("leaves out the rest, and no selector", () => {
  const kept = reachable([theme, page]);
  expect(prune(theme, kept)).toBe(".theme{--a:var(--b);--b:var(--c,red);--c:blue;}");
  expect(prune(page, kept)).toBe(page);
});
