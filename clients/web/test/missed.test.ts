import { describe, expect, it } from "vitest";

import { expectAccessible, expectNoSideways, phone, useBrowser, type Visit } from "./browser.ts";
import { invited, ownRecord } from "./forms/own.ts";
import { apiOf, asked, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, startsWith } from "./words.ts";

const visit = useBrowser();
const { portal } = dutch;

/** expectTold opens a page while something that is read for it is on its way, and then does not come: neither looks like there being none. */
async function expectTold({ page, go }: Visit, path: string, what: string, none: string[] = []): Promise<void> {
  const expectNotNone = async () => expect((await Promise.all(none.map((text) => page.getByText(text).count()))).some(Boolean)).toBe(false);
  let fail = () => {};
  const failing = new Promise<void>((resolve) => (fail = resolve));
  const reading = new RegExp(`/v1/municipalities/gm0867/${what.replace("*", "[^/?]+")}(\\?|$)`);
  await page.route(reading, async (route) => {
    await failing;
    await route.abort();
  });
  await Promise.all([page.waitForRequest(reading), go(`/portal${path}`)]);
  // A form that is folded up may wait for the same.
  await page.getByText(portal("waiting"), { exact: true }).filter({ visible: true }).first().waitFor();
  await expectNotNone();
  fail();
  const told = page.getByRole("alert").getByText(startsWith(portal("read.line")));
  await told.filter({ visible: true }).first().waitFor();
  await expectNotNone();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.unroute(reading);
  // Each place that misses something has its button; one that misses the same is helped by it too.
  const again = page.getByRole("button", { name: portal("again") }).first();
  await expect.poll(async () => {
    if (await again.isVisible()) await again.click();
    return told.count();
  }).toBe(0);
  await expect.poll(() => page.getByText(portal("waiting"), { exact: true }).count()).toBe(0);
}

describe("what did not come is not shown as if there were none", () => {
  it.each([
    ["", "offers", [portal("offers.none")]],
    ["", "cases", [portal("cases.none")]],
    ["/availability", "supporters", [portal("own.none")]],
    ["/availability", "pauses", [portal("break.text"), portal("holidays.none")]],
    ["/meetings", "meeting-invitations", [portal("meetings.ahead.none"), portal("meetings.past.none")]],
    ["/meetings", "due-meetings", []],
    ["/claims", "work-entries", [portal("work.none")]],
    ["/claims", "expense-claims", [portal("claims.none")]],
    ["/claims", "supporters/*/bank-details", [portal("bank.none")]],
    ["/claims", "supporters/*/expense-totals", []],
  ])("of /portal%s: %s", async (path, what, none) => {
    const who = await visit({ viewport: phone });
    await signIn(who, "supporter", "/portal");
    await expectTold(who, path, what, none);
  });

  it("of a case, what it can come to, and a meeting", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    const { application, offer } = await asked(api, "Mies Gemist", "Vera Vrijwilliger");
    const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
    await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
    const { cases } = await api<{ cases: Made[] }>("GET", `/cases?application=${application}`);
    const who = await visit({ viewport: phone });
    await signIn(who, "supporter", "/portal");
    await expectTold(who, `/gm0867/cases/${cases[0]!.id}`, "cases/*");
    await who.page.getByRole("heading", { level: 1, name: "Mies Gemist" }).waitFor();
    await expectTold(who, `/gm0867/cases/${cases[0]!.id}`, "codes");
    await expectTold(who, `/gm0867/cases/${cases[0]!.id}`, "work-entries", [portal("work.case.none")]);
    await invited(api, (await ownRecord(apiOf(who.page))).id, "Gemist: waar is het?");
    await expectTold(who, "/meetings", "meetings/*");
    await who.page.getByText("Wijkpunt Centrum").first().waitFor();
  });
});
