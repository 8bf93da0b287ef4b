import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { languages, speak } from "./text.tsx";

describe("speak", () => {
  const messages = { hello: "Dag {name}", cases_one: "{count} traject", cases_other: "{count} trajecten" };
  const { t, day, moment, ago, span, number, euros } = speak<"hello" | "cases">("nl", messages);

  it("fills in what the page knows, and leaves the rest to be seen", () => {
    expect(t("hello", { name: "Noor" })).toBe("Dag Noor");
    expect(t("hello")).toBe("Dag {name}");
  });

  it("chooses the plural", () => {
    expect(t("cases", { count: 1 })).toBe("1 traject");
    expect(t("cases", { count: 1200 })).toBe("1.200 trajecten");
  });

  it("writes days as days, wherever the reader is, and moments in the time of the Netherlands", () => {
    expect(day("2026-11-25")).toBe("woensdag 25 november 2026");
    expect(moment("2026-06-30T22:30:00Z")).toContain("1 jul 2026");
    expect(number(1234.5)).toBe("1.234,5");
    expect(day("")).toBe("");
    expect(day("2026-11-01", "month")).toBe("november 2026");
    expect(span("2026-12-10T18:00:00Z", "2026-12-10T20:00:00Z")).toMatch(/^donderdag 10 december 2026\D+19:00–21:00$/);
    expect(euros("172850")).toBe("€\u00a01.728,50");
    expect(euros(undefined)).toBe("€\u00a00,00");
  });

  it("writes English days as they are written in Europe", () => {
    const english = speak("en", {});
    expect(english.day("2026-11-25")).toMatch(/^Wednesday,? 25 November 2026$/);
    expect(english.day("2026-11-25", "short")).toBe("25 Nov 2026");
    expect(english.euros(172_850)).toBe("€1,728.50");
    expect(english.moment("2026-06-30T22:30:00Z")).toBe("1 Jul 2026, 00:30");
  });

  it.each([
    ["2026-11-25T11:59:30Z", "nu"],
    ["2026-11-25T11:58:30Z", "1 minuut geleden"],
    ["2026-11-25T09:00:00Z", "3 uur geleden"],
    ["2026-11-23T11:00:00Z", "2 dagen geleden"],
    ["2026-11-25T12:00:05Z", "nu"],
  ])("says of %s how long ago it is", (time, words) => {
    expect(ago(time, new Date("2026-11-25T12:00:00Z"))).toBe(words);
  });
});

// The rooms that speak in the words of whichever door they stand in.
const shared = ["design", "form", "login", "support"];

// Each door keeps its texts in messages/<language>.json; every language says the same things.
describe.each(["public", "desk", "portal"])("the texts of %s", (door) => {
  const folder = join(import.meta.dirname, "..", door, "messages");
  const read = (language: string) => JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8")) as Record<string, string>;
  const dutch = read("nl");

  it.each(Object.keys(languages))("are whole in %s", (language) => {
    const messages = read(language);
    expect(Object.keys(messages).sort()).toEqual(Object.keys(dutch).sort());
    for (const [key, message] of Object.entries(messages)) {
      expect(message.trim(), key).not.toBe("");
      expect(placeholders(message), key).toEqual(placeholders(dutch[key]!));
    }
  });

  it("have no file of another language", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(languages).map((l) => `${l}.json`).sort());
  });

  it("are used, each of them", () => {
    const code = [folder.replace(/messages$/, ""), ...shared.map((room) => join(folder, "../..", room))].map(sources).join("\n");
    for (const key of Object.keys(dutch)) {
      const stem = key.replace(/_(one|other)$/, "");
      // A key that a page puts together begins with what stands before its variable: t(`state.${state}`).
      const families = [...stem.matchAll(/\./g)].map(({ index }) => stem.slice(0, index + 1));
      expect(code.includes(`"${stem}"`) || families.some((family) => code.includes(`\`${family}$`)), key).toBe(true);
    }
  });
});

function placeholders(message: string): string[] {
  return [...message.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
}

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}
