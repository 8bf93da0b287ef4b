import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { desktop, expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { signIn } from "./signin.ts";
import { inWorklist } from "./worklist.ts";

const visit = useBrowser();

/** told are the lines of the timeline about the ending, the newest first, without their times. */
const told = (page: Page) => page.getByRole("region", { name: "Wat er gebeurde" }).locator("bdi").filter({ hasText: /beëindig/i }).allInnerTexts();

/** end ends the application that the page shows. */
async function end(page: Page, reason: string): Promise<void> {
  await page.getByText("Beëindig zonder begeleiding").first().click();
  await page.getByRole("radio", { name: reason }).check();
  await page.getByRole("button", { name: "Beëindig", exact: true }).click();
  await page.getByRole("heading", { name: "Beëindigd zonder begeleiding" }).waitFor();
}

it("an application that was ended by mistake goes on, and both are told", async () => {
  const who = await visit();
  const { page, go } = who;
  const name = "Ria Toch Verder";
  await go("/waalwijk/bel-mij");
  await page.getByLabel("Uw voornaam").fill(name);
  await page.getByLabel("Uw telefoonnummer").fill("06 1193 0791");
  await page.getByRole("button", { name: "Bel mij terug" }).click();
  await page.getByRole("heading", { name: "Uw aanmelding is binnen" }).waitFor();
  await signIn(who, "coordinator");
  await (await inWorklist(page, name)).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  const address = page.url();

  await end(page, "Onbereikbaar");
  await page.getByText("Reden: onbereikbaar.").waitFor();
  await expect.poll(() => told(page)).toEqual(["Beëindigd: onbereikbaar"]);
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    await expectNoSideways(page);
  }
  await page.setViewportSize(desktop);

  // It can be undone at any later visit too, in the other language.
  await page.goto(address);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Reason: unreachable.").waitFor();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.getByRole("button", { name: "Nederlands" }).click();
  await page.getByRole("button", { name: "Maak ongedaan" }).click();
  await page.getByText("Ontvangen", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "Beëindigd zonder begeleiding" }).waitFor({ state: "detached" });
  await expect.poll(() => told(page)).toEqual(["Beëindiging ongedaan gemaakt", "Beëindigd: onbereikbaar"]);

  // It goes on with triage, and after another mistake where that had led: nobody is matched any more, and who said yes
  // can be asked again.
  await page.getByRole("checkbox", { name: "Wonen" }).check();
  await page.getByRole("button", { name: "Sla op" }).click();
  await page.getByText("Nog aan te vullen").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: /Formele cliëntondersteuner/ }).check();
  await page.getByLabel("Waarom deze route?").fill("Het is ingewikkeld.");
  await page.getByRole("button", { name: "Leg vast" }).click();
  const ask = page.getByRole("button", { name: /^Vraag / }).first();
  await ask.waitFor();
  const asked = (await ask.getAttribute("aria-label"))!;
  await ask.click();
  await page.getByRole("button", { name: "Zegt ja" }).click();
  await page.getByRole("button", { name: "Inwoner zegt ja" }).waitFor();
  await end(page, "Verhuisd");
  await page.getByRole("button", { name: "Maak ongedaan" }).click();
  await page.getByText("Wacht op koppeling", { exact: true }).waitFor();
  await page.getByRole("button", { name: asked, exact: true }).first().waitFor(); // an organisation can be called like somebody
  expect(await page.getByRole("button", { name: "Inwoner zegt ja" }).count()).toBe(0);
  await expect.poll(() => told(page)).toEqual(["Beëindiging ongedaan gemaakt", "Beëindigd: verhuisd", "Beëindiging ongedaan gemaakt", "Beëindigd: onbereikbaar"]);
  await expectAccessible(page);
}, 120_000);

it("a supporter waits for no resident whose application ended meanwhile", async () => {
  const who = await visit({ viewport: phone });
  await signIn(who, "supporter", "/portal");
  const { page, go } = who;
  const accepted = { municipality: "gm0867", state: "OFFER_STATE_ACCEPTED", residentAnswer: "RESIDENT_ANSWER_UNSPECIFIED", case: "", lifeDomains: [] };
  const offers = [
    { ...accepted, id: "019ab000-0000-7000-8000-000000000001", residentName: "Wim Wacht" },
    { ...accepted, id: "019ab000-0000-7000-8000-000000000002", residentName: "Els Elders", undoneTime: "2026-03-02T09:00:00Z" },
  ];
  await page.route("**/municipalities/gm0867/offers?*", (route) => route.fulfill({ json: { offers, nextPageToken: "" } }));
  await go("/portal");
  await page.getByRole("heading", { name: "Wim Wacht" }).waitFor();
  expect(await page.getByText("Els Elders").count()).toBe(0);
});
