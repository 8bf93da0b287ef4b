import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { expectAccessible, expectUsable, useBrowser } from "./browser.ts";
import { apiOf, planned, quiet, reached, type Api } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith, type Words } from "./words.ts";

const visit = useBrowser();

/** How often a plan is tried: whatever another test does meanwhile outdates it. */
const attempts = 20;

/** waiting brings an application so far that it waits for a match; one for nobody asks for a language that nobody speaks. */
async function waiting(api: Api, name: string, forNobody = false): Promise<string> {
  const id = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, name);
  if (forNobody) await api("POST", `/applications/${id}/match-wishes/_record`, { wishedLanguage: "zh", languageStrength: "WISH_STRENGTH_MUST" });
  return id;
}

/** apply carries a plan out; it tells whether that was done, or the plan refused. */
async function apply(page: Page, { desk }: Words): Promise<boolean> {
  await page.getByText(desk("plan.apply"), { exact: true }).click();
  await page.getByRole("button", { name: desk("plan.apply.do", { count: 1 }) }).click();
  const done = page.getByRole("link", { name: desk("import.worklist") });
  await done.or(page.getByText(desk("plan.outdated"))).waitFor();
  return done.isVisible();
}

describe.each(spokenIn)("a plan for the backlog ($language)", (words) => {
  const { language, locale, desk } = words;

  it("is made from the keyboard, and nobody is asked", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page } = who;
    const api = apiOf(page);
    const id = await waiting(api, `Plan Toets ${language}`);
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await page.getByRole("heading", { level: 1, name: desk("plan.title") }).waitFor();
    await page.getByRole("button", { name: desk("plan.make") }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: startsWith(desk("plan.matches")) }).waitFor();
    await page.getByText(startsWith(desk("plan.age", { ago: "", moment: "" }).replace(/\W+$/, ""))).waitFor();
    expect((await api<{ state: string }>("GET", `/applications/${id}`)).state).toBe("APPLICATION_STATE_WAITING_FOR_MATCH");
    // Who looks at something else for a moment finds it again.
    const address = new URL(page.url()).pathname;
    await page.getByRole("link", { name: desk("worklist.title") }).click();
    await page.getByRole("link", { name: desk("plan.title") }).click();
    await page.getByRole("link", { name: startsWith(desk("plan.last", { ago: "" })) }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(address);
  });

  it("says who gets whom and why, who gets nobody and why, and what is scarce", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const [one, other] = [await waiting(api, `Plan Krijgt ${language}`), await waiting(api, `Plan Niemand ${language}`, true)];
    const plan = await planned(api, one, other);
    await go(`/desk/gm0867/match-plans/${plan.id}`);
    const matched = page.getByRole("row", { name: `Plan Krijgt ${language}` });
    await matched.locator("summary").first().click();
    await matched.getByRole("table").first().waitFor();
    await page.getByRole("row", { name: `Plan Niemand ${language}` }).getByText(desk("unplanned.UNPLANNED_REASON_NO_PAIR")).waitFor();
    // The chart is its own table, with what the plan says a place is worth.
    const domains = page.getByRole("region", { name: desk("scarce.domains") }).getByRole("table");
    const { scarceLifeDomains: scarce } = await api<{ scarceLifeDomains: { price: number }[] }>("GET", `/match-plans/${plan.id}`);
    expect(await domains.getByRole("cell").allInnerTexts()).toEqual(scarce.flatMap(({ price }) => ["", String(Math.round(price * 100))]));
    await domains.getByRole("rowheader", { name: startsWith(desk("domain.LIFE_DOMAIN_HOUSING")) }).waitFor();
    await expectUsable(page);
    await page.getByRole("link", { name: `Plan Krijgt ${language}` }).click();
    await page.getByRole("heading", { level: 1, name: `Plan Krijgt ${language}` }).waitFor();
  });

  it("that is long is shown part by part", async () => {
    const who = await visit({ locale });
    await signIn(who, "neighbour-coordinator");
    const { page, go } = who;
    const api = apiOf(page, quiet);
    const ids: string[] = [];
    for (let n = 1; n <= 25; n++) ids.push(await waiting(api, `Lang ${language} ${n}`, true));
    const plan = await planned(api, ...ids);
    await go(`/desk/${quiet}/match-plans/${plan.id}`);
    const rows = page.getByRole("table", { name: desk("plan.unplanned") }).or(page.getByRole("region", { name: desk("plan.unplanned"), exact: true }).last()).getByRole("link");
    await page.getByText(desk("plan.apply.nobody")).waitFor();
    await page.getByRole("button", { name: desk("plan.more", { count: 5, of: 25 }) }).waitFor();
    expect(await rows.count()).toBe(20);
    await page.getByRole("button", { name: desk("plan.more", { count: 5, of: 25 }) }).click();
    await expect.poll(() => rows.count()).toBe(25);
    expect(await page.getByRole("link", { name: desk("plan.application") }).count()).toBe(0);
  });

  it("that the world has overtaken asks nobody, says so, and another one is made", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const id = await waiting(api, `Plan Oud ${language}`);
    const plan = await planned(api, id);
    await go(`/desk/gm0867/match-plans/${plan.id}`);
    await page.getByText(desk("plan.apply"), { exact: true }).waitFor();
    await api("POST", `/applications/${id}/triage-decisions`, { route: "ROUTE_OWN_NETWORK" });
    expect(await apply(page, words)).toBe(false);
    await expectUsable(page);
    await page.getByRole("button", { name: desk("plan.outdated.again") }).click();
    await expect.poll(() => page.url()).not.toContain(plan.id);
    await page.getByRole("heading", { level: 1, name: desk("plan.title") }).waitFor();
    expect(await page.getByText(desk("plan.outdated")).count()).toBe(0);
  });

  it("that is carried out asks everybody in it", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const id = await waiting(api, `Plan Vraagt ${language}`);
    let done = false;
    for (let n = 0; n < attempts && !done; n++) {
      await go(`/desk/gm0867/match-plans/${(await planned(api, id)).id}`);
      done = await apply(page, words);
    }
    expect(done).toBe(true);
    expect((await api<{ state: string }>("GET", `/applications/${id}`)).state).toBe("APPLICATION_STATE_OFFERED");
    expect(await page.getByText(desk("plan.apply"), { exact: true }).count()).toBe(0);
    await expectUsable(page);
  });
});

describe.each(spokenIn)("a year that is played ($language)", ({ locale, desk }) => {
  it("ends in charts and a table, the same for the same seed", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page } = who;
    await page.getByRole("link", { name: desk("plan.title") }).click();
    await page.getByRole("link", { name: desk("simulation.title") }).click();
    await page.getByText(desk("simulation.text.compare")).waitFor();
    await page.getByLabel(desk("simulation.seed"), { exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(desk("simulation.done")).waitFor();
    // What docs/simulation.md has of this year.
    const table = page.getByRole("table", { name: desk("outcome.table") });
    const row = table.getByRole("row", { name: startsWith(desk("outcome.sameDay")) });
    expect(await row.getByRole("cell").allInnerTexts()).toEqual(["71%", "68%", "76%", "73%"]);
    const chart = page.getByRole("region", { name: desk("outcome.sameDay") }).getByRole("table");
    expect(await chart.getByRole("row", { name: startsWith(desk("policy.SIMULATED_POLICY_OURS")) }).getByText("73%").count()).toBe(1);
    await expectUsable(page);
  });

  it("of a size of one's own is refused by name, and can be stopped", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    await go("/desk/match-plan/simulation");
    await page.getByRole("radio", { name: startsWith(desk("simulation.own")) }).check();
    await page.getByLabel(desk("simulation.volunteers"), { exact: true }).fill("301");
    await page.getByRole("button", { name: desk("simulation.do") }).click();
    await page.getByRole("alert").getByRole("link", { name: startsWith(desk("simulation.volunteers")) }).waitFor();
    await expectAccessible(page);
    await page.getByLabel(desk("simulation.volunteers"), { exact: true }).fill("30");
    // It takes long, as one does that waits for another's.
    await page.route("**/_play?**", () => undefined);
    await page.getByRole("button", { name: desk("simulation.do") }).click();
    await page.getByRole("progressbar", { name: desk("simulation.progress") }).waitFor();
    await expectUsable(page);
    await page.getByRole("button", { name: desk("simulation.stop"), exact: true }).click();
    await page.getByRole("status").getByText(desk("simulation.stopped")).waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.unroute("**/_play?**");
    await page.getByRole("button", { name: desk("simulation.do") }).click();
    await page.getByRole("heading", { name: desk("outcome.title") }).waitFor();
  });

  it("may be the year that was here", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    await waiting(apiOf(page), "Jaar Eigen");
    await go("/desk/match-plan/simulation");
    await page.getByRole("radio", { name: startsWith(desk("simulation.past")) }).check();
    await page.getByRole("button", { name: desk("simulation.do") }).click();
    await page.getByText(desk("simulation.done")).waitFor();
    await page.getByRole("table", { name: desk("outcome.table") }).waitFor();
    await expectUsable(page);
  });
});
