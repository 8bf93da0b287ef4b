import { describe, expect, it } from "vitest";

import { expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { apiOf, neighbour, quiet, reached, submitted, weighs, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("whom to ask ($language)", ({ language, locale, desk }) => {
  it("is told with what speaks for everybody, the points that count most in sight and the rest folded", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const id = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, `Balk ${language}`);
    // Enough is known for more than three points.
    await api("POST", `/applications/${id}/match-wishes/_record`, { complexity: "QUESTION_COMPLEXITY_SIMPLE", preferLivedExperience: true });
    const { proposals } = await api<{ proposals: { name: string; score: number; factors: { text: string; known: boolean }[] }[] }>("GET", `/applications/${id}/proposals`);
    const best = proposals.find(({ factors }) => factors.filter(({ known }) => known).length > 3)!; // other tests add supporters of whom less is known
    await go(`/desk/gm0867/applications/${id}`);
    const card = page.getByRole("region", { name: desk("matching.title"), exact: true }).getByRole("listitem").filter({ has: page.getByRole("heading", { name: best.name }) });
    await page.getByText(desk("matching.decide")).waitFor();
    await card.getByText(desk("percent", { part: Math.round(best.score * 100) }), { exact: true }).first().waitFor();
    const most = card.getByRole("table", { name: desk("factors.most", { name: best.name }) });
    expect(best.factors.filter(({ known }) => known).length).toBeGreaterThan(3);
    expect(await most.getByRole("rowheader").count()).toBe(3);
    const others = card.getByRole("table", { name: desk("factors.others", { name: best.name }) });
    expect(await others.count()).toBe(0);
    const fold = card.getByText(desk("factors.rest", { count: best.factors.length - 3, name: best.name }));
    await fold.focus();
    await page.keyboard.press("Enter");
    await others.waitFor();
    expect(await others.getByRole("rowheader").count()).toBe(best.factors.length - 3);
    // What nothing is known about says that it does not count.
    expect(await others.getByRole("cell", { name: desk("factors.unknown") }).count()).toBe(best.factors.filter(({ known }) => !known).length);
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectAccessible(page);
    await expectNoSideways(page);
  });

  it("tells what to talk about with somebody who has another role, which keeps them from nothing", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const name = `Rolinda ${language}`;
    const { id: supporter } = await api<Made>("POST", "/supporters", { kind: "SUPPORT_KIND_FORMAL", name, organisation: "Buro Naast", lifeDomains: ["LIFE_DOMAIN_EDUCATION"], maxCases: 3 });
    await api("POST", "/other-roles", { supporter, role: "buddy_visitor", organisation: "Stichting Maatje Dichtbij", sinceDate: "2024-01-01" });
    const id = await submitted(api, `Rol ${language}`, { residentAgrees: true, lifeDomains: ["LIFE_DOMAIN_EDUCATION"] });
    await api("POST", `/applications/${id}/triage-decisions`, { route: "ROUTE_FORMAL" });
    await go(`/desk/gm0867/applications/${id}`);
    const card = page.getByRole("region", { name: desk("matching.title"), exact: true }).getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
    await card.getByText(desk("coaching.title")).waitFor();
    await card.getByText("Stichting Maatje Dichtbij").waitFor();
    await expectAccessible(page);
  });

  it("leaves out who has a tie with the resident, until that is no more", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const name = `Bandina ${language}`;
    const lifeDomains = ["LIFE_DOMAIN_WELFARE"];
    const { id: supporter } = await api<Made>("POST", "/supporters", { kind: "SUPPORT_KIND_FORMAL", name, organisation: "Buro Band", lifeDomains, maxCases: 3 });
    const id = await submitted(api, `Band ${language}`, { residentAgrees: true, lifeDomains });
    await api("POST", `/applications/${id}/triage-decisions`, { route: "ROUTE_FORMAL" });
    await go(`/desk/gm0867/applications/${id}`);
    const proposed = page.getByRole("region", { name: desk("matching.title"), exact: true }).getByRole("heading", { name });
    await proposed.waitFor();
    const ties = page.getByRole("region", { name: desk("ties.title") });
    await ties.getByText(desk("ties.none")).waitFor();
    await ties.getByText(desk("ties.new"), { exact: true }).click();
    await ties.getByRole("button", { name: desk("ties.do") }).click();
    await ties.getByRole("alert").getByRole("link", { name: desk("wrong.tie") }).waitFor();
    await ties.getByLabel(desk("ties.supporter")).selectOption(supporter);
    await ties.getByRole("radio", { name: desk("ties.TIE_KIND_NEIGHBOUR") }).check();
    await ties.getByLabel(desk("ties.note")).fill("Woont om de hoek.");
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectNoSideways(page);
    await ties.getByRole("button", { name: desk("ties.do") }).click();
    await ties.getByText("Woont om de hoek.").waitFor();
    await proposed.waitFor({ state: "detached" });
    // Who has one already is not chosen twice.
    await ties.getByText(desk("ties.new"), { exact: true }).click();
    expect(await ties.getByLabel(desk("ties.supporter")).locator(`option[value="${supporter}"]`).count()).toBe(0);
    await expectAccessible(page);
    await ties.getByRole("button", { name: desk("ties.end.whose", { name }) }).click();
    await ties.getByText(desk("ties.none")).waitFor();
    await proposed.waitFor();
  });

  it("says of who was asked already that the question lapses when a tie is recorded", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const lifeDomains = ["LIFE_DOMAIN_WELFARE"];
    const made = (name: string) => api<Made>("POST", "/supporters", { kind: "SUPPORT_KIND_FORMAL", name, organisation: "Buro Vraag", lifeDomains, maxCases: 3 });
    const name = `Vraagje ${language}`;
    const [{ id: supporter }, { id: other }] = [await made(name), await made(`Niemand ${language}`)];
    const id = await submitted(api, `Gevraagde band ${language}`, { residentAgrees: true, lifeDomains });
    await api("POST", `/applications/${id}/triage-decisions`, { route: "ROUTE_FORMAL" });
    await api("POST", "/offers", { application: id, supporter });
    await go(`/desk/gm0867/applications/${id}`);
    const standing = page.locator(".oco-card--accent").getByRole("heading", { name });
    await standing.waitFor();
    const ties = page.getByRole("region", { name: desk("ties.title") });
    await ties.getByText(desk("ties.new"), { exact: true }).click();
    const lapses = ties.getByRole("status").getByText(desk("ties.asked"));
    await ties.getByLabel(desk("ties.supporter")).selectOption(other);
    expect(await lapses.count()).toBe(0);
    await ties.getByLabel(desk("ties.supporter")).selectOption(supporter);
    await lapses.waitFor();
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectNoSideways(page);
    await ties.getByRole("button", { name: desk("ties.do") }).click();
    await standing.waitFor({ state: "detached" });
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe(desk("ties.new"));
    await ties.getByRole("button", { name: desk("ties.end.whose", { name }) }).click();
    await ties.getByText(desk("ties.none")).waitFor();
    await expect.poll(focused).toBe(desk("ties.title"));
  });

  it("follows what the resident wishes, and who just misses is asked only with a reason, which stays", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    // Few are told: two of its own stand nearest whoever else is there, one whom a reason opens and one whom none does.
    const lifeDomains = ["LIFE_DOMAIN_WORK"];
    const supporter = { kind: "SUPPORT_KIND_FORMAL", organisation: "Buro Wens", lifeDomains, maxCases: 3 };
    const asked = `Wanda ${language}`;
    await api("POST", "/supporters", { ...supporter, name: asked });
    const { id: away } = await api<Made>("POST", "/supporters", { ...supporter, name: `Wietske ${language}`, languages: ["nl", "zh"] });
    await api("POST", "/pauses", { supporter: away, kind: "PAUSE_KIND_BREAK" });
    const id = await submitted(api, `Wens ${language}`, { residentAgrees: true, lifeDomains });
    await api("POST", `/applications/${id}/triage-decisions`, { route: "ROUTE_FORMAL" });
    await go(`/desk/gm0867/applications/${id}`);
    const wishes = page.getByRole("region", { name: desk("wishes.title") });
    await wishes.getByText(desk("wishes.none")).waitFor();
    await wishes.getByText(desk("wishes.add")).click();
    await wishes.getByLabel(desk("wishes.language")).selectOption("zh");
    await wishes.getByRole("radio", { name: desk("wishes.WISH_STRENGTH_MUST") }).check();
    await expectAccessible(page);
    await wishes.getByRole("button", { name: desk("wishes.do") }).click();
    const chinese = new Intl.DisplayNames(language, { type: "language" }).of("zh")!;
    await wishes.getByText(desk("wishes.language.WISH_STRENGTH_MUST", { language: chinese })).waitFor();

    // Nobody who is there speaks it: each stands among those who just miss, with the gate.
    await page.getByText(desk("matching.nobody")).waitFor();
    const misses = page.getByRole("region", { name: desk("misses.title") });
    const of = (name: string) => misses.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
    const wanda = of(asked);
    await wanda.getByText(desk("gate.GATE_LANGUAGE"), { exact: true }).waitFor();
    // Who needs a break is left alone, whatever the reason.
    await of(`Wietske ${language}`).getByText(desk("misses.closed")).waitFor();
    await wanda.getByText(desk("misses.anyway", { name: asked })).click();
    const send = wanda.getByRole("button", { name: desk("misses.do", { name: asked }) });
    await send.click();
    await wanda.getByRole("alert").getByRole("link", { name: desk("wrong.override") }).waitFor();
    await wanda.getByRole("radio", { name: desk("override.OVERRIDE_REASON_OTHER") }).check();
    await send.click();
    await wanda.getByRole("alert").getByRole("link", { name: desk("wrong.override.note") }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectNoSideways(page);
    await wanda.getByLabel(desk("misses.note")).fill("Haar zus vertaalt.");
    // A colleague changes the wishes meanwhile: whoever missed may be proposed, and what was typed stays.
    // Wishes make no event; the page looks again at the next one.
    const wish = async (wished: object) => {
      await api("POST", `/applications/${id}/match-wishes/_record`, wished);
      await submitted(api, `Wens Daarna ${language}`);
    };
    await wish({ preferLivedExperience: true });
    await wishes.getByRole("listitem").getByText(desk("wishes.lived")).waitFor();
    await page.getByText(desk("matching.nobody")).waitFor({ state: "detached" });
    expect(await wanda.getByLabel(desk("misses.note")).inputValue()).toBe("Haar zus vertaalt.");
    // Who folds the form of the wishes open again begins with those that count now.
    await wishes.getByText(desk("wishes.change")).click();
    await expect.poll(() => wishes.getByLabel(desk("wishes.lived")).isChecked()).toBe(true);
    await wish({ wishedLanguage: "zh", languageStrength: "WISH_STRENGTH_MUST" });
    await page.getByText(desk("matching.nobody")).waitFor();
    await send.click();
    const kept = page.getByText(startsWith(`${desk("offer.override", { reason: desk("override.OVERRIDE_REASON_OTHER") })} Haar zus vertaalt`));
    await kept.waitFor();
    await page.getByRole("region", { name: desk("timeline.title") }).getByText("Haar zus vertaalt.").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
  });

  it("is an organisation as well, which says on the phone who takes it", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    await go(`/desk/gm0867/applications/${await reached.APPLICATION_STATE_WAITING_FOR_MATCH(apiOf(page), `Organisatie ${language}`)}`);
    await page.getByRole("region", { name: desk("organisations.title") }).getByRole("button", { name: desk("matching.ask.whom", { name: "Buro Naast" }) }).click();
    await page.getByText(startsWith(desk("offer.open", { name: "Buro Naast", moment: "" }))).waitFor();
    // Meanwhile nobody else is asked; who would fit stands folded.
    await page.getByText(desk("matching.one")).waitFor();
    expect(await page.getByRole("button", { name: startsWith(desk("matching.ask.whom", { name: "" })) }).count()).toBe(0);
    await page.getByText(/passen ook|fit too|past ook|fits too/).click();
    await page.getByRole("region", { name: desk("matching.title"), exact: true }).getByRole("heading", { level: 3 }).filter({ visible: true }).first().waitFor();
    const standing = page.locator(".oco-card--accent");
    await standing.getByText(desk("offer.yes"), { exact: true }).click();
    await standing.getByRole("button", { name: desk("offer.yes.do") }).click();
    await standing.getByRole("alert").getByRole("link", { name: desk("wrong.who") }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectNoSideways(page);
    await standing.getByLabel(desk("offer.who", { organisation: "Buro Naast" })).selectOption({ label: "Fenna Formeel" });
    await standing.getByRole("button", { name: desk("offer.yes.do") }).click();
    await page.getByText(desk("resident.ask", { name: "Fenna Formeel" })).waitFor();
  });

  it("may be several at once, whose buttons are told apart", async () => {
    const who = await visit({ locale });
    await signIn(who, "neighbour-coordinator");
    const { page, go } = who;
    const api = apiOf(page, quiet);
    for (const name of [`Wil Samen ${language}`, `Wen Samen ${language}`]) await neighbour(api, name);
    await weighs(api);
    await go(`/desk/${quiet}/applications/${await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, `Samen ${language}`)}`);
    await page.getByRole("button", { name: desk("several.do") }).click();
    const standing = page.locator(".oco-card--accent").getByRole("button");
    await page.getByRole("button", { name: startsWith(desk("offer.whose", { says: desk("offer.yes"), name: "" })) }).nth(1).waitFor();
    const labels = await standing.evaluateAll((buttons) => buttons.map((button) => [button.getAttribute("aria-label") ?? "", button.textContent] as const));
    expect(new Set(labels.map(([label]) => label)).size).toBe(labels.length);
    for (const [label, says] of labels) expect(label).toMatch(startsWith(says ?? ""));
  });

  it("may be a neighbour's, without a name: whom to call, and what to ask for", async () => {
    const there = await visit({ locale });
    await signIn(there, "coordinator");
    const waalwijk = apiOf(there.page);
    const { supporters } = await waalwijk<{ supporters: (Made & { name: string })[] }>("GET", "/supporters?pageSize=200");
    const fenna = supporters.find((one) => one.name === "Fenna Formeel")!;
    await waalwijk("PATCH", `/supporters/${fenna.id}?updateMask=regional`, { regional: true });
    await weighs(waalwijk, { regional: true });

    const who = await visit({ locale });
    await signIn(who, "neighbour-coordinator");
    const { page, go } = who;
    const api = apiOf(page, quiet);
    await weighs(api);
    await go(`/desk/${quiet}/applications/${await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, `Regio ${language}`)}`);
    const region = page.getByRole("region", { name: desk("regional.title") });
    const card = region.getByRole("listitem").filter({ hasText: desk("regional.reference", { reference: fenna.id }) });
    await card.getByText(desk("regional.who", { kind: desk("kind.SUPPORT_KIND_FORMAL"), municipality: "Waalwijk" })).waitFor();
    await card.getByRole("link").waitFor();
    expect(await page.getByText("Fenna Formeel").count()).toBe(0);
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectNoSideways(page);
  });
});
