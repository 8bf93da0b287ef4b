import { describe, expect, it } from "vitest";

import { desktop, expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { apiOf } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("what do you know about me ($language)", ({ prefix, site }) => {
  it("is asked from the page on privacy, and says until when an answer takes", async () => {
    const { page, go } = await visit({ viewport: phone });
    await go(`${prefix}/waalwijk/privacy`);
    await page.getByRole("link", { name: site("privacy.mine") }).click();
    await page.getByRole("button", { name: site("mine.send") }).click();
    const summary = page.getByRole("alert");
    await summary.getByRole("heading", { name: site("form.wrong", { count: 3 }) }).waitFor();
    await expectAccessible(page);
    await page.getByRole("radio", { name: site("mine.destroy") }).check();
    await page.getByLabel(site("field.name")).fill("Vera Vergeet");
    await page.getByLabel(site("field.email")).fill("vera@lijst.example");
    await page.getByRole("button", { name: site("mine.send") }).click();
    await page.getByRole("heading", { name: site("mine.asked"), level: 1 }).waitFor();
    expect(await page.getByText(site("mine.asked.until", { day: "" }).replace(/[. ]+$/, "").split(" ").slice(0, 3).join(" ")).innerText()).toMatch(/\d{4}|\d{1,2} /);
    await expectAccessible(page);
    await expectNoSideways(page);
  });
});

/** daysAgo is a day in the Netherlands. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });

describe.each(spokenIn)("a question about data in the worklist ($language)", ({ language, locale, desk }) => {
  it("stands there with its clock when the answer is late, or soon will be", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    for (const [name, days] of [["Laura Laat", 40], ["Bea Bijna", 26], ["Nora Net", 0]] as const) {
      await api("POST", "/rights-requests", { right: "RIGHT_SEE", name: `${name} ${language}`, phone: "0611930899", receiveDate: daysAgo(days) });
    }
    await go("/desk");
    const section = page.getByRole("region", { name: startsWith(desk("rights.worklist")) });
    const late = section.getByRole("row").filter({ hasText: `Laura Laat ${language}` });
    await late.getByText(startsWith(desk("rights.overdue", { day: "" }).split("  ")[0]!.trim())).waitFor();
    await section.getByRole("row").filter({ hasText: `Bea Bijna ${language}` }).getByText(startsWith(desk("rights.due", { day: "" }))).waitFor();
    expect(await section.getByText(`Nora Net ${language}`).count()).toBe(0);
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
    await late.getByRole("link").click();
    await page.getByRole("heading", { name: startsWith(`${desk("rights.RIGHT_SEE")}: Laura Laat ${language}`) }).waitFor();
  });
});
