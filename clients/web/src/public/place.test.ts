import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { slugOf } from "./place.tsx";

// The server writes them the same: it answers 404 where no municipality is.
const addresses = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../server/platform/website/testdata/addresses.json"), "utf8")) as Record<string, string>;

it.each(Object.entries(addresses))("%s stands in an address as %s", (name, address) => {
  expect(slugOf(name)).toBe(address);
});
