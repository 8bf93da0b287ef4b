import { describe, expect, it } from "vitest";

import { expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { spokenIn } from "./words.ts";

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
