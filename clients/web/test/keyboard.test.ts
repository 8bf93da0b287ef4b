import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";

import { phone, useBrowser, type Visit } from "./browser.ts";
import { sentIn } from "./forms/claims.ts";
import { invited } from "./forms/own.ts";
import { opened } from "./forms/portal.ts";
import { planned } from "./meetings.ts";
import { volunteer } from "./people.ts";
import { apiOf, asked, submitted, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { supports } from "./supports.ts";
import { dutch, startsWith } from "./words.ts";

const visit = useBrowser();
const { desk, portal, site } = dutch;

/** So many times Tab leads through any page. */
const most = 150;

/** tabTo goes to something with the Tab key alone; where the focus is can be seen. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let n = 0; n < most; n++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      // Where the focus is can be seen.
      const [outline, shadow] = await wanted.evaluate((element) => [getComputedStyle(element).outlineStyle, getComputedStyle(element).boxShadow]);
      expect(outline !== "none" || shadow !== "none", `outline ${outline}, shadow ${shadow}`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  expect.fail(`the keyboard does not get to ${wanted}`);
}

/** place is where the focus is: the text of what has it, in the part that it stands in. */
const place = (page: Page) => page.evaluate(() => (document.activeElement === document.body ? "nowhere" : (document.activeElement?.textContent ?? "")));

/** press presses a button with the keyboard. */
async function press(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press("Enter");
}

/** counted counts the keys that are pressed in a window from now on. */
async function counted(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.documentElement.dataset.keys = "0";
    addEventListener("keydown", () => (document.documentElement.dataset.keys = String(Number(document.documentElement.dataset.keys) + 1)), { capture: true });
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset.keys));
}

/**
 * seconds is how long somebody takes who knows the page, by the keystroke-level model (Card, Moran and Newell, 1980): 0.28
 * for each key of who types as most people do, 1.35 to think before each thing that is done.
 */
const seconds = (keys: number, things: number) => keys * 0.28 + things * 1.35;

/** Puck, who supports nobody in the demo, becomes a supporter here. */
let puck: Made;

beforeAll(async () => {
  puck = await supports(visit, "Puck Privacy", "0611937803");
});

/** asPuck opens a page of the portal as her, on a phone with a keyboard. */
async function asPuck(path: string): Promise<Visit> {
  const who = await visit({ viewport: phone });
  await signIn(who, "privacy-officer", path);
  return who;
}

describe("without a mouse", () => {
  it("a resident asks to be called back", async () => {
    const { page, go } = await visit();
    await go("/waalwijk");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    expect(await place(page)).toBe(site("skip"));
    await page.keyboard.press("Enter");
    await press(page, page.getByRole("link", { name: site("callback.title") }));
    await tabTo(page, page.getByLabel(site("field.firstname")));
    await page.keyboard.type("Toets");
    await page.keyboard.press("Tab");
    await page.keyboard.type("0611930505");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: site("receipt.title") }).waitFor();
    expect(await place(page)).toBe(site("receipt.title"));
  });

  it("a coordinator does triage, asks a supporter, records the yes of both and closes", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    const name = "Toos Toetsenbord";
    await submitted(apiOf(page), name);
    await page.keyboard.press("g");
    await page.keyboard.press("z");
    await tabTo(page, page.getByLabel(desk("search.name"), { exact: true }));
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await press(page, page.getByRole("link", { name }));
    await page.getByRole("heading", { level: 1, name }).waitFor();

    await tabTo(page, page.getByRole("radio", { name: startsWith(desk("route.ROUTE_OWN_NETWORK")) }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("radio", { name: startsWith(desk("route.ROUTE_FORMAL")) }).isChecked()).toBe(true);
    await tabTo(page, page.getByLabel(desk("triage.grounds")));
    await page.keyboard.type("Het is ingewikkeld.");
    await press(page, page.getByRole("button", { name: desk("triage.send") }));
    await page.getByText(desk("triage.decided", { route: desk("route.ROUTE_FORMAL") })).waitFor();
    await expect.poll(() => place(page)).toBe(desk("triage.again"));

    await press(page, page.getByRole("button", { name: startsWith(desk("matching.ask.whom", { name: "" })) }).first());
    await page.getByRole("button", { name: desk("offer.yes") }).waitFor();
    await expect.poll(() => place(page)).toBe(desk("matching.title"));
    await press(page, page.getByRole("button", { name: desk("offer.yes") }));
    await page.getByRole("button", { name: desk("resident.RESIDENT_ANSWER_YES") }).waitFor();
    await expect.poll(() => place(page)).toBe(desk("matching.title"));
    await press(page, page.getByRole("button", { name: desk("resident.RESIDENT_ANSWER_YES") }));
    const support = page.getByRole("region", { name: desk("case.title"), exact: true });
    await support.waitFor();
    // The part that it stood in is gone: the page begins with whom it is about.
    await expect.poll(() => place(page)).toBe(name);

    await press(page, support.locator("summary").filter({ hasText: desk("case.close") }));
    await tabTo(page, page.getByLabel(desk("case.need")));
    await page.keyboard.type("Iemand die meekeek.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByRole("radio", { name: desk("fit.FIT_YES"), exact: true }));
    await page.keyboard.press("Space");
    await press(page, support.getByRole("button", { name: desk("case.close") }));
    await page.getByText(startsWith(desk("case.closed", { day: "" }))).first().waitFor();
    await expect.poll(() => place(page)).toBe(desk("case.title"));
  }, 120_000);

  it("a supporter says yes", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    await asked(apiOf(coordinator.page), "Tine Toets", "Vera Vrijwilliger", "Met de toetsen.");
    const supporter = await visit({ viewport: phone });
    await signIn(supporter, "supporter", "/portal");
    const { page } = supporter;
    await press(page, page.locator(".oco-card").filter({ hasText: "Met de toetsen." }).getByRole("button", { name: portal("offers.yes") }));
    await page.getByText(portal("offers.know", { name: "Tine Toets" })).waitFor();
    await expect.poll(() => place(page)).toBe(portal("offers.title"));
  });

  it("a supporter writes a contact down in under thirty seconds, and asks that a professional goes on", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const { id } = await opened(apiOf(coordinator.page), "Toon Toets");
    const who = await visit();
    await signIn(who, "formal-supporter", `/portal/gm0867/cases/${id}`);
    const { page } = who;
    await page.getByText(portal("contact.none")).waitFor();
    const keys = await counted(page);
    await press(page, page.locator("summary").filter({ hasText: portal("contact.open") }));
    await tabTo(page, page.getByLabel(portal("contact.kind")));
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByLabel(portal("contact.minutes")));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("30");
    await tabTo(page, page.getByLabel(portal("contact.note")));
    await page.keyboard.type("Brief gelezen, morgen belt hij.");
    await press(page, page.getByRole("button", { name: portal("contact.send"), exact: true }));
    await page.locator(".oco-card").filter({ hasText: "Brief gelezen, morgen belt hij." }).waitFor();
    // The form, the kind, the minutes, the note, and sending it.
    const took = seconds(await keys(), 5);
    expect(took).toBeLessThan(30);
    await expect.poll(() => place(page)).not.toBe("nowhere");

    await press(page, page.locator("summary").filter({ hasText: portal("transfer.open") }));
    await tabTo(page, page.getByRole("radio", { name: startsWith(portal("transfer.kind.SUPPORT_KIND_FORMAL")) }));
    await page.keyboard.press("Space");
    await tabTo(page, page.getByLabel(portal("transfer.reason")));
    await page.keyboard.press("ArrowDown");
    await press(page, page.getByRole("button", { name: portal("transfer.send"), exact: true }));
    await page.getByText(portal("transfer.first.yours")).waitFor();
    await expect.poll(() => place(page)).not.toBe("nowhere");
  });

  it("a supporter says when they can, takes a break and is back", async () => {
    const { page } = await asPuck("/portal/availability");
    const free = page.getByRole("checkbox", { name: `${portal("weekday.3")}, ${portal("part.DAY_PART_EVENING")}` });
    await tabTo(page, free);
    await page.keyboard.press("Space");
    await tabTo(page, page.getByLabel(portal("week.cases")));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("4");
    await press(page, page.getByRole("button", { name: portal("week.send"), exact: true }));
    await page.getByText(portal("week.saved")).waitFor();
    expect(await free.isChecked()).toBe(true);

    await press(page, page.locator("summary").filter({ hasText: portal("break.open") }));
    await tabTo(page, page.getByRole("radio", { name: startsWith(portal("break.none")) }));
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByLabel(portal("break.cases")));
    await page.keyboard.press("ArrowDown");
    await press(page, page.getByRole("button", { name: portal("break.send") }));
    await page.getByText(portal("pause.fewer", { count: 2 })).waitFor();
    await expect.poll(() => place(page)).toBe(portal("break.another"));
    await press(page, page.getByRole("button", { name: startsWith(portal("pause.end")) }));
    await page.getByText(portal("break.text")).waitFor();
    await expect.poll(() => place(page)).toBe(portal("break.title"));
  });

  it("a supporter says that they come to a meeting", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    await invited(apiOf(coordinator.page), puck.id, "Met de toetsen");
    const { page } = await asPuck("/portal/meetings");
    const card = page.locator(".oco-card").filter({ hasText: "Met de toetsen" });
    const answer = (key: "YES" | "MAYBE") => card.getByRole("button", { name: startsWith(portal(`answer.INVITATION_ANSWER_${key}`)) });
    await press(page, answer("MAYBE"));
    await card.getByText(portal("answered.INVITATION_ANSWER_MAYBE")).waitFor();
    await expect.poll(() => place(page)).toBe(portal("meetings.ahead"));
    await press(page, answer("YES"));
    await card.getByText(portal("answered.INVITATION_ANSWER_YES")).waitFor();
  });

  it("a supporter claims what a day cost, without the day too many, and sends it in", async () => {
    const { page } = await asPuck("/portal/claims");
    await press(page, page.locator("summary").filter({ hasText: portal("claims.new") }));
    const form = page.locator("details").filter({ hasText: portal("claims.new") });
    await tabTo(page, form.getByLabel(portal("claims.ticket")));
    await page.keyboard.type("7,05");
    await tabTo(page, form.getByLabel(portal("claims.description")));
    await page.keyboard.type("Getypt.");
    await press(page, form.getByRole("button", { name: portal("claims.add") }));
    await press(page, form.getByRole("button", { name: portal("claims.remove.which", { number: 2 }) }));
    await expect.poll(() => form.getByRole("group").count()).toBe(1);
    expect(await form.getByRole("group", { name: portal("claims.day", { number: 1 }) }).evaluate((element) => element === document.activeElement)).toBe(true);
    await press(page, form.getByRole("button", { name: portal("claims.look") }));
    const card = page.locator(".oco-card").filter({ hasText: "Getypt." });
    await card.getByText(portal("draft.within")).waitFor();
    await expect.poll(() => place(page)).toBe(portal("claims.new"));
    await press(page, card.getByRole("button", { name: startsWith(portal("draft.send")) }));
    await card.getByText(portal("claim.EXPENSE_CLAIM_STATE_SUBMITTED")).waitFor();
    await expect.poll(() => place(page)).not.toBe("nowhere");
  });

  it("a coordinator approves a claim, and is asked before a payment is made", async () => {
    const supporter = await visit();
    await signIn(supporter, "formal-supporter", "/portal");
    await sentIn(apiOf(supporter.page), "Met de toetsen.", { date: "2021-02-01" });
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    await page.keyboard.press("g");
    await page.keyboard.press("e");
    const card = page.locator(".oco-card").filter({ hasText: "Met de toetsen." });
    await press(page, card.getByRole("button", { name: startsWith(desk("claims.approve")) }));
    await card.waitFor({ state: "detached" });
    await expect.poll(() => place(page)).toMatch(startsWith(desk("claims.waiting")));
    await press(page, page.getByRole("button", { name: desk("pay.begin") }));
    await expect.poll(() => place(page)).toMatch(/ betalen, €/);
    await press(page, page.getByRole("button", { name: desk("pay.not") }));
    await expect.poll(() => place(page)).toBe(desk("pay.title"));
  });

  it("a coordinator invites somebody to a meeting, and records who was there", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const name = "Aafke Aantoets"; // one of the first: the others stand after her
    await volunteer(api, name, "SUPPORTER_STATE_ACTIVE");
    await go(`/desk/gm0867/meetings/${(await planned(api, "Met de toetsen", -1, { kind: "MEETING_KIND_THEME_SESSION" })).id}`);
    await press(page, page.locator("summary").filter({ hasText: desk("invite.title") }));
    await tabTo(page, page.getByRole("checkbox", { name, exact: true }));
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    const attendance = page.getByLabel(name, { exact: true }).and(page.getByRole("combobox"));
    await attendance.waitFor();
    await expect.poll(() => place(page)).toBe(desk("invite.title"));

    await tabTo(page, attendance);
    await page.keyboard.press("ArrowDown");
    await press(page, page.getByRole("button", { name: desk("attendance.do") }));
    await page.getByText(desk("saved"), { exact: true }).waitFor();
    expect(await attendance.inputValue()).toBe("ATTENDANCE_PRESENT");
    expect(await place(page)).toBe(desk("attendance.do"));
  }, 120_000);

  it("a coordinator records wishes, and asks somebody who just misses with a reason", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    // Nobody else is asked about it: who has it stands nearest.
    const lifeDomains = ["LIFE_DOMAIN_PREVENTIVE_CARE"];
    const name = "Tilly Toets";
    await api("POST", "/supporters", { kind: "SUPPORT_KIND_FORMAL", name, organisation: "Buro Toets", lifeDomains, maxCases: 3 });
    const id = await submitted(api, "Trees Toets", { residentAgrees: true, lifeDomains });
    await api("POST", `/applications/${id}/triage-decisions`, { route: "ROUTE_FORMAL" });
    await go(`/desk/gm0867/applications/${id}`);
    const wishes = page.getByRole("region", { name: desk("wishes.title") });
    await press(page, wishes.locator("summary"));
    await tabTo(page, wishes.getByLabel(desk("wishes.language")));
    await page.keyboard.type("Chinees");
    await tabTo(page, wishes.getByRole("radio", { name: desk("wishes.WISH_STRENGTH_PREFER") }));
    await page.keyboard.press("ArrowDown");
    await press(page, wishes.getByRole("button", { name: desk("wishes.do") }));
    await wishes.getByText(desk("wishes.language.WISH_STRENGTH_MUST", { language: "Chinees" })).waitFor();
    await expect.poll(() => place(page)).toBe(desk("wishes.change"));

    const miss = page.getByRole("region", { name: desk("misses.title") }).getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
    await press(page, miss.locator("summary"));
    await tabTo(page, miss.getByRole("radio", { name: desk("override.OVERRIDE_REASON_SUPPORTER_AGREES") }));
    await page.keyboard.press("Space");
    await tabTo(page, miss.getByLabel(desk("misses.note")));
    await page.keyboard.type("Zij leert het.");
    await press(page, miss.getByRole("button", { name: desk("misses.do", { name }) }));
    await page.getByText(startsWith(`${desk("offer.override", { reason: desk("override.OVERRIDE_REASON_SUPPORTER_AGREES") })} Zij leert het`)).waitFor();
    await expect.poll(() => place(page)).toBe(desk("matching.title"));
  }, 120_000);

  it("a coordinator finds the shortcuts, and goes to each part", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: desk("shortcuts.title") }).waitFor();
    await page.keyboard.press("Escape");
    for (const [letter, title] of [["z", "search.title"], ["n", "new.title"], ["d", "direct.title"], ["i", "import.title"], ["k", "plan.title"], ["m", "monitor.title"], ["e", "claims.title"], ["w", "worklist.title"]] as const) {
      await page.keyboard.press("g");
      await page.keyboard.press(letter);
      await page.getByRole("heading", { level: 1, name: desk(title) }).waitFor();
    }
  });
});
