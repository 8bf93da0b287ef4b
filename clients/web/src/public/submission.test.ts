import { describe, expect, it } from "vitest";

import type { Answers } from "./draft.ts";
import { checks, requestOf } from "./submission.ts";

const answers = (part: Partial<Answers>): Answers => ({
  domains: [], question: "", haste: "", hasteDate: "", name: "", phone: "", email: "", callBack: "", safe: "", unsafe: [], instruction: "",
  neighbourhood: "", interpreter: "", ownName: "", ownPhone: "", ownEmail: "", relation: "", organisation: "", agrees: "", keep: false, ...part,
});

describe("what is wrong", () => {
  it.each([
    ["nothing to reach somebody by", { phone: "", email: " " }, { phone: "wrong.contact" }],
    ["a number that is none", { phone: "06-12", email: "" }, { phone: "wrong.phone" }],
    ["an address that is none", { phone: "", email: "noor" }, { email: "wrong.email" }],
    ["a number is enough", { phone: "06 1193 0321", email: "" }, {}],
    ["an address is enough", { phone: "", email: "noor@post.example" }, {}],
  ])("%s", (_about, part, want) => {
    expect(checks.reach(answers(part))).toEqual(want);
  });
});

describe("the call", () => {
  it("holds nothing that was not answered", () => {
    expect(requestOf(answers({ name: " Noor ", phone: "0611930321", haste: "no", safe: "yes" }), "self")).toEqual({
      resident: { name: "Noor", phone: "0611930321" },
    });
  });

  it("carries who applies for whom, and whether they agree", () => {
    const request = requestOf(answers({ name: "Noor", ownName: "Lou", ownPhone: "0611930322", relation: "dochter", agrees: "no" }), "other");
    expect(request.applicant).toEqual({ kind: "APPLICANT_KIND_NEAR_PERSON", name: "Lou", phone: "0611930322", relation: "dochter" });
    expect(request.residentAgrees).toBe(false);
  });

  it("carries what is not safe, and only when something is not", () => {
    const unsafe = answers({ name: "Noor", safe: "no", unsafe: ["noPost", "noVoicemail"], instruction: "alleen op school" });
    expect(requestOf(unsafe, "self").safeContact).toEqual({ noPost: true, noVoicemail: true, instruction: "alleen op school" });
    expect(requestOf({ ...unsafe, safe: "yes" }, "self").safeContact).toBeUndefined();
  });
});
