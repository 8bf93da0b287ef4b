import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { expectNoSideways, phone, useBrowser, type Visit } from "./browser.ts";
import { open, pages } from "./pages.ts";
import { apiOf, reached } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch } from "./words.ts";

// Whatever people type, in every text field that a page has: refused by the name of the field, or kept as it was typed.
const visit = useBrowser();
const { desk, site } = dutch;

/** A script, right to left and emoji, and a word without an end. */
const script = `</textarea><script>alert(1)</script><img id=hostile src=x onerror=alert(2)> "'\`{{7*7}} مريم 🧓🏽 ${"w".repeat(60)}`;

/** What people may type; the other is 100 KB. */
const texts = [script, "é".repeat(50_000)];

/** plain is what a field takes, by what it is called in the page. */
function plain(id: string, type: string): string {
  if (type === "tel") return "0611930799";
  if (type === "email" || /email/i.test(id)) return "post@voorbeeld.example";
  const known: [RegExp, string][] = [
    [/postcode/, "5141 AB"], [/houseNumber/, "12"], [/website|onlineLink|webhook-url/, "https://voorbeeld.example"], [/issuer/, "https://login.example"],
    [/subject/, "niemand"], [/max-cases/, "50"], [/maxCases|places/i, "2"], [/iban/, "NL91 ABNA 0417 1643 00"],
    [/days|hours|minutes|kilometres|ticket|batch-cards|(Days|Hours|Weeks|After)$|^(applications|volunteers|professionals|seed)$/, "2"], [/code/, ""],
  ];
  return known.find(([name]) => name.test(id))?.[1] ?? `Gewoon ${id}`;
}

/** boxes are what can be typed in, whatever it is; days and times are chosen. */
const boxes = (part: Locator) => part.locator("textarea:visible, input:visible:not([type=checkbox], [type=radio], [type=file], [type=date], [type=time], [type=month])");

/** unfold shows every field that a page can have: what is folded, and what an answer asks further about. What comes to the page meanwhile stays folded. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll("main details").forEach((fold) => ((fold as HTMLDetailsElement).open = true)));
  for (const box of await page.locator("main input[type=checkbox]:visible").all()) await box.check();
  for (const group of await page.locator("main").getByRole("radiogroup").all()) await group.getByRole("radio").last().check();
  for (const select of await page.locator("main select:visible:has(option[value=ROLE_ORGANISATION_PLANNER])").all()) await select.selectOption("ROLE_ORGANISATION_PLANNER");
  for (const select of await page.locator("main select#outcome:visible").all()) await select.selectOption({ index: 1 });
  for (const select of await page.locator("main :is(select#plan-kind, select#transfer-reason):visible").all()) await select.selectOption({ index: 1 });
  for (const day of await page.locator("main input#plan-date:visible").all()) await day.fill("2090-03-29");
  for (const time of await page.locator("main input#plan-time:visible").all()) await time.fill("14:30");
  for (const day of await page.locator("main input#meeting-date:visible").all()) await day.fill("2027-01-15");
  for (const day of await page.locator("main input[type=date][id*=fromDate]:visible").all()) await day.fill("2026-03-02");
}

/** isSent presses what sends a form, and tells whether it was; what is refused by name is mended. */
async function isSent(page: Page, part: Locator, send: Locator, text: string): Promise<boolean> {
  await send.click();
  await expect.poll(() => page.locator("main button[aria-disabled=true]").count()).toBe(0);
  const alert = part.getByRole("alert");
  if (!(await alert.isVisible())) return true;
  const named = await alert.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
  // What is no field's fault is said in a sentence of its own, and nothing that was typed is lost by it.
  if (named.length === 0) expect(await alert.innerText()).not.toMatch(/Kijk per onderdeel wat er nog moet veranderen\.\s*$/);
  for (const field of named) {
    const target = part.locator(`[id="${field.slice(1)}"]`);
    // A yes that cannot be is taken back.
    if (await target.evaluate((element) => element.matches("input[type=checkbox]"))) {
      await target.uncheck();
      continue;
    }
    const own = await target.evaluate((element) => element.matches("input, textarea"));
    for (const box of own ? [target] : await boxes(target).all()) {
      const will = plain((await box.getAttribute("id"))!, (await box.getAttribute("type")) ?? "");
      expect([text, will]).toContain(await box.inputValue());
      await box.fill(will);
    }
  }
  return named.length === 0;
}

/** attack types a text into every field of a part of a page, and sends it until each field was refused by name or taken. */
async function attack(page: Page, part: Locator, send: Locator, text: string): Promise<void> {
  const found = await boxes(part).all();
  for (const box of found) await box.fill(text);
  await expectNoSideways(page);
  // Each field is named once at most, so it ends.
  for (let attempts = 0; attempts <= found.length; attempts++) {
    if (await isSent(page, part, send, text)) break;
  }
}

/** attackPage does so with each form of a page, and with what is asked outside a form; it returns how many fields there were. */
async function attackPage(page: Page, text: string): Promise<number> {
  await unfold(page);
  const fields = await boxes(page.locator("main")).count();
  // Each keeps a number of its own: what one of them sends may take another away, and they would move up.
  const forms = await page.locator("main form:has(textarea, input)").evaluateAll((all) => all.map((form, n) => form.setAttribute("data-number", String(n))).length);
  for (let n = 0; n < forms; n++) {
    const form = page.locator(`main form[data-number="${n}"]`);
    if (!(await form.isVisible()) || (await boxes(form).count()) === 0) continue;
    await attack(page, form, form.locator("button[type=submit]"), text);
  }
  const loose = page.locator("main section:not(:has(form), form *):has(textarea, input[type=text])");
  for (const section of await loose.all()) await attack(page, section, section.getByRole("button").first(), text);
  await expectNoSideways(page);
  expect(await page.locator("#hostile").count(), "an element made of what was typed").toBe(0);
  return fields;
}

/** begin opens a window in which no script may run that somebody typed. */
async function begin(): Promise<Visit> {
  const who = await visit({ viewport: phone });
  who.page.on("dialog", () => expect.fail("a script ran"));
  return who;
}

describe("whatever people type", () => {
  it.each(pages)("is taken or refused by name on %s%s", async (door, path, persona) => {
    const who = await begin();
    for (const text of texts) {
      await open(visit, who, door, path, persona);
      if ((await attackPage(who.page, text)) === 0) break;
    }
  });

  it.each(["/aanmelden", "/aanmelden-voor-een-ander"])("is taken or refused by name at each question of %s", async (base) => {
    const { page, go } = await begin();
    const send = page.getByRole("button", { name: site("check.send") });
    const next = page.getByRole("button", { name: site("next") });
    for (const text of texts) {
      await go(`/waalwijk${base}`);
      await next.waitFor();
      while (!(await send.isVisible())) {
        const address = page.url();
        await attackPage(page, text);
        // A question without anything to type is answered.
        if (page.url() === address) await next.click();
        await expect.poll(() => page.url()).not.toBe(address);
        await next.or(send).waitFor();
      }
      await expectNoSideways(page);
      await send.click();
      await page.getByRole("heading", { name: site("receipt.title") }).or(page.getByRole("alert").getByRole("link")).first().waitFor();
    }
  });

  it.each(["APPLICATION_STATE_RECEIVED", "APPLICATION_STATE_AWAITING_CONSENT", "APPLICATION_STATE_IN_SUPPORT"] as const)("is taken or refused by name on the page of an application in %s", async (state) => {
    const who = await begin();
    await signIn(who, "coordinator");
    for (const text of texts) await attackApplication(who, `/desk/gm0867/applications/${await reached[state](apiOf(who.page), "Hanna Hack")}`, text);
  });
});

/** attackApplication does so on the page of an application, and looks at how it shows what was typed. */
async function attackApplication({ page, go }: Visit, address: string, text: string): Promise<void> {
  const shown = async () => {
    await go(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("heading", { level: 3, name: desk("around.acting") }).waitFor(); // the last that is read
    await expect.poll(() => page.getByText(/^Een ogenblik/).count()).toBe(0);
  };
  await shown();
  await attackPage(page, text);
  await shown();
  await expectNoSideways(page);
  expect(await page.locator("#hostile").count()).toBe(0);
  if (text === script) await page.getByText("<script>alert(1)</script>").first().waitFor();
}
