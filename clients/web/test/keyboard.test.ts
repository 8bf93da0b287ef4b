import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { phone, useBrowser } from "./browser.ts";
import { sentIn } from "./forms/claims.ts";
import { apiOf, asked, submitted } from "./reached.ts";
import { signIn } from "./signin.ts";
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
