import type { Page } from "playwright-core";

import type { State } from "../src/desk/application.ts";

/** Api calls the platform as whoever signed in on the page; it returns the body of the answer. */
export type Api = <Body>(method: string, path: string, body?: unknown, etag?: string) => Promise<Body>;

/** apiOf calls it from a page, in the municipality in which most of the demo plays unless another is named. */
export function apiOf(page: Page, municipality = "gm0867"): Api {
  return (method, path, body, etag) =>
    page.evaluate(
      async ([verb, address, content, version, place]) => {
        const [, user] = Object.entries(sessionStorage).find(([key]) => key.startsWith("oidc.user:"))!;
        const headers = { Authorization: `Bearer ${(JSON.parse(user as string) as { access_token: string }).access_token}`, "Content-Type": "application/json" };
        const answer = await fetch(`/v1/municipalities/${place as string}${address}`, {
          method: verb as string, headers: version ? { ...headers, "If-Match": `"${version as string}"` } : headers, ...(content ? { body: JSON.stringify(content) } : {}),
        });
        if (!answer.ok) throw new Error(`${verb as string} ${address as string}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      },
      [method, path, body, etag, municipality] as const,
    );
}

/** Made is what a call made. */
export interface Made {
  id: string;
  etag: string;
}

/** reached brings an application into each state of the contract: the type holds the list whole. */
export const reached: Record<State, (api: Api, name: string) => Promise<string>> = {
  APPLICATION_STATE_RECEIVED: submitted,
  APPLICATION_STATE_AWAITING_CONSENT: (api, name) => submitted(api, name, { applicant: { kind: "APPLICANT_KIND_NEAR_PERSON", name: "Bart", phone: "0611930612" } }),
  APPLICATION_STATE_ANSWERED: triaged("ROUTE_ANSWERED"),
  APPLICATION_STATE_OWN_NETWORK: triaged("ROUTE_OWN_NETWORK"),
  APPLICATION_STATE_HANDED_OVER: triaged("ROUTE_ACCESS_TEAM"),
  APPLICATION_STATE_REFERRED: triaged("ROUTE_REFERRED"),
  APPLICATION_STATE_WAITING_FOR_MATCH: triaged("ROUTE_FORMAL"),
  APPLICATION_STATE_OFFERED: async (api, name) => (await offered(api, name)).application,
  APPLICATION_STATE_MATCHED: async (api, name) => (await matched(api, name)).application,
  APPLICATION_STATE_IN_SUPPORT: supported,
  APPLICATION_STATE_CLOSED: async (api, name) => {
    const application = await supported(api, name);
    const { cases } = await api<{ cases: Made[] }>("GET", `/cases?application=${application}`);
    await api("POST", `/cases/${cases[0]!.id}/_close`, { need: "Iemand die meeging.", outcome: "answered_question", fit: "FIT_YES", minutes: 90 }, cases[0]!.etag);
    return application;
  },
  APPLICATION_STATE_ENDED: async (api, name) => {
    const id = await submitted(api, name);
    await api("POST", `/applications/${id}/_end`, { reason: "END_REASON_WITHDRAWN" }, (await api<Made>("GET", `/applications/${id}`)).etag);
    return id;
  },
  APPLICATION_STATE_MERGED: async (api, name) => {
    const [into, id] = [await submitted(api, name), await submitted(api, name)];
    await api("POST", `/applications/${id}/_merge`, { into }, (await api<Made>("GET", `/applications/${id}`)).etag);
    return id;
  },
};

/** The last number that was given here. */
let given = 0;

/**
 * phoneNumber is an invented one; each application has its own, so that none looks like a housemate of another. They follow
 * the clock, by which tests that run at the same time keep apart.
 */
function phoneNumber(): string {
  given = Math.max(given + 1, Math.floor(Date.now() / 100));
  return `061193${1000 + (given % 9000)}`;
}

/** submitted sends an application in. */
export async function submitted(api: Api, name: string, more: object = { residentAgrees: true }): Promise<string> {
  const { application } = await api<{ application: string }>("POST", "/applications", {
    resident: { name, phone: phoneNumber() }, lifeDomains: ["LIFE_DOMAIN_HOUSING"], question: "Wie denkt er mee?", ...more,
  });
  return application;
}

function triaged(route: string) {
  return async (api: Api, name: string): Promise<string> => {
    const id = await submitted(api, name);
    await api("POST", `/applications/${id}/triage-decisions`, { route, grounds: "Om te kijken hoe het eruitziet." });
    return id;
  };
}

async function offered(api: Api, name: string): Promise<{ application: string; offer: Made }> {
  const application = await triaged("ROUTE_FORMAL")(api, name);
  const proposed = async () => (await api<{ proposals?: { supporter: string }[] }>("GET", `/applications/${application}/proposals`)).proposals?.[0];
  let first = await proposed();
  if (!first) {
    const { supporters } = await api<{ supporters: Made[] }>("GET", "/supporters?pageSize=200");
    for (const { id } of supporters) await makeRoom(api, id, 1);
    first = await proposed();
  }
  return { application, offer: await api<Made>("POST", "/offers", { application, supporter: first!.supporter }) };
}

async function matched(api: Api, name: string): Promise<{ application: string; offer: Made }> {
  const { application, offer } = await offered(api, name);
  return { application, offer: await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag) };
}

async function supported(api: Api, name: string): Promise<string> {
  const { application, offer } = await matched(api, name);
  await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, offer.etag);
  return application;
}

/** asked asks a supporter of the demo by name, who has room and hours for all tests together; the note tells one question from another. */
export async function asked(api: Api, name: string, supporterName: "Vera Vrijwilliger" | "Pim Professional", note = ""): Promise<{ application: string; offer: Made }> {
  const application = await submitted(api, name, { residentAgrees: true, lifeDomains: ["LIFE_DOMAIN_WMO"] });
  await api("POST", `/applications/${application}/triage-decisions`, { route: supporterName === "Vera Vrijwilliger" ? "ROUTE_INFORMAL" : "ROUTE_FORMAL" });
  const { supporters } = await api<{ supporters: (Made & { name: string; maxCases: number; hoursPerWeek: number })[] }>("GET", "/supporters?pageSize=200");
  const supporter = supporters.find((one) => one.name === supporterName)!;
  // Another test may have given places, without the hours for them.
  if (supporter.maxCases < room || supporter.hoursPerWeek < room) await api("PATCH", `/supporters/${supporter.id}?updateMask=maxCases,hoursPerWeek`, { maxCases: room, hoursPerWeek: room }, supporter.etag);
  await makeRoom(api, supporter.id);
  return { application, offer: await api<Made>("POST", "/offers", { application, supporter: supporter.id, note }) };
}

/** The most cases that the contract lets a supporter have, and how many all tests together may leave open of those. */
const room = 50, full = 25;

/** Longer than any test takes, in milliseconds. */
const over = 150_000;

/** makeRoom closes the cases that earlier tests left open with a supporter, before nobody can be asked any more. */
async function makeRoom(api: Api, supporter: string, most = full): Promise<void> {
  type Case = Made & { createTime: string };
  const { cases } = await api<{ cases?: Case[] }>("GET", `/cases?supporter=${supporter}&states=CASE_STATE_OPEN&states=CASE_STATE_ON_HOLD&pageSize=200`);
  if ((cases?.length ?? 0) < most) return;
  const left = cases!.filter(({ createTime }) => Date.now() - Date.parse(createTime) > over);
  for (const { id, etag } of left) {
    // Another test may make room at the same time: then there is nothing left to close.
    await api("POST", `/cases/${id}/_close`, { need: "Afgerond.", outcome: "answered_question", fit: "FIT_YES", minutes: 30 }, etag).catch(() => undefined);
  }
}

/** planned has a plan made for some applications. */
export function planned(api: Api, ...applications: string[]): Promise<Made> {
  return api<Made>("POST", "/match-plans", { applications });
}

/** The municipality beside it, in which nobody else matches: there a plan is outdated by nobody, and weighing changes nothing for others. */
export const quiet = "gm0855";

/** weighs turns on what a municipality does not do by itself, and leaves what it weighs as it was; the quiet one does all of it, for every test. */
export async function weighs(api: Api, more: { waves?: boolean; regional?: boolean } = { waves: true, regional: true }): Promise<void> {
  type Weighing = Record<"weights" | "loadPenalty" | "askPenalty" | "caseMinutesPerWeek", unknown>;
  const { matchingPolicies } = await api<{ matchingPolicies: Weighing[] }>("GET", "/matching-policies");
  const { weights, loadPenalty, askPenalty, caseMinutesPerWeek } = matchingPolicies[0]!;
  await api("POST", "/matching-policies", { weights, loadPenalty, askPenalty, caseMinutesPerWeek, ...more });
}

/** neighbour adds a formal supporter who can be asked. */
export async function neighbour(api: Api, name: string): Promise<Made> {
  return api<Made>("POST", "/supporters", {
    kind: "SUPPORT_KIND_FORMAL", name, organisation: "Buro Naast", lifeDomains: ["LIFE_DOMAIN_HOUSING"], maxCases: 5,
    confidentialitySigned: true, trained: true, conductCertificateUntilDate: "2089-01-01",
  });
}
