import { expect } from "vitest";

import { addressed, administrators } from "../src/desk/Frame.tsx";
import { pages as deskPages } from "../src/desk/routes.tsx";
import { pages as portalPages } from "../src/portal/routes.tsx";
import { pages as publicPages } from "../src/public/routes.tsx";
import type { Visit } from "./browser.ts";
import { complained } from "./forms/complaints.ts";
import { invited } from "./meetings.ts";
import { paired } from "./people.ts";
import { apiOf, asked, planned, reached, type Api, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";

/** Where a page with a part that differs is found: an application that was brought so far, a case that runs. */
const made: Record<string, (api: Api) => Promise<string>> = {
  "/:municipality/applications/:application": async (api) => `/gm0867/applications/${await reached.APPLICATION_STATE_OFFERED(api, "Paula Papier")}`,
  "/:municipality/match-plans/:plan": async (api) => `/gm0867/match-plans/${(await planned(api, await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Petra Plan"))).id}`,
  "/:municipality/supporters/:supporter": async (api) => `/gm0867/supporters/${(await paired(api, "Paul Papier")).id}`,
  "/:municipality/meetings/:meeting": async (api) => `/gm0867/meetings/${(await invited(api, "Pleun Papier", 30)).id}`,
  "/:municipality/complaints/:complaint": async (api) => `/gm0867/complaints/${await complained(api, "Paula Papier klaagt.")}`,
  "/:municipality/cases/:case": async (api) => {
    const { application, offer } = await asked(api, "Pieter Papier", "Pim Professional");
    const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
    await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
    return `/gm0867/cases/${(await api<{ cases: Made[] }>("GET", `/cases?application=${application}`)).cases[0]!.id}`;
  },
};

/** Where each thing that other tests made can be changed: it is opened where they make none. */
const shared = ["/meetings/groups", "/colleagues", "/partners"];

/** Every page: its door, its path, and who opens it. */
export const pages = [
  ...publicPages.map(({ path }) => ["/waalwijk", path.replace("/:step?", ""), ""] as const),
  ...deskPages.map(({ path, roles }) => ["/desk", path, roles === administrators ? "administrator" : roles === addressed ? "policy-adviser" : shared.includes(path) ? "neighbour-coordinator" : "coordinator"] as const),
  ...portalPages.map(({ path }) => ["/portal", path, path === "/referrals" ? "referrer" : "formal-supporter"] as const),
];

/** open shows a page as whoever it is for; `visit` opens a window for somebody else who is needed for it. */
export async function open(visit: () => Promise<Visit>, who: Visit, door: string, path: string, persona: string): Promise<void> {
  if (persona) await signIn(who, persona, persona === "administrator" ? "/desk/settings" : door);
  const make = made[path];
  let address = path;
  if (make) {
    const coordinator = persona === "coordinator" ? who : await visit();
    if (coordinator !== who) await signIn(coordinator, "coordinator");
    address = await make(apiOf(coordinator.page));
  }
  await who.go(`${door}${address}`.replace(/\/$/, ""));
  await who.page.getByRole("heading", { level: 1 }).first().waitFor();
  await expect.poll(() => who.page.locator("[aria-busy=true]").or(who.page.getByText(/^Een ogenblik/)).count()).toBe(0);
}
