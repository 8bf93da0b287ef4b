import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

/** keysOf are the keys as they stand in the file; a reader of JSON would keep the last of two alike and say nothing. */
const keysOf = (door: string, language: string) =>
  [...readFileSync(join(import.meta.dirname, `../${door}/messages/${language}.json`), "utf8").matchAll(/^\s*"([^"]+)":/gm)].map(([, key]) => key!);

describe.each(["public", "desk", "portal"])("the texts of %s", (door) => {
  it.each(["nl", "en"])("say each thing once (%s)", (language) => {
    const keys = keysOf(door, language);
    expect(keys.length).toBeGreaterThan(50);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("say the same things in both languages", () => {
    expect(keysOf(door, "en").toSorted()).toEqual(keysOf(door, "nl").toSorted());
  });
});
