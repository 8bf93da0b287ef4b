import type { Page, Route } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { expectUsable, phone, useBrowser, type Visit } from "./browser.ts";
import { drafted, entryOf, logged, ownRecord } from "./forms/own.ts";
import { apiOf, reached, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { supports } from "./supports.ts";
import { dutch, spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

/** Rosa, who supports nobody in the demo, becomes a supporter here: what she logs is in no other test's way. */
let rosa: Made;

beforeAll(async () => {
  rosa = await supports(visit, "Rosa Verwijzer", "0611937804");
  // She refers in the demo: what her account may do is remembered for half a minute.
  const { page } = await asRosa("/portal");
  await vi.waitFor(() => ownRecord(apiOf(page)), { timeout: 45_000, interval: 1000 });
}, 120_000);

/** asRosa opens a page of the portal as her, on a phone. */
async function asRosa(path: string, locale = "nl-NL"): Promise<Visit> {
  const who = await visit({ viewport: phone, locale });
  await signIn(who, "referrer", path);
  return who;
}

/** focused is the text of what has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe.each(spokenIn)("a supporter ($language)", ({ language, locale, portal, desk }) => {
  it("logs what they did, makes a claim of it, and sends it in", async () => {
    const { page } = await asRosa("/portal/claims", locale);
    await page.getByText(portal("work.none")).waitFor();
    const visited = `Huisbezoek (${language})`;
    const form = page.locator("details").filter({ hasText: portal("work.open") });
    const send = form.getByRole("button", { name: portal("work.send"), exact: true });
    await form.getByText(portal("work.open"), { exact: true }).click();
    await send.click();
    await form.getByRole("alert").getByRole("link", { name: portal("wrong.work") }).waitFor();
    await form.getByLabel(portal("claims.hours")).fill("30");
    await send.click();
    await form.getByRole("alert").getByRole("link", { name: portal("wrong.hours.most") }).waitFor();
    await expectUsable(page);
    await form.getByLabel(portal("claims.hours")).fill({ nl: "2,5", en: "2.5" }[language]);
    await form.getByLabel(portal("claims.kilometres")).fill("12");
    await form.getByLabel(portal("claims.description")).fill(visited);
    await send.dblclick();
    await entryOf(page, visited).getByText(portal("work.both", { hours: portal("work.hours", { count: 2.5 }), kilometres: portal("work.kilometres", { count: 12 }) }).replace("2.5", { nl: "2,5", en: "2.5" }[language])).waitFor();
    expect(await entryOf(page, visited).count()).toBe(1);

    const api = apiOf(page);
    await logged(api, `Later (${language})`);
    await logged(api, `Te veel (${language})`);
    await page.reload();
    await entryOf(page, "Te veel").getByText(portal("work.change"), { exact: true }).click();
    await entryOf(page, "Te veel").getByLabel(portal("claims.hours")).fill("");
    await entryOf(page, "Te veel").getByLabel(portal("claims.kilometres")).fill("4");
    await entryOf(page, "Te veel").getByRole("button", { name: startsWith(portal("work.save")) }).click();
    await entryOf(page, "Te veel").getByText(portal("work.kilometres", { count: 4 }), { exact: true }).waitFor();
    await entryOf(page, "Te veel").getByText(portal("work.remove"), { exact: true }).click();
    await expectUsable(page);
    await entryOf(page, "Te veel").getByRole("button", { name: startsWith(portal("work.remove.do")) }).click();
    await entryOf(page, "Te veel").waitFor({ state: "detached" });

    // Nothing ticked is nothing to claim; what is not ticked stays in the list.
    const claim = page.getByRole("button", { name: portal("work.claim") });
    for (const box of await page.locator("#claim-chosen input[type=checkbox]").all()) await box.uncheck();
    await claim.click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.chosen") }).waitFor();
    await expectUsable(page);
    await entryOf(page, visited).getByRole("checkbox").check();
    await claim.dblclick();
    await page.getByText(portal("work.made")).waitFor();
    await entryOf(page, visited).waitFor({ state: "detached" });
    await entryOf(page, "Later").waitFor();
    const card = page.locator(".oco-card").filter({ hasText: visited });
    expect(await card.count()).toBe(1);
    await card.getByText(portal("claim.logged")).first().waitFor();
    await card.getByText({ nl: /2,5 uur × €\s4,00 = €\s10,00/, en: /2\.5 hours × €4\.00 = €10\.00/ }[language]).waitFor();

    // The rest is added by typing it, and taken out of what is left.
    await card.getByText(portal("claims.more"), { exact: true }).click();
    await card.getByLabel(portal("claims.ticket")).fill("1");
    await card.getByRole("button", { name: portal("claims.look") }).click();
    await card.getByText(portal("claims.change"), { exact: true }).waitFor();
    expect(await card.getByText(portal("claim.logged")).count()).toBe(2);
    await expectUsable(page);
    await card.getByRole("button", { name: startsWith(portal("draft.send")) }).click();
    await card.getByText(portal("claim.EXPENSE_CLAIM_STATE_SUBMITTED")).waitFor();
    expect(await page.getByText(portal("work.made")).count()).toBe(0);

    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator", "/desk/claims");
    const waiting = coordinator.page.locator(".oco-card").filter({ hasText: visited });
    await waiting.getByText(desk("claim.logged")).first().waitFor();
    expect(await waiting.getByText(desk("claim.logged")).count()).toBe(2);
    // What is taken back is there to be claimed again.
    await card.getByRole("button", { name: startsWith(portal("claims.withdraw")) }).click();
    await entryOf(page, visited).waitFor();
    const { workEntries } = await api<{ workEntries: Made[] }>("GET", "/work-entries?unclaimed=true");
    await api("POST", "/expense-claims", { supporter: rosa.id, workEntries: workEntries.map(({ id }) => id) });
  });
});

describe("what was logged", () => {
  const { portal } = dutch;

  it("is taken out of a draft and put back, and what cannot be claimed is said at its entry", async () => {
    const { page } = await asRosa("/portal/claims");
    const api = apiOf(page);
    const first = await logged(api, "Eerste bezoek");
    await logged(api, "Van lang geleden", { date: "2001-02-03" });
    await logged(api, "Tweede bezoek");
    await page.reload();
    const claim = page.getByRole("button", { name: portal("work.claim") });
    await claim.click();
    // Nothing was paid that day.
    const wrong = entryOf(page, "Van lang geleden").locator(".utrecht-form-field-error-message");
    await wrong.waitFor();
    await page.getByRole("alert").getByRole("link", { name: await wrong.innerText() }).waitFor();
    await expectUsable(page);
    // What is removed then is not sent again.
    await entryOf(page, "Van lang geleden").getByText(portal("work.remove"), { exact: true }).click();
    await entryOf(page, "Van lang geleden").getByRole("button", { name: startsWith(portal("work.remove.do")) }).click();
    await entryOf(page, "Van lang geleden").waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toBe(portal("work.title"));
    expect(await page.getByRole("alert").count()).toBe(0);
    // Somebody else claims one of them meanwhile.
    const other = await api<Made>("POST", "/expense-claims", { supporter: rosa.id, workEntries: [first.id] });
    await claim.click();
    await entryOf(page, "Eerste bezoek").getByText("Dit staat al in een andere declaratie").waitFor();
    await api("POST", `/expense-claims/${other.id}/_withdraw`, {}, other.etag);
    await claim.click();
    const card = page.locator(".oco-card").filter({ hasText: "Tweede bezoek" });
    await card.getByRole("listitem").filter({ hasText: "Tweede bezoek" }).getByRole("button", { name: startsWith(portal("draft.out")) }).click();
    await entryOf(page, "Tweede bezoek").waitFor();
    const left = page.locator(".oco-card").filter({ hasText: "Eerste bezoek" });
    await expect.poll(() => left.getByRole("button", { name: startsWith(portal("draft.out")) }).count()).toBe(0); // the last goes with the draft
    await left.getByRole("button", { name: startsWith(portal("draft.away")) }).click();
    await entryOf(page, "Eerste bezoek").waitFor();
  });

  it("for a case stands on the page of that case, without asking for it", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const call = apiOf(coordinator.page);
    const application = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(call, "Wout Werkregel");
    const record = await call<Made>("GET", `/supporters/${rosa.id}`);
    await call("PATCH", `/supporters/${rosa.id}?updateMask=confidentialitySigned,trained,conductCertificateUntilDate`, { confidentialitySigned: true, trained: true, conductCertificateUntilDate: "2089-01-01" }, record.etag);
    const offer = await call<Made>("POST", "/offers", { application, supporter: rosa.id });
    const yes = await call<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
    await call("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, yes.etag);
    const who = await asRosa("/portal");
    const { page } = who;
    await page.getByRole("link", { name: "Wout Werkregel" }).click();
    await page.getByText(portal("work.case.none")).waitFor();
    const form = page.locator("details").filter({ hasText: portal("work.case.open") });
    await form.getByText(portal("work.case.open"), { exact: true }).click();
    expect(await form.getByLabel(portal("claims.case")).count()).toBe(0);
    await form.getByLabel(portal("claims.kilometres")).fill("7,5");
    await form.getByLabel(portal("claims.description")).fill("Mee naar het loket");
    await expectUsable(page);
    await form.getByRole("button", { name: portal("work.send"), exact: true }).click();
    const card = page.locator(".oco-card").filter({ hasText: "Mee naar het loket" });
    await card.getByText("7,5 km", { exact: true }).waitFor();
    await card.getByText(portal("work.change"), { exact: true }).click();
    await card.getByLabel(portal("claims.hours")).fill("1");
    await card.getByRole("button", { name: startsWith(portal("work.save")) }).click();
    await card.getByText("1 uur en 7,5 km", { exact: true }).waitFor();
    await expectUsable(page);
    // While it is not known for whom it was, that is said.
    await page.route("**/cases?*", (route) => route.abort());
    await who.go("/portal/claims");
    const log = page.getByRole("region", { name: portal("work.title") });
    await log.getByRole("alert").getByText(portal("read.line")).waitFor();
    await page.unroute("**/cases?*");
    await log.getByRole("button", { name: portal("again") }).click();
    const entry = entryOf(page, "Mee naar het loket");
    await entry.getByText(portal("work.for", { name: "Wout Werkregel" })).waitFor();
    for (const box of await page.locator("#claim-chosen input[type=checkbox]").all()) await box.uncheck();
    await entry.getByRole("checkbox").check();
    await page.getByRole("button", { name: portal("work.claim") }).click();
    await page.getByText(portal("work.made")).waitFor();
    await page.goBack();
    await card.getByText(portal("work.claimed")).waitFor();
    expect(await card.locator("details").count()).toBe(0);
  });

  it("stays in a draft of which the costs are changed", async () => {
    const { page } = await asRosa("/portal/claims");
    const api = apiOf(page);
    const { id } = await ownRecord(api);
    const entry = await logged(api, "Blijft staan");
    const typed = await drafted(api, "Parkeren bij het loket");
    await api("PATCH", `/expense-claims/${typed.id}?updateMask=workEntries`, { supporter: id, workEntries: [entry.id] }, typed.etag);
    await page.reload();
    const card = page.locator(".oco-card").filter({ hasText: "Blijft staan" });
    await card.getByText(portal("claims.change"), { exact: true }).click();
    expect(await card.getByRole("group", { name: portal("claims.day", { number: 2 }) }).count()).toBe(0);
    await card.getByLabel(portal("claims.ticket")).fill("");
    await card.getByLabel(portal("claims.description")).fill("");
    await card.getByRole("button", { name: portal("claims.look") }).click();
    await card.getByText(portal("claims.more"), { exact: true }).waitFor();
    expect([await card.getByText("Parkeren bij het loket").count(), await card.getByText(portal("claim.logged")).count()]).toEqual([0, 1]);
    await card.getByRole("button", { name: startsWith(portal("draft.away")) }).click();
    await entryOf(page, "Blijft staan").waitFor();
  });

  it("is taken out of a draft one by one, also when an answer is lost, and what was typed of the costs stays", async () => {
    const { page } = await asRosa("/portal/claims");
    const api = apiOf(page);
    const { id } = await ownRecord(api);
    const entries = [await logged(api, "Stapel een"), await logged(api, "Stapel twee"), await logged(api, "Stapel drie")];
    await api("POST", "/expense-claims", { supporter: id, workEntries: entries.map((entry) => entry.id) });
    await page.reload();
    const card = page.locator(".oco-card").filter({ hasText: "Stapel drie" });
    const out = (description: string) => card.getByRole("listitem").filter({ hasText: description }).getByRole("button", { name: startsWith(portal("draft.out")) });
    await card.getByText(portal("claims.more"), { exact: true }).click();
    await card.getByLabel(portal("claims.ticket")).fill("3");
    // It is done, but the answer is lost: the next is another change.
    const lose = async (route: Route) => {
      expect((await route.fetch()).ok()).toBe(true);
      await route.abort();
    };
    await page.route("**/expense-claims/*?updateMask=workEntries", lose, { times: 1 });
    await out("Stapel een").click();
    await entryOf(page, "Stapel een").waitFor();
    await out("Stapel twee").click();
    await entryOf(page, "Stapel twee").waitFor();
    expect(await card.getByLabel(portal("claims.ticket")).inputValue()).toBe("3");
    // The draft changed meanwhile: that is told once.
    const look = card.getByRole("button", { name: portal("claims.look") });
    await look.click();
    await card.getByRole("alert").waitFor();
    await look.click();
    await card.getByText(portal("claims.change"), { exact: true }).waitFor();
    await card.getByRole("button", { name: startsWith(portal("draft.away")) }).click();
    await entryOf(page, "Stapel drie").waitFor();

    // Who claims all of it goes on at the heading; the draft that is told of is one that is there.
    await page.getByRole("button", { name: portal("work.claim") }).click();
    await page.getByText(portal("work.none.left")).waitFor();
    await expect.poll(() => focused(page)).toBe(portal("work.title"));
    await page.getByText(portal("work.made")).waitFor();
    await card.getByRole("button", { name: startsWith(portal("draft.away")) }).click();
    await entryOf(page, "Stapel drie").waitFor();
    expect(await page.getByText(portal("work.made")).count()).toBe(0);
  });
});
