import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Locator, Route } from "playwright-core";
import { expect, it } from "vitest";

import { expectAccessible, keysOf, useBrowser } from "./browser.ts";
import { appointments } from "./forms/appointments.ts";
import { around } from "./forms/around.ts";
import { application } from "./forms/application.ts";
import { desk } from "./forms/desk.ts";
import { matching } from "./forms/matching.ts";
import { planning } from "./forms/planning.ts";
import { colleagues } from "./forms/colleagues.ts";
import { claims } from "./forms/claims.ts";
import { complaints } from "./forms/complaints.ts";
import { own } from "./forms/own.ts";
import { handovers } from "./forms/handovers.ts";
import { meetings } from "./forms/meetings.ts";
import { partners } from "./forms/partners.ts";
import { people } from "./forms/people.ts";
import { portal } from "./forms/portal.ts";
import { rights } from "./forms/rights.ts";
import { sending } from "./forms/sending.ts";
import { settings } from "./forms/settings.ts";
import { signals } from "./forms/signals.ts";
import { transfers } from "./forms/transfers.ts";
import { surveys } from "./forms/surveys.ts";
import { website } from "./forms/website.ts";
import type { Api } from "./reached.ts";
import { apiAs, signIn } from "./signin.ts";
import { dutch } from "./words.ts";

// Whatever goes wrong on the way: what was typed stays, the same press sends it, and it is done once.
const visit = useBrowser();
const { site } = dutch;

/** forms are all forms of the three doors. */
const forms = [
  ...website, ...desk, ...application, ...around, ...matching, ...planning, ...people, ...meetings, ...portal, ...appointments, ...transfers, ...colleagues, ...own, ...claims, ...rights, ...signals,
  ...complaints, ...sending, ...handovers, ...partners, ...surveys, ...settings,
];

/** Where somebody begins who is no coordinator and no supporter. */
const first: Record<string, string> = { "formal-supporter": "/portal", "privacy-officer": "/desk/rights", "complaints-officer": "/desk/complaints" };

/** doorOf is where somebody begins. */
const doorOf = (persona: string) => first[persona] ?? (persona.endsWith("coordinator") ? "/desk" : "/desk/settings");

/** as calls the platform as somebody, from a window of their own. */
function as(persona: string, municipality?: string): Api {
  const begin = async () => apiAs(await visit(), persona, doorOf(persona), municipality);
  let api: Promise<Api> | undefined;
  return async (...call) => (await (api ??= begin()))(...call);
}

/**
 * typed is what the fields of a button's form hold, by what they are called; of a button without a form, those of none. What
 * others add or take away meanwhile is in forms of its own, or a box here that nobody has ticked.
 */
function typed(button: Locator): Promise<Record<string, string | boolean>> {
  return button.evaluate((pressed) =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>("main :is(input, select, textarea)")]
        .filter(({ form, type, checked }) => form === (pressed as HTMLButtonElement).form && (type !== "checkbox" || checked))
        .map(({ id, labels, type, value, checked }) => [`${id} ${labels?.[0]?.textContent ?? ""}`, type === "radio" || type === "checkbox" ? checked : value]),
    ),
  );
}

/** isSent tells whether a call is the one that the form sends, and not something that the page reads; a simulation is asked for by reading. */
const isSent = (route: Route) => (route.request().method() !== "GET" || route.request().url().includes("/_play?")) && route.request().url().includes("/v1/");

it.each(forms.map((form) => [form.what, form.file, form] as const))("whoever %s does so once (%s)", async (_what, _file, { as: persona, looks, fill }) => {
  const who = await visit();
  const { page, context } = who;
  if (persona) await signIn(who, persona, doorOf(persona));
  const { button, done } = await fill({ ...who, api: as("coordinator"), neighbour: as("neighbour-coordinator", "gm0855"), admin: as("administrator"), supporter: as("formal-supporter"), officer: as("complaints-officer") });
  await button.waitFor();
  const before = await typed(button);
  const keys = keysOf(who);
  const press = async () => {
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe(null); // it is not busy any more
    await button.click();
  };
  const trouble = (text: string) => page.getByRole("alert").getByText(text).first().waitFor();

  await context.setOffline(true);
  await press();
  await trouble(site("form.line"));
  expect(await typed(button)).toEqual(before);
  if (!persona) await expectAccessible(page);
  await context.setOffline(false);

  if (persona) {
    // The server takes the token no longer: what it answers to one that has run out.
    let expired = false;
    await page.route("**/v1/**", async (route) => {
      if (expired || !isSent(route)) return route.fallback();
      expired = true;
      await route.continue({ headers: { ...route.request().headers(), authorization: "Bearer run.out.now" } });
    });
    await press();
    await trouble(site("form.session"));
    expect(await typed(button)).toEqual(before);
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button", { name: site("form.signin") }).first().click()]);
    await Promise.all([popup.waitForEvent("close"), popup.locator(`button[name=persona][value="${persona}"]`).click()]);
  }

  // It is done, but the answer is lost.
  let lose: () => void;
  const lost = new Promise<void>((resolve) => (lose = resolve));
  let answered = false;
  await page.route("**/v1/**", async (route) => {
    if (answered || !isSent(route)) return route.fallback();
    answered = true;
    expect((await route.fetch()).ok()).toBe(true);
    await route.abort();
    lose();
  });
  await press();
  await lost;
  // A page that looks again finds out by itself; a form is sent again.
  await Promise.race([done.waitFor(), press().catch(() => undefined).then(() => done.waitFor())]);
  if (!looks) expect(new Set(keys).size, "keys").toBe(1);
});

it("every form is tried here", () => {
  const source = join(import.meta.dirname, "../src");
  const found = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !file.startsWith("form/"))
    .map((file) => [file, readFileSync(join(source, file), "utf8").match(/\buseForm[<(]|<Act\b/g)?.length ?? 0] as const)
    .filter(([, count]) => count > 0);
  const listed = found.map(([file]) => [file, forms.filter((form) => form.file === file && !form.again).length]);
  expect(listed).toEqual(found);
});
