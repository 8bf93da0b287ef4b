import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { busy, dayFrom, paired, volunteer } from "./people.ts";
import { apiOf, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("a volunteer ($language)", ({ language, locale, desk }) => {
  it("is added, trained, accompanied by a buddy, and becomes active", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const name = `Bo Begint ${language}`;
    const buddy = `Eva Ervaren ${language}`;
    await volunteer(apiOf(page), buddy, "SUPPORTER_STATE_ACTIVE");

    await go("/desk/supporters/new");
    await page.getByRole("button", { name: desk("newcomer.do"), exact: true }).click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.supporter") }).waitFor();
    await expectUsable(page, { unfolded: true });
    await page.getByLabel(desk("person.name"), { exact: true }).fill(name);
    await page.getByLabel(desk("person.email"), { exact: true }).fill("geen adres");
    await page.getByRole("button", { name: desk("newcomer.do"), exact: true }).click();
    await page.locator("#new-email-error").waitFor(); // the server's sentence stands at the field
    await page.getByLabel(desk("person.email"), { exact: true }).fill("bo@voorbeeld.example");
    await page.getByRole("button", { name: desk("newcomer.do"), exact: true }).click();
    await page.getByText(desk("newcomer.done", { name })).waitFor();
    await page.getByRole("link", { name: desk("newcomer.open", { name }) }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    const address = page.url();

    // What is asked is seen, one after the other.
    const asked = page.getByRole("region", { name: desk("requirements.title"), exact: true });
    await asked.getByRole("listitem").first().waitFor();
    const required = await asked.getByRole("listitem").count();
    for (let n = 0; n < required; n++) {
      const item = asked.getByRole("listitem").nth(n);
      await item.locator("summary").click();
      await item.getByRole("button", { name: desk("seen.do"), exact: true }).click();
      await item.getByText(startsWith(desk("requirements.seen", { day: "" }))).waitFor();
      await item.getByRole("button", { name: desk("seen.do"), exact: true }).waitFor({ state: "hidden" });
    }
    await expectUsable(page, { unfolded: true });

    await page.goto(new URL("/desk/supporters", address).href);
    const move = (key: "IN_TRAINING" | "WITH_BUDDY" | "ACTIVE") => page.getByRole("button", { name: desk("move.whom", { name, move: desk(`move.SUPPORTER_STATE_${key}`) }), exact: true });
    await move("IN_TRAINING").click();
    await move("WITH_BUDDY").waitFor();
    await page.getByRole("link", { name, exact: true }).click();

    const path = page.getByRole("region", { name: desk("buddy.title"), exact: true });
    await path.getByText(desk("buddy.begin"), { exact: true }).click();
    await path.getByRole("button", { name: desk("buddy.begin.do"), exact: true }).click();
    await path.getByRole("alert").getByRole("link", { name: desk("wrong.buddy") }).waitFor();
    await path.getByLabel(desk("buddy.who")).selectOption({ label: buddy });
    await path.getByRole("button", { name: desk("buddy.begin.do"), exact: true }).click();
    await path.getByText(desk("buddy.at", { step: desk("step.BUDDY_STEP_SHADOW") })).waitFor();

    // Active without a case done alone is refused, in words.
    await page.goto(new URL("/desk/supporters", address).href);
    await page.getByText(desk("board.BUDDY_STEP_SHADOW", { name: buddy })).waitFor();
    await move("ACTIVE").click();
    await page.getByRole("alert").getByText({ nl: /nog geen traject zelf/, en: /no case alone|alone/ }[language]).waitFor();
    await expectUsable(page, { unfolded: true });

    await page.goto(address);
    for (const next of ["TOGETHER", "SOLO", "DONE"] as const) {
      await path.getByText(desk("buddy.record"), { exact: true }).click();
      await path.getByLabel(desk("buddy.note")).fill("Ging goed.");
      await path.getByRole("button", { name: desk("around.add.do"), exact: true }).click();
      await path.getByText(desk("buddy.at", { step: desk(`step.BUDDY_STEP_${next}`) })).waitFor();
    }
    expect(await path.getByRole("listitem").count()).toBe(3);
    await expectUsable(page, { unfolded: true });
    await page.goto(new URL("/desk/supporters", address).href);
    await move("ACTIVE").click();
    await page.getByRole("region", { name: startsWith(desk("stage.SUPPORTER_STATE_ACTIVE")) }).getByRole("link", { name, exact: true }).waitFor();
  }, 120_000);

  it("falls ill: what runs is shown to whoever sees to it, and the load says that it is too much", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const [name, resident] = [`Ziva Ziek ${language}`, `Rob Rekent ${language}`];
    const { id } = await volunteer(apiOf(page), name, "SUPPORTER_STATE_ACTIVE");
    const application = await busy(apiOf(page), id, resident);
    const { cases } = await apiOf(page)<{ cases: Made[] }>("GET", `/cases?application=${application}`);
    await apiOf(page)("POST", `/cases/${cases[0]!.id}/_appoint`, { appointmentTime: `${dayFrom(2)}T09:30:00Z` }, cases[0]!.etag);
    await go(`/desk/gm0867/supporters/${id}`);
    await page.getByRole("link", { name: resident }).waitFor();
    await page.getByText(desk("load", { open: 1, most: 2 }), { exact: true }).waitFor();
    await page.getByText(desk("pause.new", { name }), { exact: true }).click();
    await page.getByLabel(desk("pause.maxCases")).fill("geen");
    await page.getByRole("button", { name: desk("pause.do") }).click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.maxCases") }).waitFor();
    await page.getByLabel(desk("pause.maxCases")).fill("0");
    await page.getByLabel(desk("pause.endDate")).fill(dayFrom(10));
    await page.getByRole("button", { name: desk("pause.do") }).click();
    await page.getByRole("button", { name: startsWith(desk("pause.whose", { ends: desk("pause.end"), name, days: "" })) }).waitFor();
    await page.getByText(desk("load.over", { count: 1 })).waitFor();
    await expectUsable(page, { unfolded: true });

    // Where they begin the day too, above all else, with the appointment that somebody else has to keep.
    for (const address of ["/desk", "/desk/supporters"]) {
      await go(address);
      const stranded = page.getByRole("region", { name: desk("stranded.title"), exact: true }).getByRole("row", { name: resident });
      await stranded.getByText(startsWith(desk("stranded.STRANDED_REASON_ILL"))).waitFor();
      await stranded.getByText(startsWith(desk("appointment.is", { moment: "" }))).waitFor();
      await stranded.getByRole("link", { name }).waitFor();
      expect(await stranded.getByRole("link", { name: resident }).getAttribute("href")).toBe(`/desk/gm0867/applications/${application}`);
      expect(await page.getByRole("heading", { level: 2 }).first().innerText()).toMatch(startsWith(desk("stranded.title")));
      await expectUsable(page, { unfolded: true });
    }

    await go("/desk/supporters/load");
    await page.getByRole("row", { name }).getByText(desk("load.over", { count: 1 })).waitFor();
    await expectUsable(page, { unfolded: true });

    await go(`/desk/gm0867/supporters/${id}`);
    await page.getByRole("button", { name: desk("pause.end") }).click();
    await page.getByText(desk("pause.none"), { exact: true }).waitFor();
    await page.getByText(desk("load", { open: 1, most: 2 }), { exact: true }).waitFor();
  }, 120_000);

  it("goes away later on: that is called off before it begins, and is told apart from what runs", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const name = `Pien Pauze ${language}`;
    const { id: supporter } = await volunteer(api, name, "SUPPORTER_STATE_ACTIVE");
    await api("POST", "/pauses", { supporter, kind: "PAUSE_KIND_BREAK", startDate: dayFrom(0), endDate: dayFrom(5), maxCases: 1 });
    await api("POST", "/pauses", { supporter, kind: "PAUSE_KIND_HOLIDAY", startDate: dayFrom(30), endDate: dayFrom(40) });
    await go(`/desk/gm0867/supporters/${supporter}`);
    const ends = (key: "pause.end" | "pause.cancel") => page.getByRole("button", { name: startsWith(desk("pause.whose", { ends: desk(key), name, days: "" })) });
    await ends("pause.end").getByText(desk("pause.end"), { exact: true }).waitFor();
    await ends("pause.cancel").getByText(desk("pause.cancel"), { exact: true }).click();
    await ends("pause.cancel").waitFor({ state: "detached" });
    await ends("pause.end").waitFor();
  });

  it("does other things beside supporting, of which one is over and one was a mistake", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const name = `Rolf Rol ${language}`;
    const { id: supporter } = await volunteer(api, name, "SUPPORTER_STATE_ACTIVE");
    const [role, other] = language === "nl" ? ["Belangenbehartiger", "Medewerker van een zorgaanbieder"] : ["Advocate", "Care provider's employee"];
    await go(`/desk/gm0867/supporters/${supporter}`);
    const roles = page.getByRole("region", { name: desk("role.title") });
    await roles.getByText(desk("role.none")).waitFor();
    await roles.getByText(desk("role.new", { name }), { exact: true }).click();
    await roles.getByRole("button", { name: desk("role.do") }).click();
    await roles.getByRole("alert").getByRole("link", { name: desk("wrong.role") }).waitFor();
    await roles.getByLabel(desk("role.role"), { exact: true }).selectOption({ label: role! });
    await roles.getByLabel(desk("role.organisation"), { exact: true }).fill("Bond Voorbeeld");
    await roles.getByLabel(desk("role.sinceDate"), { exact: true }).fill(dayFrom(-40));
    await roles.getByLabel(desk("role.untilDate"), { exact: true }).fill(dayFrom(-41));
    await roles.getByRole("button", { name: desk("role.do") }).click();
    await roles.locator("#role-untilDate-error").waitFor();
    await expectUsable(page, { unfolded: true });
    await roles.getByLabel(desk("role.untilDate"), { exact: true }).fill("");
    await roles.getByRole("button", { name: desk("role.do") }).click();
    await roles.getByText("Bond Voorbeeld").waitFor();
    await api("POST", "/other-roles", { supporter, role: "care_employee", sinceDate: dayFrom(9) });
    await page.reload();
    const ends = (key: "role.end" | "role.mistaken", of: string) => roles.getByRole("button", { name: desk("role.whose", { ends: desk(key), role: of, name }) });
    await ends("role.mistaken", other!).waitFor();
    // What did not begin yet cannot be over.
    expect(await ends("role.end", other!).count()).toBe(0);
    await ends("role.mistaken", other!).click();
    await ends("role.mistaken", other!).waitFor({ state: "detached" });
    await ends("role.end", `${role}, Bond Voorbeeld`).click();
    await roles.getByText(desk("role.none")).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(desk("role.title"));
    const { otherRoles } = await api<{ otherRoles: { untilDate: string; mistaken: boolean }[] }>("GET", `/other-roles?supporter=${supporter}`);
    expect(otherRoles.map(({ untilDate, mistaken }) => [untilDate, mistaken]).toSorted()).toEqual([["", true], [dayFrom(-1), false]]);
  });

  it("has a certificate that lapses: the soonest stands first, and it is recorded there", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const name = (when: string) => `Vos ${when} ${language}`;
    await volunteer(api, name("Zonder"), "SUPPORTER_STATE_APPLICANT", { trained: false });
    await volunteer(api, name("Eerst"), "SUPPORTER_STATE_ACTIVE", { conductCertificateUntilDate: dayFrom(3) });
    await volunteer(api, name("Later"), "SUPPORTER_STATE_ACTIVE", { conductCertificateUntilDate: dayFrom(9) });
    await go("/desk/supporters/requirements");
    const rows = page.getByRole("row", { name: new RegExp(`^Vos \\w+ ${language}`) });
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(3);
    const order = (await rows.getByRole("link").allInnerTexts()).filter((one) => /Eerst|Later|Zonder/.test(one));
    expect([...new Set(order)]).toEqual([name("Zonder"), name("Eerst"), name("Later")]);
    await expectUsable(page, { unfolded: true });
    const row = page.getByRole("row", { name: name("Eerst") });
    await row.getByLabel(desk("seen.day")).fill("");
    await row.getByRole("button", { name: desk("seen.do"), exact: true }).click();
    await row.getByRole("alert").getByRole("link", { name: desk("wrong.seen") }).waitFor();
    await row.getByLabel(desk("seen.day")).fill(dayFrom(0));
    await row.getByRole("button", { name: desk("seen.do"), exact: true }).click();
    await page.getByRole("status").getByText(name("Eerst")).waitFor();
    await row.waitFor({ state: "detached" });
    await page.getByRole("row", { name: name("Later") }).waitFor();
  }, 120_000);
});

describe("with the keyboard alone", () => {
  it("somebody is moved on the board, and the focus stays where the card stood", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    const { desk } = dutch;
    await volunteer(apiOf(page), "Toon Toets", "SUPPORTER_STATE_APPLICANT");
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await page.getByRole("heading", { level: 1, name: desk("people.title") }).waitFor();
    await page.getByRole("button", { name: desk("move.whom", { name: "Toon Toets", move: desk("move.SUPPORTER_STATE_IN_TRAINING") }) }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: desk("move.whom", { name: "Toon Toets", move: desk("move.SUPPORTER_STATE_WITH_BUDDY") }) }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(startsWith(desk("stage.SUPPORTER_STATE_APPLICANT")));
  });

  it("a step that is left out needs its reason", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    const { desk } = dutch;
    await go(`/desk/gm0867/supporters/${(await paired(apiOf(page), "Sil Slaat")).id}`);
    await page.getByText(desk("buddy.record"), { exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: desk("step.BUDDY_STEP_SOLO") }).check();
    const path = page.getByRole("region", { name: desk("buddy.title"), exact: true });
    await path.getByRole("button", { name: desk("around.add.do"), exact: true }).press("Enter");
    await page.locator("#step-skipReason-error").waitFor();
    await page.getByLabel(desk("buddy.skip")).fill("Deed dit eerder elders.");
    await path.getByRole("button", { name: desk("around.add.do"), exact: true }).press("Enter");
    await path.getByText(desk("buddy.at", { step: desk("step.BUDDY_STEP_DONE") })).waitFor();
  });
});

it("somebody who is known from a list alone has no kind, and no cases to have room for", async () => {
  const who = await visit();
  await signIn(who, "coordinator", "/desk/import");
  const { page, go } = who;
  const { desk } = dutch;
  const name = "Nico Naam";
  await page.getByRole("radio", { name: desk("import.IMPORT_KIND_APPLICATIONS") }).check();
  const list = `Datum aanmelding;Naam inwoner;Telefoon;Vraag;Ondersteuner;Datum gekoppeld\n6-1-2026;Lies Lijst;06-11930451;Brief over de huur;${name};7-1-2026\n`;
  await page.getByLabel(desk("import.file")).last().setInputFiles({ name: "lijst-naam.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: desk("import.rehearse") }).click();
  await page.getByRole("button", { name: desk("import.doit") }).click();
  await page.getByRole("heading", { name: desk("import.real"), exact: true }).waitFor();
  await page.getByText(desk("import.imported", { count: 1 })).waitFor();
  const { supporters } = await apiOf(page)<{ supporters: (Made & { name: string; stub: boolean })[] }>("GET", "/supporters?pageSize=200");
  const known = supporters.find((one) => one.name === name)!;
  expect(known.stub).toBe(true);
  await go(`/desk/gm0867/supporters/${known.id}`);
  await page.getByText(desk("person.stub")).waitFor();
  expect(await page.getByText(/kind\.|SUPPORT_KIND/).count()).toBe(0);
  await go("/desk/supporters/load");
  await page.getByRole("row").nth(1).waitFor();
  expect(await page.getByRole("row", { name }).count()).toBe(0);
});
