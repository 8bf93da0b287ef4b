import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { pages as deskPages } from "../src/desk/routes.tsx";
import { pages as portalPages } from "../src/portal/routes.tsx";
import { stepsOf } from "../src/public/steps/steps.tsx";
import { desktop, expectUsable, phone, useBrowser } from "./browser.ts";
import { apiOf, reached } from "./reached.ts";
import { signIn } from "./signin.ts";

// Each state that a page has, as the router and the contract list them: one that nobody looks at fails.
const visit = useBrowser();

/** What answers a question well enough to go on, by the id of its input. */
const answers: Record<string, string> = { name: "Loes", ownName: "Bart", phone: "0611930601", ownPhone: "0611930602" };

/** answer fills in what the question on the page needs. */
async function answer(page: Page): Promise<void> {
  for (const [id, text] of Object.entries(answers)) {
    const input = page.locator(`input#${id}`);
    if (await input.count()) await input.fill(text);
  }
  const choices = page.getByRole("radio");
  if (await choices.count()) await choices.first().check();
}

describe.each([["", "Volgende"], ["/en", "Next"]])("every question (%s)", (prefix, next) => {
  it.each([["self", "/aanmelden"], ["other", "/aanmelden-voor-een-ander"]] as const)("of the form %s, empty and refused, can be used by everybody", async (who, base) => {
    const { page, go } = await visit();
    await go(`${prefix}/waalwijk${base}`);
    const seen: string[] = [];
    const place = () => new URL(page.url()).pathname.split("/").at(-1)!;
    for (const { slug } of stepsOf[who]) {
      await page.getByRole("button", { name: next }).waitFor();
      seen.push(place() === base.slice(1) ? stepsOf[who][0]!.slug : place());
      await expectUsable(page);
      const heading = await page.getByRole("heading", { level: 1 }).innerText();
      await page.getByRole("button", { name: next }).click();
      await expect.poll(async () => (await page.getByRole("alert").count()) > 0 || (await page.getByRole("heading", { level: 1 }).innerText()) !== heading, { message: slug }).toBe(true);
      if (await page.getByRole("alert").count()) {
        await expectUsable(page);
        await answer(page);
        await page.getByRole("button", { name: next }).click();
        await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor({ state: "detached" });
      }
    }
    seen.push(place());
    expect(seen).toEqual([...stepsOf[who].map(({ slug }) => slug), "controle"]);
    await expectUsable(page);
  }, 120_000);
});

describe("the page of an application", () => {
  it("can be used by everybody in each state", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    let number = 0;
    for (const [state, reach] of Object.entries(reached)) {
      const id = await reach(api, `Staat ${++number}`);
      expect((await api<{ state: string }>("GET", `/applications/${id}`)).state).toBe(state);
      await page.setViewportSize(desktop);
      await go(`/desk/gm0867/applications/${id}`);
      await page.getByRole("heading", { level: 2, name: "De inwoner", exact: true }).waitFor();
      await expect.poll(() => page.getByText(/^Een ogenblik/).count(), { message: state }).toBe(0);
      await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
      await expectUsable(page);
    }
  }, 240_000);
});

describe("every page of the portal", () => {
  it("can be used by everybody, and what is not there says so", async () => {
    const who = await visit({ viewport: phone });
    await signIn(who, "supporter", "/portal");
    const nobody = "019ab000-0000-7000-8000-000000000000";
    for (const { path } of portalPages) {
      await who.go(`/portal${path.replace("/:municipality", "/gm0867").replace(/:\w+$/, nobody).replace(/\/$/, "")}`);
      await who.page.getByRole("heading", { level: 1 }).or(who.page.getByRole("alert")).first().waitFor();
      await expect.poll(() => who.page.getByText(/^Een ogenblik/).count()).toBe(0);
      await expectUsable(who.page);
    }
    for (const door of ["portal", "desk"]) {
      await who.go(`/${door}/nergens`);
      await expectUsable(who.page);
    }
  });

  it("and every one of the desk has a test: these are opened by their address, the others in a story", () => {
    const addressed = ["applications/:application", "supporters/:supporter", "meetings/:meeting", "match-plans/:plan", "complaints/:complaint"].map((path) => `/:municipality/${path}`);
    expect(deskPages.filter(({ path }) => path.includes(":")).map(({ path }) => path)).toEqual(addressed);
    expect(portalPages.map(({ path }) => path)).toEqual(["/", "/availability", "/meetings", "/colleagues", "/claims", "/signals", "/referrals", "/:municipality/cases/:case"]);
  });
});

it("the page on which somebody of the demo is chosen can be used by everybody", async () => {
  const { page, go } = await visit();
  await go("/desk");
  await page.getByRole("button", { name: "Log in" }).waitFor();
  await expectUsable(page);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("button", { name: /Carla Coördinator/ }).waitFor();
  await page.getByText("informele ondersteuner").waitFor();
  await expectUsable(page);
});
