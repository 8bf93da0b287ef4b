import { submitted, type Api, type Made } from "./reached.ts";

/** dayFrom is the day so many days from now, in the Netherlands. */
export function dayFrom(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60_000).toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });
}

/** The way of a volunteer from signing up to active. */
const way = ["SUPPORTER_STATE_APPLICANT", "SUPPORTER_STATE_IN_TRAINING", "SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_ACTIVE"] as const;

/** volunteer makes a volunteer who came so far and has what is asked, but for what more says. */
export async function volunteer(api: Api, name: string, state: (typeof way)[number], more: object = {}): Promise<Made> {
  let made = await api<Made>("POST", "/supporters", {
    kind: "SUPPORT_KIND_INFORMAL", name, phone: "0611930711", maxCases: 2, lifeDomains: ["LIFE_DOMAIN_HOUSING"], conductCertificateUntilDate: dayFrom(700),
    confidentialitySigned: true, trained: true, ...more,
  });
  for (const next of way.slice(1, way.indexOf(state) + 1)) {
    const reason = next === "SUPPORTER_STATE_ACTIVE" ? { reason: "Deed dit al jaren." } : {};
    made = await api<Made>("POST", `/supporters/${made.id}/_move`, { state: next, ...reason }, made.etag);
  }
  return made;
}

/** paired makes a volunteer in training whom an experienced one of their own accompanies. */
export async function paired(api: Api, name: string): Promise<Made> {
  const newcomer = await volunteer(api, name, "SUPPORTER_STATE_IN_TRAINING");
  const buddy = await volunteer(api, `${name} Buddy`, "SUPPORTER_STATE_ACTIVE");
  await api("POST", "/buddy-pairs", { newcomer: newcomer.id, buddy: buddy.id });
  return newcomer;
}

/** busy gives a volunteer a case that runs, of a resident with this name, and returns its application. */
export async function busy(api: Api, supporter: string, resident: string): Promise<string> {
  const application = await submitted(api, resident);
  await api("POST", `/applications/${application}/triage-decisions`, { route: "ROUTE_INFORMAL" });
  const offer = await api<Made>("POST", "/offers", { application, supporter });
  const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
  await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
  return application;
}
