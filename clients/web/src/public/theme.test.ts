import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "../../themes");
const themes = readdirSync(folder).filter((name) => name.endsWith(".css"));

/** luminance is how light a colour is, 0 to 1: WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** contrast is the contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

it("knows how far colours are apart", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

it("there is a theme to look at", () => expect(themes.length).toBeGreaterThan(0));

describe.each(themes)("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const tokens = new Map([...text.matchAll(/--basis-color-([\w-]+):\s*(#[0-9a-f]{6});/g)].map((found) => [found[1]!, found[2]!]));
  const of = (token: string) => tokens.get(token) ?? expect.fail(`${token} is not set`);

  it("sets colours and nothing else, so that no page becomes another one", () => {
    const set = [...text.matchAll(/(--[\w-]+):/g)].map((found) => found[1]);
    expect(set).toEqual([...tokens.keys()].map((token) => `--basis-color-${token}`));
    expect(text).not.toMatch(/url\(|@import|!important/);
  });

  it("has text that everybody can read", () => {
    for (const state of ["default", "hover", "active"]) {
      const under = state === "default" ? "bg-subtle" : `bg-${state}`;
      expect(contrast(of(`accent-1-color-${state}`), "#ffffff"), `text ${state} on the page`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of(`accent-1-color-${state}`), of(`accent-1-${under}`)), `text ${state} on ${under}`).toBeGreaterThanOrEqual(4.5);
      const button = state === "default" ? "action-1-inverse-bg-default" : `accent-1-inverse-bg-${state}`;
      expect(contrast("#ffffff", of(button)), `white on a ${state} button`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of(`accent-1-border-${state}`), "#ffffff"), `border ${state}`).toBeGreaterThanOrEqual(3);
    }
    expect(contrast("#000f30", of("accent-1-bg-subtle")), "what a chosen answer says").toBeGreaterThanOrEqual(4.5);
  });
});
