import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { opened } from "./forms/portal.ts";
import { apiOf, type Api } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

/** onCase is Pim on the page of a case of his own. */
async function onCase(name: string, locale?: string) {
  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  const { id } = await opened(apiOf(coordinator.page), name);
  const who = await visit(locale ? { locale } : {});
  await signIn(who, "formal-supporter", "/portal");
  const path = `/portal/gm0867/cases/${id}`;
  await who.go(path);
  return { ...who, id, path, api: apiOf(who.page) };
}

/** written are the contacts of a case, typed its drafts. */
const written = async (api: Api, id: string) => (await api<{ contactMoments: { id: string; note: string; minutes: number }[] }>("GET", `/contact-moments?case=${id}`)).contactMoments;
const typed = async (api: Api, id: string) => (await api<{ contactDrafts: { id: string; note: string }[] }>("GET", `/contact-drafts?case=${id}`)).contactDrafts;

describe.each(spokenIn)("a supporter ($language)", ({ locale, portal }) => {
  it("writes a contact down, which is kept while it is typed and sent once", async () => {
    const { page, id, api } = await onCase("Noor Contact", locale);
    await page.getByText(portal("contact.none")).waitFor();
    await page.getByText(portal("contact.open"), { exact: true }).click();
    const send = page.getByRole("button", { name: portal("contact.send"), exact: true });
    await send.click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.kind") }).waitFor();
    await page.getByLabel(portal("contact.note")).fill("Koffie gedronken");
    await page.getByRole("status").getByText(startsWith(portal("contact.saved", { time: "" }).replace(".", "").trimEnd())).waitFor();
    await expect.poll(async () => (await typed(api, id)).map(({ note }) => note)).toEqual(["Koffie gedronken"]);
    await expectUsable(page);

    // Whoever comes back goes on where they were.
    await page.reload();
    expect(await page.getByLabel(portal("contact.note")).inputValue()).toBe("Koffie gedronken");
    await page.getByLabel(portal("contact.kind")).selectOption("CONTACT_KIND_HOME_VISIT");
    await page.getByLabel(portal("contact.minutes")).fill("45");
    await send.dblclick();
    const card = page.locator(".oco-card").filter({ hasText: "Koffie gedronken" });
    await card.getByText(portal("contact.lasted", { what: portal("contact.kind.CONTACT_KIND_HOME_VISIT"), count: 45 })).waitFor();
    await page.getByText(portal("contact.total", { count: 1, minutes: 45 })).waitFor();
    expect([(await written(api, id)).length, (await typed(api, id)).length]).toEqual([1, 0]);
    await expectUsable(page);

    await card.getByText(portal("contact.remove"), { exact: true }).click();
    await card.getByRole("button", { name: startsWith(portal("work.remove.do")) }).click();
    await page.getByText(portal("contact.none")).waitFor();
  });

  it("writes down what is to be reached, and lets the case wait", async () => {
    const { page } = await onCase("Noor Doel", locale);
    await page.getByText(portal("goal.open"), { exact: true }).click();
    await page.getByRole("button", { name: portal("goal.send"), exact: true }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.goal") }).waitFor();
    await page.getByLabel(portal("goal.text")).fill("Een eigen sleutel");
    await expectUsable(page);
    await page.getByRole("button", { name: portal("goal.send"), exact: true }).click();
    const card = page.locator(".oco-card").filter({ hasText: "Een eigen sleutel" });
    await card.getByRole("button", { name: startsWith(portal("goal.to.GOAL_STATE_REACHED")) }).click();
    await card.getByText(portal("goal.GOAL_STATE_REACHED"), { exact: true }).waitFor();

    await page.getByText(portal("hold.open"), { exact: true }).click();
    await page.getByRole("button", { name: portal("hold.send"), exact: true }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.hold") }).waitFor();
    await page.getByLabel(portal("hold.reason")).selectOption("HOLD_REASON_DECISION");
    await expectUsable(page);
    await page.getByRole("button", { name: portal("hold.send"), exact: true }).click();
    await page.getByText(portal("hold.waits", { why: portal("hold.HOLD_REASON_DECISION") })).waitFor();
    await expectUsable(page);
    await page.getByRole("button", { name: portal("hold.resume") }).click();
    await page.getByText(portal("hold.open"), { exact: true }).waitFor();
  });
});

describe("what was typed", () => {
  const { portal } = dutch;
  const note = (page: Page) => page.getByLabel(portal("contact.note"));

  it("stays in the tab without a connection, on the device only when that is one's own, and is saved when there is one again", async () => {
    const { page, id, api } = await onCase("Noor Lijn");
    await page.getByText(portal("contact.open"), { exact: true }).click();
    await page.route("**/contact-drafts/_save", (route) => route.abort());
    await note(page).fill("Zonder verbinding");
    await page.getByText(portal("contact.line")).waitFor();
    const onDevice = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("oco.contact")).length);
    expect(await onDevice()).toBe(0);
    await page.getByLabel(portal("contact.own")).check();
    expect(await onDevice()).toBe(1);
    await expectUsable(page);
    await page.reload();
    expect(await note(page).inputValue()).toBe("Zonder verbinding");
    await page.unroute("**/contact-drafts/_save");
    await expect.poll(async () => (await typed(api, id)).map((draft) => draft.note), { timeout: 10_000 }).toEqual(["Zonder verbinding"]);
    await expect.poll(onDevice).toBe(0);
  });

  it("in two tabs stays in both, and nothing is lost", async () => {
    const { page, context, id, api } = await onCase("Noor Tabblad");
    await page.getByText(portal("contact.open"), { exact: true }).click();
    await note(page).fill("Het begin");
    await page.getByRole("status").getByText(startsWith("Bewaard om")).waitFor();
    const storage = await page.evaluate(() => Object.entries(sessionStorage));
    const other = await context.newPage();
    await other.goto(new URL("/config.json", page.url()).href);
    await other.evaluate((entries) => entries.forEach(([key, value]) => sessionStorage.setItem(key, value)), storage);
    await other.goto(page.url());
    await note(other).fill("Het begin, en in een ander tabblad verder");
    await other.getByRole("status").getByText(startsWith("Bewaard om")).waitFor();
    await note(page).fill("Het begin, en hier verder");
    await page.getByText(portal("contact.elsewhere")).waitFor();
    await expectUsable(page);
    await page.getByRole("button", { name: portal("contact.apart") }).click();
    await expect.poll(async () => (await typed(api, id)).map((draft) => draft.note).toSorted()).toEqual(["Het begin, en hier verder", "Het begin, en in een ander tabblad verder"]);
    await page.reload();
    await page.getByText(portal("contact.draft"), { exact: true }).waitFor();
    await expectUsable(page);
    await page.getByRole("button", { name: startsWith(portal("contact.goon")) }).click();
    await expect.poll(() => note(page).inputValue()).toBe("Het begin, en in een ander tabblad verder");
    await page.getByRole("button", { name: startsWith(portal("contact.away")) }).click();
    await expect.poll(async () => (await typed(api, id)).map((draft) => draft.note)).toEqual(["Het begin, en in een ander tabblad verder"]);
  });

  it("is sent once when the answer is lost", async () => {
    const { page, id, api } = await onCase("Noor Antwoord");
    await page.getByText(portal("contact.open"), { exact: true }).click();
    await page.getByLabel(portal("contact.kind")).selectOption("CONTACT_KIND_PHONE_CALL");
    await note(page).fill("Een keer");
    await page.route(
      "**/contact-moments",
      async (route) => {
        expect((await route.fetch()).ok()).toBe(true);
        await route.abort();
      },
      { times: 1 },
    );
    const send = page.getByRole("button", { name: portal("contact.send"), exact: true });
    await send.click();
    await page.getByRole("alert").getByText(portal("form.line")).waitFor();
    expect(await note(page).inputValue()).toBe("Een keer");
    await send.click();
    await page.locator(".oco-card").filter({ hasText: "Een keer" }).waitFor();
    expect((await written(api, id)).map((moment) => moment.note)).toEqual(["Een keer"]);
  });
});
