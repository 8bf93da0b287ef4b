import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { pages } from "../src/desk/routes.tsx";
import { desktop, expectAccessible, expectNoSideways, phone, useBrowser, type Visit } from "./browser.ts";
import { signIn } from "./signin.ts";
import { inWorklist, unfold } from "./worklist.ts";
import { spokenIn, startsWith, type Words } from "./words.ts";

const visit = useBrowser();

/** apply sends an application in as a resident does. */
async function apply({ page, go }: Visit, { prefix, site }: Words, name: string, phoneNumber: string): Promise<void> {
  await go(`${prefix}/waalwijk/bel-mij`);
  await page.getByLabel(site("field.firstname")).fill(name);
  await page.getByLabel(site("field.phone")).fill(phoneNumber);
  await page.getByRole("button", { name: site("callback.send") }).click();
  await page.getByRole("heading", { name: site("receipt.title") }).waitFor();
}

describe("every page of the desk", () => {
  const plain = pages.filter(({ path }) => !path.includes(":"));
  it.each(plain.map(({ path, roles }) => [path, roles.includes("ROLE_COORDINATOR") ? "coordinator" : "administrator"] as const))("%s can be used by everybody", async (path, persona) => {
    const who = await visit();
    await signIn(who, persona, persona === "coordinator" ? "/desk" : "/desk/settings");
    const { page, go } = who;
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size);
      await go(`/desk${path === "/" ? "" : path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
      await expect.poll(() => page.getByText("Een ogenblik.").count()).toBe(0);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
    // On a phone the parts of the desk fold away under a button.
    expect(await page.getByRole("navigation", { name: "Onderdelen" }).count()).toBe(0);
    await page.getByRole("button", { name: "Menu", expanded: false }).click();
    await page.getByRole("navigation", { name: "Onderdelen" }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Nederlands" }).waitFor();
    await expectAccessible(page);
  }, 120_000);
});

describe.each(spokenIn)("the main job ($language)", (words) => {
  const { language, locale, desk } = words;

  it("goes from the aanmeldwebsite to a closed case and the monitor, without a manual", async () => {
    const resident = await visit({ viewport: phone });
    const coordinator = await visit({ locale });
    const name = `Bo Hoofdtaak ${language}`;
    await signIn(coordinator, "coordinator");
    // A new row appears by itself, and the focus stays where it is.
    const { page } = coordinator;
    const link = page.getByRole("link", { name: "Joris Kikkert" });
    await unfold(page);
    await link.focus();
    await apply(resident, words, name, { nl: "06 1193 0401", en: "06 1193 0402" }[language]);
    await page.getByRole("link", { name }).waitFor();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await expectAccessible(page);
    // "Bel mij terug" asks for a name and a number only: the coordinator writes down what it is about.
    const missing = page.getByText(startsWith(desk("missing", { what: "" })));
    await missing.waitFor();
    await page.getByRole("checkbox", { name: desk("domain.LIFE_DOMAIN_HOUSING") }).check();
    await page.getByRole("button", { name: desk("save") }).click();
    await missing.waitFor({ state: "detached" });
    await page.getByRole("button", { name: desk("triage.send") }).click();
    await page.getByRole("alert").getByText(desk("wrong.route")).waitFor();
    await page.getByRole("radio", { name: startsWith(desk("route.ROUTE_FORMAL")) }).check();
    await page.getByLabel(desk("triage.grounds")).fill("Het is ingewikkeld.");
    await page.getByRole("button", { name: desk("triage.send") }).click();
    await page.getByText(desk("triage.decided", { route: desk("route.ROUTE_FORMAL") })).waitFor();
    await expectAccessible(page);
    const address = page.url();
    await page.getByRole("button", { name: startsWith(desk("matching.ask.whom", { name: "" })) }).first().click();
    await page.getByRole("button", { name: desk("offer.yes") }).waitFor();
    // The worklist says who was asked, and how long ago.
    await page.getByRole("link", { name: desk("worklist.title") }).click();
    await page.getByRole("row", { name }).getByText(new RegExp(`^${desk("asked", { name: ".+", ago: ".+" })}$`)).waitFor();
    await page.goto(address);
    await page.getByRole("button", { name: desk("offer.yes") }).click();
    await page.getByRole("button", { name: desk("resident.RESIDENT_ANSWER_YES") }).click();
    await page.getByRole("heading", { name: desk("case.title"), exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole("region", { name: desk("case.title"), exact: true }).getByText(desk("case.close"), { exact: true }).first().click();
    await page.getByRole("button", { name: desk("case.close") }).click();
    await page.getByRole("alert").getByText(desk("wrong.fit")).waitFor();
    await expectAccessible(page);
    await page.getByLabel(desk("case.need")).fill("Ik wilde iemand die meekeek.");
    await page.getByLabel(desk("case.outcome")).selectOption({ index: 1 });
    await page.getByRole("radio", { name: desk("fit.FIT_YES"), exact: true }).check();
    await page.getByLabel(desk("case.hours")).fill({ nl: "2,5", en: "2.5" }[language]);
    await page.getByRole("button", { name: desk("case.close") }).click();
    await page.getByText(startsWith(desk("case.closed", { day: "" }))).first().waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);

    await page.getByRole("link", { name: desk("monitor.title") }).click();
    await page.getByRole("heading", { name: desk("table.months") }).waitFor();
    await expectAccessible(page);
  }, 120_000);
});

describe.each(spokenIn)("what was promised ($language)", (words) => {
  const { language, locale, desk } = words;

  it("is shown with how long there is, in words and as time passes", async () => {
    const resident = await visit({ viewport: phone });
    const name = `Bas Belofte ${language}`;
    await apply(resident, words, name, { nl: "06 1193 0605", en: "06 1193 0606" }[language]);
    const coordinator = await visit({ locale });
    const { page } = coordinator;
    await page.clock.install();
    // The server promises by the hour of the day; the page is told of two hours and a half, so that it says the same at any hour.
    await page.route(/\/applications\?/, async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { applications?: { residentName: string; promiseClocks: { dueTime: string; warnTime: string }[] }[] };
      const inMinutes = (minutes: number) => new Date(began + minutes * 60_000).toISOString();
      for (const { promiseClocks } of answer.applications?.filter(({ residentName }) => residentName === name) ?? []) {
        expect(promiseClocks).toHaveLength(3);
        promiseClocks[0] = { ...promiseClocks[0], dueTime: inMinutes(150), warnTime: inMinutes(90) } as (typeof promiseClocks)[number];
      }
      await route.fulfill({ response, json: answer });
    });
    const began = Date.now();
    await signIn(coordinator, "coordinator");
    await inWorklist(page, name);
    const says = async (state: "time" | "soon" | "broken", unit: "minutes" | "hours", count: number) => {
      const text = `${desk("promise.PROMISE_KIND_MATCH")}: ${desk(`clock.${state}`, { span: desk(`span.${unit}`, { count }) })}`;
      await page.getByRole("row", { name }).getByText(text, { exact: true }).waitFor();
      await expectAccessible(page);
    };
    await says("time", "hours", 2);
    await page.clock.fastForward("01:15:00");
    await says("time", "hours", 1);
    await page.setViewportSize(phone);
    await page.clock.fastForward("01:00:00");
    await page.getByRole("row", { name }).getByText(startsWith(`${desk("promise.PROMISE_KIND_MATCH")}: ${desk("clock.soon", { span: "" }).trim().split(",")[0]}`)).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.clock.fastForward("01:30:00");
    await says("broken", "hours", 1);
    await expectNoSideways(page);
  }, 120_000);
});

describe.each(spokenIn)("at the counter ($language)", ({ language, locale, desk }) => {
  it("writes an application down, and finds it again by name", async () => {
    const who = await visit({ locale });
    const name = `Truus Toonbank ${language}`;
    await signIn(who, "coordinator");
    const { page } = who;
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.getByRole("heading", { level: 1, name: desk("new.title") }).waitFor();
    await page.getByLabel(desk("new.name"), { exact: true }).fill(name);
    await page.getByLabel(desk("who.phone"), { exact: true }).fill({ nl: "0611930411", en: "0611930412" }[language]);
    await page.getByLabel(desk("new.careful")).check();
    await page.getByRole("button", { name: desk("new.do"), exact: true }).click();
    await page.getByRole("alert").getByText(desk("wrong.instruction")).waitFor();
    await page.getByLabel(desk("new.instruction")).fill("Alleen na school.");
    await page.getByRole("button", { name: desk("new.do"), exact: true }).click();
    await page.getByText(desk("new.done")).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: desk("search.title") }).click();
    await page.getByLabel(desk("search.name"), { exact: true }).fill(`toonbank ${language}`);
    await page.getByRole("button", { name: desk("search.do"), exact: true }).click();
    await page.getByRole("link", { name }).click();
    await page.getByRole("listitem").getByText("Alleen na school.").waitFor();
    await expectAccessible(page);
  });

  it("counts a direct answer in ten seconds, as somebody of the desk", async () => {
    const who = await visit({ locale });
    await signIn(who, "desk");
    const { page } = who;
    // The desk sees what it entered itself, and is told so.
    await page.getByText(desk("worklist.own")).waitFor();
    expect(await page.getByText(desk("empty.triage")).count()).toBe(0);
    await page.getByRole("link", { name: desk("direct.title") }).click();
    await page.getByRole("radio", { name: desk("domain.LIFE_DOMAIN_HOUSING") }).check();
    await page.getByRole("button", { name: desk("direct.do") }).click();
    await page.getByText(desk("direct.done", { count: 1 })).waitFor();
    expect(await page.getByRole("link", { name: desk("monitor.title") }).count()).toBe(0);
  });
});

describe.each(spokenIn)("a list of one's own ($language)", ({ language, locale, desk }) => {
  it("is rehearsed first, and then taken in", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page } = who;
    await page.getByRole("link", { name: desk("import.title") }).click();
    await page.getByRole("radio", { name: desk("import.IMPORT_KIND_APPLICATIONS") }).check();
    // Each language has people of its own: a list that was taken in already is told to be there.
    const list = (await readFile(join(import.meta.dirname, "lijst.csv"), "utf8")).replaceAll("Lijst", `Lijst${language}`).replaceAll("06-1193042", { nl: "06-1193042", en: "06-1193043" }[language]);
    await page.getByLabel(desk("import.file")).last().setInputFiles({ name: "lijst.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.getByRole("button", { name: desk("import.rehearse") }).click();
    await page.getByText(desk("import.done")).waitFor();
    await page.getByText(desk("import.imported", { count: 2 })).waitFor();
    // What the file lacks and what was not read is told.
    await page.getByText(startsWith(desk("import.unread.missing", { names: "" }))).or(page.getByText(startsWith(desk("import.unread.notRead", { names: "" })))).first().waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: desk("import.doit") }).click();
    await page.getByRole("heading", { name: desk("import.real"), exact: true }).waitFor();
    await page.getByText(desk("import.imported", { count: 2 })).waitFor();
    await page.getByRole("link", { name: desk("import.worklist") }).click();
    await (await inWorklist(page, `Gijs Lijst${language}`)).waitFor();
  });
});

describe.each(spokenIn)("settings ($language)", ({ language, locale, prefix, desk }) => {
  it("change what the aanmeldwebsite says, with a preview", async () => {
    const who = await visit({ locale });
    await signIn(who, "administrator", "/desk/settings");
    const { page } = who;
    await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
    const introduction = `Fijn dat u er bent (${language}).`;
    await page.getByLabel(desk("texts.introduction")).fill(introduction);
    await page.getByRole("complementary").getByText(introduction).waitFor();
    await page.getByRole("button", { name: desk("save") }).click();
    await page.getByText(desk("saved")).waitFor();
    const resident = await visit();
    await resident.go(`${prefix}/waalwijk`);
    await resident.page.getByText(introduction).waitFor();
  });

  it("need a second administrator for a role that sees persons", async () => {
    const name = `Nieuwe Collega ${language}`;
    const role = desk("role.ROLE_COORDINATOR");
    const first = await visit({ locale });
    await signIn(first, "administrator", "/desk/settings/accounts");
    const { page } = first;
    await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
    await page.getByText(desk("accounts.new")).click();
    await page.getByLabel(desk("new.name"), { exact: true }).fill(name);
    await page.getByLabel(desk("accounts.issuer")).fill("https://login.example");
    await page.getByLabel(desk("accounts.subject")).fill(`collega-${language}`);
    await page.getByRole("button", { name: desk("accounts.do") }).click();
    const give = page.getByRole("form", { name: desk("grants.give.whom", { name }) });
    const card = page.locator(".oco-card").filter({ has: page.getByRole("heading", { name }) });
    await card.getByText(desk("grants.give"), { exact: true }).click();
    await give.getByRole("combobox").selectOption({ label: role });
    await give.getByLabel(desk("grants.deputyOf")).selectOption({ label: "Carla Coördinator" });
    await give.getByRole("button", { name: desk("grants.do") }).click();
    await give.getByRole("link", { name: desk("wrong.deputyUntil") }).waitFor();
    await give.getByLabel(desk("grants.startDate")).fill("2089-12-20");
    await give.getByLabel(desk("grants.untilDate")).fill("2090-01-02");
    await give.getByRole("button", { name: desk("grants.do") }).click();
    await card.getByText(desk("grants.pending")).waitFor();
    await card.getByText(desk("grants.deputy", { name: "Carla Coördinator" })).waitFor();
    expect(await card.getByRole("button", { name: desk("grants.confirm") }).count()).toBe(0);
    const second = await visit({ locale });
    await signIn(second, "second-administrator", "/desk/settings/accounts");
    await second.page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
    const confirm = second.page.getByRole("button", { name: desk("grants.confirm.whom", { role, name }) });
    await confirm.click();
    await confirm.waitFor({ state: "detached" });
    await second.page.getByRole("button", { name: desk("grants.revoke.whom", { role, name }) }).waitFor();
    await expectAccessible(second.page);
  });
});

describe.each(spokenIn)("a resident for whom somebody else applied ($language)", ({ language, locale, prefix, site, desk }) => {
  it("is asked first, and what is written down of them can be mended", async () => {
    const name = `Truus Toestemming ${language}`;
    const near = await visit();
    await near.go(`${prefix}/waalwijk/aanmelden-als-professional`);
    await near.page.getByLabel(site("field.organisation")).fill("Huisartsenpraktijk De Linde");
    await near.page.getByLabel(site("field.ownName")).fill("A. Arts");
    await near.page.getByLabel(site("field.phone")).fill("0611930421");
    await near.page.getByLabel(site("field.name.other")).fill(name);
    await near.page.getByLabel(site("field.phone.other")).fill({ nl: "0611930422", en: "0611930423" }[language]);
    await near.page.getByRole("radio", { name: site("agrees.no") }).check();
    await near.page.getByRole("button", { name: site("check.send") }).click();
    await near.page.locator(".oco-code").waitFor();

    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page } = who;
    await (await inWorklist(page, name)).click();
    await page.getByRole("heading", { name: desk("agreement.title") }).waitFor();
    expect(await page.getByRole("heading", { name: desk("triage.title") }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByLabel(desk("agreement.manner")).fill("Aan de telefoon.");
    await page.getByRole("button", { name: desk("agreement.yes") }).click();
    await page.getByRole("heading", { name: desk("triage.title") }).waitFor();

    await page.getByText(desk("who.change")).click();
    const save = page.getByRole("group").filter({ has: page.getByLabel(desk("who.field.name")) }).getByRole("button", { name: desk("save") });
    await page.getByLabel(desk("who.field.name")).fill(`Truus van Toestemming ${language}`);
    await page.getByLabel(desk("who.field.postcode")).fill("5141 A");
    await page.getByRole("checkbox", { name: desk("safe.noVoicemail") }).check();
    await save.click();
    await page.getByRole("alert").getByRole("link", { name: /postcode/i }).waitFor();
    await expectAccessible(page);
    await page.getByLabel(desk("who.field.postcode")).fill("5141 ab");
    await save.click();
    await page.getByRole("heading", { level: 1, name: `Truus van Toestemming ${language}` }).waitFor();
    await page.getByRole("heading", { name: desk("safe.title") }).waitFor();
    await page.getByText("5141 AB").waitFor();
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectNoSideways(page);
  }, 60_000);
});
