import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { desktop, phone, useBrowser } from "./browser.ts";
import { openSettings } from "./forms/settings.ts";
import { apiOf, asked, submitted, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { inWorklist } from "./worklist.ts";
import { dutch } from "./words.ts";

const visit = useBrowser();
const { desk, portal, site } = dutch;

/** focused is the text of what has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe("the back button", () => {
  it("leads from an application to where one was in the worklist", async () => {
    const who = await visit({ viewport: { ...desktop, height: 400 } });
    await signIn(who, "coordinator");
    const { page } = who;
    await submitted(apiOf(page), "Roos Retour");
    const link = await inWorklist(page, "Roos Retour");
    await link.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => window.scrollY);
    expect(scrolled).toBeGreaterThan(0);
    await link.click();
    await page.getByRole("heading", { level: 1, name: "Roos Retour" }).waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: desk("worklist.title") }).waitFor();
    await expect.poll(() => focused(page)).toBe("Roos Retour");
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(scrolled);
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: "Roos Retour" }).waitFor();
  });

  it("leads from an application to what was searched and found, of which nothing stands in the address", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    await submitted(apiOf(page), "Zeno Zoekman");
    await page.getByRole("link", { name: desk("search.title") }).click();
    await page.getByLabel(desk("search.name"), { exact: true }).fill("Zoekman");
    await page.getByRole("button", { name: desk("search.do"), exact: true }).click();
    await page.getByRole("link", { name: "Zeno Zoekman" }).click();
    await page.getByRole("heading", { level: 1, name: "Zeno Zoekman" }).waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "Zeno Zoekman" }).waitFor();
    expect(await page.getByLabel(desk("search.name"), { exact: true }).inputValue()).toBe("Zoekman");
    expect(await focused(page)).toBe("Zeno Zoekman");
    expect(page.url()).not.toMatch(/zoekman/i);
    expect(await page.evaluate(() => JSON.stringify([history.state, { ...localStorage }, Object.keys(sessionStorage).filter((key) => !key.startsWith("oidc."))]))).not.toMatch(/zoekman/i);
  });

  it("leads back to a list that is being taken in", async () => {
    const who = await visit();
    await signIn(who, "coordinator", "/desk/import");
    const { page } = who;
    await page.getByRole("radio", { name: desk("import.IMPORT_KIND_APPLICATIONS") }).check();
    const list = "Datum aanmelding;Naam inwoner;Telefoon;Vraag\n6-1-2026;Teun Terug;06-11930711;Brief over de huur\n";
    await page.getByLabel(desk("import.file")).last().setInputFiles({ name: "lijst-terug.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.getByRole("button", { name: desk("import.rehearse") }).click();
    await page.getByText(desk("import.done")).waitFor();
    await page.getByRole("link", { name: desk("worklist.title") }).first().click();
    await page.getByRole("heading", { level: 1, name: desk("worklist.title") }).waitFor();
    await page.goBack();
    await page.getByText(desk("import.done")).waitFor();
    await page.getByText("lijst-terug.csv").waitFor();
    await page.getByRole("button", { name: desk("import.doit") }).click();
    await page.getByRole("heading", { name: desk("import.real"), exact: true }).waitFor();
    await page.getByText(desk("import.imported", { count: 1 })).waitFor();
  });

  it("leads from one part of the settings to the other, of the same municipality", async () => {
    const who = await visit();
    await signIn(who, "administrator", "/desk/settings");
    const { page } = who;
    await openSettings(who, "");
    const parts = page.getByRole("navigation", { name: desk("settings.title") });
    for (const part of ["codes.title", "accounts.title"] as const) {
      await parts.getByRole("link", { name: desk(part) }).click();
      await page.getByRole("heading", { level: 2, name: desk(part) }).waitFor();
    }
    for (const part of ["codes.title", "texts.title"] as const) {
      await page.goBack();
      await page.getByRole("heading", { level: 2, name: desk(part) }).waitFor();
      expect(await page.getByLabel(desk("column.municipality"), { exact: true }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]!.text)).toBe("Waalwijk");
    }
  });

  it("leads from a case to the supporter's own page", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    const { offer } = await asked(api, "Koos Keerom", "Pim Professional");
    const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
    await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
    const supporter = await visit({ viewport: phone });
    await signIn(supporter, "formal-supporter", "/portal");
    const { page } = supporter;
    await page.getByRole("link", { name: "Koos Keerom" }).click();
    await page.getByRole("heading", { level: 1, name: "Koos Keerom" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: portal("start.title") }).waitFor();
    await expect.poll(() => focused(page)).toBe("Koos Keerom");
  });

  it("leads from question to question of the aanmeldwebsite, and out of it, without loss", async () => {
    const { page, go } = await visit({ viewport: phone });
    await go("/waalwijk");
    await page.getByRole("link", { name: site("home.self") }).click();
    await page.getByRole("checkbox", { name: site("domain.housing") }).check();
    await page.getByRole("button", { name: site("next") }).click();
    await page.getByLabel(site("question.label")).fill("Terug en weer heen.");
    await page.goBack();
    expect(await page.getByRole("checkbox", { name: site("domain.housing") }).isChecked()).toBe(true);
    await page.goBack();
    await expect.poll(() => focused(page)).toBe(site("home.self"));
    await page.goForward();
    await page.goForward();
    expect(await page.getByLabel(site("question.label")).inputValue()).toBe("Terug en weer heen.");
  });
});
