import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { administrators } from "../src/desk/Frame.tsx";
import { pages as deskPages } from "../src/desk/routes.tsx";
import { pages as portalPages } from "../src/portal/routes.tsx";
import { pages as publicPages } from "../src/public/routes.tsx";
import { desktop, expectAccessible, expectNoSideways, phone, useBrowser, type Visit } from "./browser.ts";
import { apiOf, asked, reached, type Api, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";

// As people set their device, on every page that the routers know.
const visit = useBrowser();

/** Where a page with a part that differs is found: an application that was brought so far, a case that runs. */
const made: Record<string, (api: Api) => Promise<string>> = {
  "/:municipality/applications/:application": async (api) => `/gm0867/applications/${await reached.APPLICATION_STATE_OFFERED(api, "Paula Papier")}`,
  "/:municipality/cases/:case": async (api) => {
    const { application, offer } = await asked(api, "Pieter Papier", "Pim Professional");
    const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
    await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
    return `/gm0867/cases/${(await api<{ cases: Made[] }>("GET", `/cases?application=${application}`)).cases[0]!.id}`;
  },
};

/** Every page: its door, its path, and who opens it. */
const pages = [
  ...publicPages.map(({ path }) => ["/waalwijk", path.replace("/:step?", ""), ""] as const),
  ...deskPages.map(({ path, roles }) => ["/desk", path, roles === administrators ? "administrator" : "coordinator"] as const),
  ...portalPages.map(({ path }) => ["/portal", path, "formal-supporter"] as const),
];

/** open shows a page as whoever it is for. */
async function open(who: Visit, door: string, path: string, persona: string): Promise<void> {
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

/** unseen lists the buttons that are told from the page by their colour alone, which forced colours take away. */
const unseen = (page: Page) =>
  page.locator("button:visible").evaluateAll((buttons) =>
    buttons.filter((button) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
      return borderTopStyle === "none" || borderTopWidth === "0px";
    }).map((button) => button.textContent),
  );

/** onPaper is what of a page is wrong on paper: what nobody can press, and what is cut off. */
const onPaper = (page: Page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => element.checkVisibility());
    const pressed = shown.filter((element) => element.matches("button, nav, summary")).map((element) => `${element.tagName} ${element.textContent}`);
    const cut = shown.filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible" && element.clientWidth > 1);
    return [...pressed, ...cut.map((element) => `cut off: ${element.tagName} ${element.className}`)];
  });

describe("as people set their device", () => {
  it.each(pages)("%s%s can be used", async (door, path, persona) => {
    const who = await visit({ viewport: phone });
    const { page } = who;
    await open(who, door, path, persona);

    await page.emulateMedia({ forcedColors: "active" });
    await expectAccessible(page);
    expect(await unseen(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: "none", colorScheme: "dark" });
    await expectAccessible(page);

    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.reload();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await page.evaluate(() => document.getAnimations().length), "what moves").toBe(0);

    // Text twice as large: the page grows downward, never sideways.
    await page.setViewportSize({ width: 640, height: 800 });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await expectNoSideways(page);
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    await page.setViewportSize(phone);
    await expectNoSideways(page);

    // An A4 is 794 CSS pixels wide.
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await onPaper(page)).toEqual([]);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize(desktop);
  });
});
