import { readFile } from "node:fs/promises";

import { beforeAll, describe, expect, it, vi } from "vitest";

import { desktop, expectAccessible, expectUsable, phone, useBrowser } from "./browser.ts";
import { sentIn } from "./forms/claims.ts";
import { invited, ownRecord } from "./forms/own.ts";
import { apiOf, asked, reached, type Made } from "./reached.ts";
import { apiAs, signIn } from "./signin.ts";
import { holds, supports } from "./supports.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

/** Kim, who supports nobody in the demo, becomes a supporter here: a break of hers is in nobody's way. */
const kim = "complaints-officer";

beforeAll(async () => {
  await supports(visit, "Kim Klacht", "0611937801");
  // Whoever was there shortly before, as she was when the demo was made, has a new role within half a minute.
  const api = await apiAs(await visit(), kim, "/portal");
  await vi.waitFor(() => api("GET", "/cases"), { timeout: 40_000, interval: 1_000 });
}, 120_000);

describe.each(spokenIn)("a supporter ($language)", ({ language, locale, portal, desk }) => {
  it("says when they can, takes a break and is back", async () => {
    const who = await visit({ viewport: phone, locale });
    await signIn(who, kim, "/portal");
    const { page } = who;
    await page.getByText(portal("cases.none")).waitFor();
    await page.getByRole("link", { name: portal("start.less.link") }).click();
    await page.getByRole("heading", { level: 1, name: portal("availability.title") }).waitFor();
    await page.getByText(portal("holidays.none")).waitFor();
    const moment = page.getByRole("checkbox", { name: `${portal("weekday.2")}, ${portal("part.DAY_PART_AFTERNOON")}` });
    await moment.setChecked(language === "nl");
    await page.getByLabel(portal("week.cases")).fill("veel");
    await page.getByRole("button", { name: portal("week.send"), exact: true }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.cases") }).waitFor();
    await page.getByLabel(portal("week.cases")).fill("4");
    await page.getByRole("button", { name: portal("week.send"), exact: true }).click();
    await page.getByText(portal("week.saved")).waitFor();
    await page.reload();
    await expect.poll(() => moment.isChecked()).toBe(language === "nl");
    expect(await page.getByLabel(portal("week.cases")).inputValue()).toBe("4");

    await page.getByText(portal("break.open")).click();
    await page.getByRole("button", { name: portal("break.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.less") }).waitFor();
    await expectUsable(page);
    await page.getByRole("radio", { name: startsWith(portal("break.none")) }).check();
    await page.getByRole("button", { name: portal("break.send") }).click();
    await page.getByText(portal("pause.none")).waitFor();
    await expectUsable(page);
    const { maxCases, maxCasesNow } = (await ownRecord(apiOf(page))) as unknown as { maxCases: number; maxCasesNow: number };
    expect([maxCases, maxCasesNow]).toEqual([4, 0]);
    await page.getByRole("button", { name: startsWith(portal("pause.end")) }).click();
    await page.getByText(portal("break.text")).waitFor();
  });

  it("reports a holiday and takes it back, and a day too early is refused at its field", async () => {
    const who = await visit({ viewport: phone, locale });
    await signIn(who, kim, "/portal/availability");
    const { page } = who;
    await page.getByText(portal("holidays.open")).click();
    const send = page.getByRole("button", { name: portal("holidays.send") });
    await send.click();
    for (const wrong of ["first", "last"] as const) await page.getByRole("alert").getByRole("link", { name: portal(`wrong.${wrong}`) }).waitFor();
    await page.getByLabel(portal("holidays.first")).fill("2020-07-01");
    await page.getByLabel(portal("holidays.last")).fill("2087-07-14");
    await send.click();
    await page.locator("#first-error").waitFor(); // the server's sentence
    await page.getByLabel(portal("holidays.first")).fill("2087-07-01");
    await send.click();
    const card = page.locator(".oco-card").filter({ hasText: "2087" });
    await expectUsable(page);
    await card.getByRole("button", { name: startsWith(portal("pause.cancel")) }).click();
    await page.getByText(portal("holidays.none")).waitFor();
  });

  it("reads where and when a meeting is, says whether they come, and puts it in their calendar", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const who = await visit({ viewport: phone, locale });
    await signIn(who, kim, "/portal/meetings");
    const { page } = who;
    await page.getByText(portal("meetings.past.none")).waitFor();
    if (language === "nl") await page.getByText(portal("meetings.ahead.none")).waitFor();
    const title = `Schulden (${language})`;
    const meeting = await invited(apiOf(coordinator.page), (await ownRecord(apiOf(page))).id, title);
    await page.reload();
    const card = page.locator(".oco-card").filter({ hasText: title });
    await card.getByText({ nl: /dinsdag 14 maart 2090.*19:00–21:00/, en: /Tuesday,? 14 March 2090.*19:00–21:00/ }[language]).waitFor();
    await card.getByText("Wijkpunt Centrum").waitFor();
    await card.getByText("Schulden: wie helpt waarmee?").waitFor();
    await card.getByText(portal("answered.INVITATION_ANSWER_UNSPECIFIED")).waitFor();
    await expectUsable(page);
    await card.getByRole("button", { name: startsWith(portal("answer.INVITATION_ANSWER_YES")) }).click();
    await card.getByText(portal("answered.INVITATION_ANSWER_YES")).waitFor();
    await card.getByRole("button", { name: startsWith(portal("answer.INVITATION_ANSWER_NO")) }).click();
    await card.getByText(portal("answered.INVITATION_ANSWER_NO")).waitFor();

    const [file] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: startsWith(portal("meeting.calendar")) }).click()]);
    expect(file.suggestedFilename()).toBe("2090-03-14.ics");
    expect(await readFile(await file.path(), "utf8")).toMatch(/^BEGIN:VCALENDAR[\s\S]*SUMMARY:Schulden/);

    const api = apiOf(coordinator.page);
    await api("POST", `/meetings/${meeting.id}/_cancel`, { reason: "De zaal is bezet." }, (await api<Made>("GET", `/meetings/${meeting.id}`)).etag);
    await page.reload();
    await card.getByText(portal("meeting.cancelled")).waitFor();
    await card.getByText("De zaal is bezet.").waitFor();
    expect(await card.getByRole("button").count()).toBe(1);
  });

  it("claims hours and kilometres, sees the limits before it is sent, mends it and takes it back", async () => {
    const who = await visit({ viewport: phone, locale });
    await signIn(who, kim, "/portal/claims");
    const { page } = who;
    const what = `Gesprek bij de gemeente (${language})`;
    const form = page.locator("details").filter({ hasText: portal("claims.new") });
    const look = form.getByRole("button", { name: portal("claims.look") });
    await form.getByText(portal("claims.new"), { exact: true }).click();
    await look.click();
    await form.getByRole("alert").getByRole("link", { name: portal("wrong.nothing") }).waitFor();
    await form.getByLabel(portal("claims.hours")).fill("zes");
    await look.click();
    await form.getByRole("alert").getByRole("link", { name: portal("wrong.hours") }).waitFor();
    // A day too many can be taken away, and one that nobody began is in nobody's way.
    const day = (number: number) => form.getByRole("group", { name: portal("claims.day", { number }) });
    const remove = (number: number) => form.getByRole("button", { name: portal("claims.remove.which", { number }) });
    expect(await remove(1).count()).toBe(0);
    await form.getByRole("button", { name: portal("claims.add") }).click();
    await day(2).getByLabel(portal("claims.kilometres")).fill("12");
    await expectUsable(page);
    await remove(1).click();
    await remove(1).waitFor({ state: "detached" });
    expect(await day(1).evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await form.getByLabel(portal("claims.kilometres")).inputValue()).toBe("12");
    await form.getByRole("button", { name: portal("claims.add") }).click();
    await day(2).waitFor();
    await day(1).getByLabel(portal("claims.hours")).fill({ nl: "2,5", en: "2.5" }[language]);
    await day(1).getByLabel(portal("claims.description")).fill(what);
    await look.dblclick();

    const card = page.locator(".oco-card").filter({ hasText: what });
    await card.getByText(portal("draft.within")).waitFor();
    expect(await card.count()).toBe(1);
    await card.getByText({ nl: /2,5 uur × €\s4,00 = €\s10,00/, en: /2\.5 hours × €4\.00 = €10\.00/ }[language]).waitFor();
    await expectUsable(page);
    await card.getByText(portal("claims.change")).click();
    await card.getByLabel(portal("claims.hours")).fill("6");
    await card.getByRole("button", { name: portal("claims.look") }).click();
    await card.getByText(portal("draft.over")).waitFor();
    await card.getByText({ nl: /€\s26,40.*€\s20,00.*€\s6,40 te veel/, en: /€26\.40.*€20\.00.*€6\.40 above/ }[language]).waitFor();
    await expectUsable(page);
    await card.getByRole("button", { name: startsWith(portal("draft.send")) }).click();
    await card.getByText(portal("claim.EXPENSE_CLAIM_STATE_SUBMITTED")).waitFor();
    await expectUsable(page);
    await card.getByRole("button", { name: startsWith(portal("claims.withdraw")) }).click();
    await card.waitFor({ state: "detached" });
  });

  it("learns from the coordinator why a claim was refused, and what was paid goes to the bank", async () => {
    const supporter = await visit({ viewport: phone, locale });
    await signIn(supporter, "formal-supporter", "/portal/claims");
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page } = coordinator;
    const card = (text: string) => page.locator(".oco-card").filter({ hasText: text });
    const parking = `Parkeren (${language})`;
    await sentIn(apiOf(supporter.page), parking, { date: "2019-06-03" });
    await coordinator.go("/desk/claims");
    await card(parking).getByRole("heading", { name: { nl: "Pim Professional: € 12,34", en: "Pim Professional: €12.34" }[language] }).waitFor();
    await expectUsable(page);
    await page.setViewportSize(desktop);
    await card(parking).getByText(desk("claims.refuse", { name: "Pim Professional" })).click();
    await card(parking).getByRole("button", { name: desk("claims.refuse.do"), exact: true }).click();
    await card(parking).getByRole("alert").getByRole("link", { name: desk("wrong.refusal") }).waitFor();
    await expectUsable(page);
    await page.setViewportSize(desktop);
    await card(parking).getByLabel(desk("claims.refusal")).fill("De bon ontbreekt.");
    await card(parking).getByRole("button", { name: desk("claims.refuse.do"), exact: true }).click();
    await card(parking).waitFor({ state: "detached" });
    await supporter.page.reload();
    const refused = supporter.page.locator(".oco-card").filter({ hasText: parking });
    await refused.getByText(portal("claim.EXPENSE_CLAIM_STATE_REFUSED")).waitFor();
    await refused.getByText("De bon ontbreekt.").waitFor();

    const train = `Trein ${crypto.randomUUID()}`;
    const claim = await sentIn(apiOf(supporter.page), train, { date: "2019-06-03" });
    await coordinator.go("/desk/claims");
    await card(train).getByRole("button", { name: startsWith(desk("claims.approve")) }).dblclick();
    await card(train).waitFor({ state: "detached" });
    const sure = page.getByRole("heading", { name: startsWith(desk("pay.sure", { count: 1, amount: "" }).replace("?", "")) });
    /** ask asks to pay this one alone: what other tests have approved of an earlier day, they pay themselves. */
    const ask = async () => {
      await coordinator.go("/desk/claims");
      await page.getByLabel(desk("pay.until")).fill("2019-06-03");
      await page.getByRole("button", { name: desk("pay.begin") }).click();
      return sure.waitFor({ timeout: 3_000 }).then(() => true, () => false);
    };
    await expect.poll(ask, { timeout: 60_000 }).toBe(true);
    await expectUsable(page);
    await page.setViewportSize(desktop);
    await page.getByRole("button", { name: desk("pay.not") }).click();
    await expect.poll(async () => {
      if (!(await ask())) return "";
      await page.getByRole("button", { name: desk("pay.do") }).click();
      await page.getByText(startsWith(desk("pay.made", { count: 1, amount: "€" }).split("€")[0]!)).or(page.getByRole("alert")).first().waitFor();
      return (await apiOf(page)<{ paymentExport: string }>("GET", `/expense-claims/${claim.id}`)).paymentExport;
    }, { timeout: 60_000 }).not.toBe("");
    await expectUsable(page);
    await page.setViewportSize(desktop);
    for (const [format, name, begin] of [["PAYMENT_FORMAT_PAIN001", /\.xml$/, "<?xml"], ["PAYMENT_FORMAT_XLSX", /\.xlsx$/, "PK"]] as const) {
      const button = page.getByRole("button", { name: startsWith(desk(`paid.${format}`)) }).first();
      const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
      expect(file.suggestedFilename()).toMatch(name);
      expect((await readFile(await file.path())).subarray(0, begin.length).toString()).toBe(begin);
    }
  }, 120_000);
});

it("claims appear by themselves, and who is asked whether a payment is meant is asked of what is approved by then", async () => {
  const { desk } = spokenIn[0]!;
  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  const supporter = await visit();
  await signIn(supporter, "formal-supporter", "/portal");
  const { page, go } = coordinator;
  const api = apiOf(page);
  const waiting = await api<Made>("GET", `/expense-claims/${(await sentIn(apiOf(supporter.page), "Wacht al", { date: "2018-03-05" })).id}`);
  // Other tests make payments too: what is approved is told here.
  let approved = [waiting];
  await page.route(/\/expense-claims\?.*APPROVED/, (route) => route.fulfill({ json: { expenseClaims: approved, nextPageToken: "" } }));
  await page.clock.install();
  await go("/desk/claims");
  await page.getByLabel(desk("pay.until")).fill("2018-03-05");
  const total = (count: number) => startsWith(desk("pay.total", { count, amount: "€" }).split("€")[0]!);
  await page.getByText(total(1)).waitFor();
  approved = [waiting, { ...waiting, id: crypto.randomUUID() }];
  await sentIn(apiOf(supporter.page), "Komt vanzelf");
  await page.getByText(total(1)).waitFor();
  await page.getByRole("button", { name: desk("pay.begin") }).click();
  await page.getByRole("heading", { name: startsWith(desk("pay.sure", { count: 2, amount: "" }).replace("?", "")) }).waitFor();
  expect(await page.getByText("Komt vanzelf").count()).toBe(0);
  await page.clock.fastForward(31_000);
  await page.getByText("Komt vanzelf").waitFor();
});

it("nobody pays what they were not asked about: what is approved meanwhile makes another question", async () => {
  const { desk } = spokenIn[0]!;
  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  const supporter = await visit();
  await signIn(supporter, "formal-supporter", "/portal");
  const { page, go } = coordinator;
  const api = apiOf(page);
  /** approved is a claim of long ago that is approved, and nobody else's. */
  const approved = async (description: string) => {
    const { id, etag } = await sentIn(apiOf(supporter.page), description, { date: "2017-01-02" });
    await api("POST", `/expense-claims/${id}/_approve`, {}, etag);
    return id;
  };
  // Other tests approve claims too, and pay them: of what is approved, these are told here.
  await page.route(/\/expense-claims\?.*APPROVED/, async (route) => {
    const { expenseClaims, ...rest } = (await (await route.fetch()).json()) as { expenseClaims: { lines: { date: string }[] }[] };
    await route.fulfill({ json: { ...rest, expenseClaims: expenseClaims.filter(({ lines }) => lines[0]?.date === "2017-01-02") } });
  });
  const first = await approved("Gevraagd");
  await go("/desk/claims");
  await page.getByLabel(desk("pay.until")).fill("2017-01-02");
  const sure = (count: number) => page.getByRole("heading", { name: startsWith(desk("pay.sure", { count, amount: "" }).replace("?", "")) });
  await page.getByRole("button", { name: desk("pay.begin") }).click();
  await sure(1).waitFor();
  const second = await approved("Niet gevraagd");
  await page.getByRole("button", { name: desk("pay.do") }).click();
  await page.getByRole("alert").getByText("Het bedrag is intussen anders").waitFor();
  await page.getByText(startsWith(desk("pay.total", { count: 2, amount: "€" }).split("€")[0]!)).waitFor();
  const paymentOf = async (id: string) => (await api<{ paymentExport: string }>("GET", `/expense-claims/${id}`)).paymentExport;
  expect(await paymentOf(first)).toBe("");
  await expectAccessible(page);
  await expect.poll(async () => {
    await page.getByRole("button", { name: desk("pay.begin") }).click();
    await sure(2).waitFor();
    await page.getByRole("button", { name: desk("pay.do") }).click();
    await sure(2).waitFor({ state: "detached" });
    return paymentOf(first);
  }, { timeout: 60_000 }).not.toBe("");
  expect(await paymentOf(first)).toBe(await paymentOf(second));
});

it("who answers that it is not meant and asks again, makes another payment, and sees one that was made though its answer was lost", async () => {
  const { desk } = spokenIn[0]!;
  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  const supporter = await visit();
  await signIn(supporter, "formal-supporter", "/portal");
  const { page, go } = coordinator;
  const claim = await apiOf(page)<Made>("GET", `/expense-claims/${(await sentIn(apiOf(supporter.page), "Toch niet", { date: "2018-03-05" })).id}`);
  // Other tests make payments too: what is approved, and what is paid, is told here.
  await page.route(/\/expense-claims\?.*APPROVED/, (route) => route.fulfill({ json: { expenseClaims: [claim], nextPageToken: "" } }));
  const keys: string[] = [];
  let paid: object[] = [];
  const payment = { id: crypto.randomUUID(), municipality: "gm0867", date: "2018-03-06", claims: 1, amountCents: "1234", overCents: "0" };
  await page.route(/\/payment-exports(\?|$)/, (route) => {
    if (route.request().method() === "GET") return route.fulfill({ json: { paymentExports: paid, nextPageToken: "" } });
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    paid = [...paid, { ...payment, id: crypto.randomUUID() }];
    return keys.length === 1 ? route.abort() : route.fulfill({ json: payment });
  });
  await go("/desk/claims");
  await page.getByLabel(desk("pay.until")).fill("2018-03-05");
  await page.getByText(desk("paid.none")).waitFor();
  const ask = async () => {
    await page.getByRole("button", { name: desk("pay.begin") }).click();
    await page.getByRole("button", { name: desk("pay.do") }).click();
  };
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await ask();
  await page.getByRole("alert").getByText(desk("form.line")).waitFor();
  await page.getByRole("region", { name: desk("paid.title") }).getByRole("rowheader").waitFor();
  await page.getByRole("button", { name: desk("pay.not") }).click();
  await page.getByRole("alert").waitFor({ state: "detached" });
  expect(await focused()).toBe("pay");
  await ask();
  await page.getByText(startsWith(desk("pay.made", { count: 1, amount: "€" }).split("€")[0]!)).waitFor();
  await expect.poll(focused).toBe("pay");
  expect(new Set(keys).size).toBe(2);
});

it("nobody approves what they entered themselves, and a planner has no claims of their own", async () => {
  const who = await visit();
  await signIn(who, "coordinator");
  const api = apiOf(who.page);
  const { supporters } = await api<{ supporters: (Made & { name: string })[] }>("GET", "/supporters?pageSize=200");
  const supporter = supporters.find(({ name }) => name === "Pim Professional")!.id;
  const { id, etag } = await api<Made>("POST", "/expense-claims", { supporter, lines: [{ kind: "EXPENSE_KIND_TICKET", date: "2019-06-03", quantity: 250, description: "Zelf ingevoerd" }] });
  await api("POST", `/expense-claims/${id}/_submit`, {}, etag);
  await who.go("/desk/claims");
  const card = who.page.locator(".oco-card").filter({ hasText: "Zelf ingevoerd" });
  await card.getByText(spokenIn[0]!.desk("claims.own")).waitFor();
  expect(await card.getByRole("button").count()).toBe(0);

  const planner = await visit({ viewport: phone });
  await signIn(planner, "planner", "/portal");
  expect(await planner.page.getByRole("navigation").count()).toBe(0);
  await planner.go("/portal/claims");
  await planner.page.getByRole("heading", { level: 1, name: spokenIn[0]!.portal("lost.title") }).waitFor();
});

describe("who coordinates as well", () => {
  it("finds on the portal what is theirs, and nothing while they are no supporter", async () => {
    const account = await holds(visit, "Bram Bestuur", "ROLE_COORDINATOR", "ROLE_SUPPORTER");
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    await asked(api, "Andermans Aanvraag", "Pim Professional", "Aan een ander gevraagd.");
    const others = await reached.APPLICATION_STATE_IN_SUPPORT(api, "Andermans Traject");
    expect((await api<{ cases: Made[] }>("GET", `/cases?application=${others}`)).cases).toHaveLength(1);

    const { portal } = spokenIn[0]!;
    const who = await visit({ viewport: phone });
    await signIn(who, "foundation-board", "/portal");
    const { page } = who;
    await page.getByText(portal("offers.none")).waitFor();
    await page.getByText(portal("cases.none")).waitFor();

    const record = await api<Made>("POST", "/supporters", {
      kind: "SUPPORT_KIND_FORMAL", name: "Bram Bestuur", organisation: "Buro Naast", phone: "0611937802", maxCases: 5, account,
      confidentialitySigned: true, trained: true, conductCertificateUntilDate: "2089-01-01",
    });
    const own = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Eigen Aanvraag");
    const offer = await api<Made>("POST", "/offers", { application: own, supporter: record.id, note: "Aan Bram gevraagd." });
    await page.reload();
    await page.getByText("Aan Bram gevraagd.").waitFor();
    expect(await page.getByText("Aan een ander gevraagd.").count()).toBe(0);

    const yes = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
    await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, yes.etag);
    await page.reload();
    await page.getByRole("link", { name: "Eigen Aanvraag" }).waitFor();
    expect(await page.getByText("Andermans Traject").count()).toBe(0);
    await who.go("/portal/claims");
    await page.getByText(portal("claims.new"), { exact: true }).click();
    const options = page.getByLabel(portal("claims.case")).locator("option");
    await options.first().waitFor({ state: "attached" });
    const cases = await options.allInnerTexts();
    expect([cases.includes("Eigen Aanvraag"), cases.includes("Andermans Traject")]).toEqual([true, false]);
  });
});
