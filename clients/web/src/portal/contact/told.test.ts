import { describe, expect, it } from "vitest";

import { begunOf, bodyOf, emptyOf, keep, keptOf, valuesOf, wrongOf, type Draft, type Values } from "./told.ts";

const empty = emptyOf("2026-11-26");

/** shelf is a storage of a browser. */
function shelf(full = false) {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new Error("full");
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
}

const draft = (id: string, etag: string, note: string): Draft =>
  ({ id, etag, note, kind: "CONTACT_KIND_UNSPECIFIED", contactDate: "", minutes: 0, withWhom: [], ownNetworkPresent: false }) as unknown as Draft;

describe("what is typed of a contact", () => {
  it("is asked for when it is sent, and may be incomplete in a draft", () => {
    expect(wrongOf(empty, "2026-11-26")).toEqual({ kind: "wrong.kind" });
    const typed: Values = { ...empty, kind: "CONTACT_KIND_VIDEO", date: "2026-11-27", minutes: "veel" };
    expect(wrongOf(typed, "2026-11-26")).toEqual({ date: "wrong.future", minutes: "wrong.minutes" });
    expect(wrongOf({ ...typed, date: "", minutes: "1441" }, "2026-11-26")).toEqual({ date: "wrong.date", minutes: "wrong.minutes" });
    expect(wrongOf({ ...typed, date: "2026-11-26", minutes: "1440" }, "2026-11-26")).toEqual({});
    expect(bodyOf("c", { ...typed, kind: "" })).toEqual({ case: "c", contactDate: "2026-11-27", minutes: 0, withWhom: ["CONTACT_PARTY_RESIDENT"], note: "", ownNetworkPresent: false });
  });

  it("counts the own network where somebody of it was beside the resident", () => {
    const beside: Values = { ...empty, kind: "CONTACT_KIND_CONVERSATION_BESIDE", withWhom: ["CONTACT_PARTY_OWN_NETWORK"] };
    expect(bodyOf("c", beside).ownNetworkPresent).toBe(true);
    expect(bodyOf("c", { ...beside, kind: "CONTACT_KIND_PHONE_CALL" }).ownNetworkPresent).toBe(false);
    expect(bodyOf("c", { ...beside, withWhom: [] }).ownNetworkPresent).toBe(false);
  });

  it("comes back as it was typed", () => {
    expect(valuesOf(draft("a", "1", "half"))).toEqual({ kind: "", date: "", minutes: "", withWhom: [], note: "half" });
  });
});

describe("what the platform did not get yet", () => {
  const kept = { id: "a", etag: "2", values: { ...empty, note: "half" } };

  it("stays in the tab, and on the device only when that is somebody's own", () => {
    const [tab, device] = [shelf(), shelf()];
    keep("me", "c", kept, false, tab, device);
    expect(keptOf("me", "c", tab, device)).toEqual({ kept, own: false });
    expect(device.kept.size).toBe(0);
    keep("me", "c", kept, true, tab, device);
    expect(keptOf("me", "c", shelf(), device)).toEqual({ kept, own: true });
    expect(keptOf("somebody else", "c", tab, device)).toEqual({ kept: undefined, own: false });
    keep("me", "c", undefined, true, tab, device);
    expect([tab.kept.size, device.kept.size]).toEqual([0, 0]);
  });

  it("is nothing where a browser keeps nothing, or something else", () => {
    keep("me", "c", kept, true, shelf(true), shelf(true));
    const broken = shelf();
    broken.kept.set("oco.contact.me.c", "{");
    expect(keptOf("me", "c", broken, shelf()).kept).toBeUndefined();
  });

  it("goes on where it was, and is a draft of its own when somebody typed elsewhere meanwhile", () => {
    const fresh = () => "new";
    expect(begunOf(kept, [draft("a", "2", "half")], empty, fresh)).toBe(kept);
    expect(begunOf(kept, [], empty, fresh)).toBe(kept);
    expect(begunOf(kept, [draft("a", "3", "elders")], empty, fresh)).toEqual({ ...kept, id: "new", etag: "" });
    expect(begunOf(undefined, [draft("b", "1", "nieuwst"), draft("a", "3", "ouder")], empty, fresh)).toMatchObject({ id: "b", etag: "1", values: { note: "nieuwst" } });
    expect(begunOf(undefined, [], empty, fresh)).toEqual({ id: "new", etag: "", values: empty });
  });
});
