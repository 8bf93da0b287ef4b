import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { desktop, expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { opened } from "./forms/portal.ts";
import { apiOf } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

/** usable looks whether everybody can use the page with all that is folded open, on a desktop and on a phone. */
async function usable(page: Page, picture = ""): Promise<void> {
  await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    await expectNoSideways(page);
    if (picture && process.env.PICTURES) for (const [i, one] of (await page.locator("section[aria-labelledby=access], section[aria-labelledby=case]").all()).entries()) await one.screenshot({ path: `${process.env.PICTURES}/${picture}-${i}-${size.width}.png` });
  }
}

describe.each(spokenIn)("the question of the access team ($language)", ({ locale, language, portal, desk }) => {
  it("is asked by the supporter, stands on the worklist, and is answered", async () => {
    const name = `Noor Structureel ${language}`;
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    const { id } = await opened(api, name);
    const supporter = await visit({ locale });
    await signIn(supporter, "formal-supporter", "/portal");
    await supporter.go(`/portal/gm0867/cases/${id}`);
    const { page } = supporter;
    await page.getByText(portal("access.open"), { exact: true }).click();
    await page.getByRole("button", { name: portal("access.send") }).click();
    for (const wrong of ["wrong.access.reason", "wrong.access.note"] as const) await page.getByRole("alert").getByRole("link", { name: portal(wrong) }).waitFor();
    await page.getByLabel(portal("access.reason")).selectOption("ACCESS_QUESTION_REASON_STRUCTURAL");
    await page.getByLabel(portal("access.note")).fill("Elk jaar dezelfde aanvraag. De Toegang kan vaste hulp regelen.");
    await usable(page, "portal-ask");
    await page.reload();
    expect(await page.getByLabel(portal("access.note")).inputValue(), "a reload takes nothing").toMatch(startsWith("Elk jaar"));
    await page.getByRole("button", { name: portal("access.send") }).dblclick();
    await page.locator(".oco-written").getByText("Elk jaar dezelfde aanvraag").waitFor();
    expect((await api<{ accessQuestions: object[] }>("GET", `/access-questions?case=${id}`)).accessQuestions, "it is sent once").toHaveLength(1);
    expect(await page.getByText(portal("access.open"), { exact: true }).count(), "it is asked once").toBe(0);
    await usable(page, "portal-asked");

    await coordinator.go("/desk");
    const row = coordinator.page.getByRole("region", { name: startsWith(desk("access.title")) }).getByRole("row", { name });
    await row.getByText(desk("access.ACCESS_QUESTION_REASON_STRUCTURAL")).waitFor();
    await usable(coordinator.page, "desk-worklist");
    await row.getByRole("link", { name }).click();
    await coordinator.page.getByText(desk("access.goes_on"), { exact: true }).click();
    await coordinator.page.getByRole("button", { name: desk("access.goes_on.send") }).click();
    await coordinator.page.getByRole("alert").getByRole("link", { name: desk("wrong.access.answer") }).waitFor();
    await coordinator.page.getByLabel(desk("access.answer")).fill("Eerst nog het gesprek van dinsdag.");
    await usable(coordinator.page, "desk-case");
    await coordinator.page.getByRole("button", { name: desk("access.goes_on.send") }).dblclick();
    await coordinator.page.locator(".oco-written").getByText("Eerst nog het gesprek van dinsdag.").waitFor();
    await usable(coordinator.page, "desk-answered");
    await coordinator.go("/desk");
    await coordinator.page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => coordinator.page.locator("[aria-busy=true]").count()).toBe(0);
    expect(await coordinator.page.getByRole("region", { name: startsWith(desk("access.title")) }).getByRole("row", { name }).count()).toBe(0);

    await page.reload();
    await page.locator(".oco-written").getByText("Eerst nog het gesprek van dinsdag.").waitFor();
    await page.getByText(portal("access.open"), { exact: true }).waitFor();
    await usable(page, "portal-answered");
  });
});
