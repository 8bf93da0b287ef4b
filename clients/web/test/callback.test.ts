import { describe, expect, it } from "vitest";

import { expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("call me back ($language)", ({ language, prefix, site }) => {
  it("takes a name and a number, and gives a receipt", async () => {
    const { page, go } = await visit({ viewport: phone });
    await go(`${prefix}/waalwijk`);
    await page.getByRole("link", { name: site("callback.title") }).click();
    await page.getByLabel(site("field.firstname")).fill("Jip");
    await page.getByLabel(site("field.phone")).fill("06-1193 0321");
    await page.getByRole("button", { name: site("callback.send") }).click();
    await page.getByRole("heading", { name: site("receipt.title") }).waitFor();
    expect(await page.locator(".oco-code").innerText()).toMatch(/^[A-Z0-9]{4}(-[A-Z0-9]{2,4})+$/);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    await expectAccessible(page);
    await expectNoSideways(page);
  });

  it("says what is missing, above the form and at the field, and takes the focus there", async () => {
    const { page, go } = await visit();
    await go(`${prefix}/waalwijk/bel-mij`);
    await page.getByRole("button", { name: site("callback.send") }).click();
    const summary = page.getByRole("alert");
    await summary.getByRole("heading", { name: site("form.wrong", { count: 2 }) }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H2");
    await expectAccessible(page);
    await summary.getByRole("link", { name: site("wrong.name") }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("name");
  });
});
