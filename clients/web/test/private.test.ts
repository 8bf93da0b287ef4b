import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { pages } from "../src/public/routes.tsx";
import { expectAccessible, phone, useBrowser } from "./browser.ts";

const visit = useBrowser();

/** drawn waits until the browser has drawn once more: what scrolled while somebody typed is told to the page then, and counts as a touch. */
const drawn = (page: Page) => page.evaluate(() => new Promise<void>((done) => new IntersectionObserver(() => done()).observe(document.body)));

describe.each(pages.filter((page) => page.private).map(({ path }) => path))("on a shared computer %s", (path) => {
  it("is empty after a quarter of an hour without a touch, and not sooner", async () => {
    const { page, go } = await visit({ viewport: phone });
    await page.clock.install();
    await go(`/waalwijk${path}`);
    const first = page.getByRole("textbox").first();
    await page.clock.fastForward("16:00");
    expect(await page.getByText("alles gewist wat was ingevuld").count()).toBe(0); // there was nothing
    await first.fill("Niet voor de volgende");
    await first.press("End");
    await drawn(page);
    await page.clock.fastForward("14:00");
    expect(await first.inputValue()).toBe("Niet voor de volgende");
    await page.clock.fastForward("01:10");
    await page.getByText("alles gewist wat was ingevuld").waitFor();
    expect(await first.inputValue()).toBe("");
    await expectAccessible(page);
  });

  it("is left at once, and the way back does not lead there", async () => {
    const { page, context, go } = await visit();
    await context.route("https://www.knmi.nl/", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Het weer</h1>" }));
    await go("/waalwijk");
    await go(`/waalwijk${path}`);
    await page.getByRole("textbox").first().fill("Niet voor wie meekijkt");
    await page.getByRole("button", { name: "Nu weg" }).click();
    await page.getByRole("heading", { name: "Het weer" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Iemand die naast u staat" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/waalwijk");
  });
});

it("a receipt is gone as well, after a quarter of an hour", async () => {
  const { page, go } = await visit();
  await page.clock.install();
  await go("/waalwijk/bel-mij");
  await page.getByLabel("Uw voornaam").fill("Wiebe");
  await page.getByLabel("Uw telefoonnummer").fill("0611930521");
  await page.getByRole("button", { name: "Bel mij terug" }).click();
  await page.locator(".oco-code").waitFor();
  await page.clock.fastForward("15:10");
  await page.getByText("alles gewist wat was ingevuld").waitFor();
  expect(await page.locator(".oco-code").count()).toBe(0);
});
