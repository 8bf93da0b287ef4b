import { afterEach, describe, expect, it, vi } from "vitest";

async function arrived(search: string) {
  vi.resetModules();
  vi.stubGlobal("window", { location: { search } });
  return import("./via.ts");
}

describe("the code of a letter", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ["?via=7KXP-M4TQ", { referrerCode: "7KXP-M4TQ" }],
    ["?via=%207kxp%20m4tq%20", { referrerCode: "7kxp m4tq" }],
    ["", {}],
    ["?via=", {}],
    [`?via=${"A".repeat(41)}`, {}],
  ])("of %s", async (search, want) => {
    const { referrerCode } = await arrived(search);
    expect(referrerCode()).toEqual(want);
  });

  it("stays when the page leads on, and counts once", async () => {
    const { referrerCode, spent } = await arrived("?via=7KXP-M4TQ");
    vi.stubGlobal("window", { location: { search: "" } });
    expect(referrerCode()).toEqual({ referrerCode: "7KXP-M4TQ" });
    spent();
    expect(referrerCode()).toEqual({});
  });
});
