import { describe, expect, it } from "vitest";

import { expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { apiOf, asked } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("a supporter ($language)", ({ language, locale, desk, portal }) => {
  it("goes from the question to a closed case, on a phone", async () => {
    const name = `Loek Lente ${language}`;
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const note = `Liever in de ochtend (${language}).`;
    const { application } = await asked(apiOf(coordinator.page), name, "Vera Vrijwilliger", note);
    const volunteer = await visit({ viewport: phone, locale });
    await signIn(volunteer, "supporter", "/portal");
    const { page, go } = volunteer;
    // No name before the yes.
    const card = page.locator(".oco-card").filter({ hasText: note });
    await card.getByRole("button", { name: portal("offers.yes") }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(await page.getByText(name).count()).toBe(0);
    await card.getByRole("button", { name: portal("offers.no") }).click();
    await card.getByRole("radio", { name: portal("decline.DECLINE_REASON_NO_TIME") }).check();
    await expectAccessible(page);
    await card.getByRole("button", { name: portal("offers.yes") }).click();
    await page.getByText(portal("offers.know", { name })).waitFor();
    await page.getByText(portal("offers.waiting")).first().waitFor();
    await expectAccessible(page);

    await coordinator.go(`/desk/gm0867/applications/${application}`);
    await coordinator.page.getByRole("button", { name: desk("resident.RESIDENT_ANSWER_YES") }).click();
    await coordinator.page.getByRole("heading", { name: desk("case.title"), exact: true }).waitFor();

    await go("/portal");
    await page.getByRole("link", { name }).click();
    await page.getByRole("link", { name: /^06 1193 / }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("button", { name: portal("case.close") }).click();
    for (const wrong of ["need", "outcome", "fit"] as const) await page.getByRole("alert").getByText(portal(`wrong.${wrong}`)).waitFor();
    await page.getByLabel(portal("case.need")).fill("Iemand naast mij bij het gesprek.");
    await page.getByLabel(portal("case.outcome")).selectOption({ index: 1 });
    await page.getByRole("radio", { name: portal("fit.FIT_YES"), exact: true }).check();
    await page.getByLabel(portal("case.hours")).fill({ nl: "1,5", en: "1.5" }[language]);
    await page.getByRole("button", { name: portal("case.close") }).click();
    await page.getByText(portal("case.thanks")).waitFor();
    await expectAccessible(page);
  });

  it("says no, with the reason or without", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { application } = await asked(apiOf(coordinator.page), `Nee ${language}`, "Pim Professional", `Op kantoor (${language}).`);
    const supporter = await visit({ viewport: phone, locale });
    await signIn(supporter, "formal-supporter", "/portal");
    const card = supporter.page.locator(".oco-card").filter({ hasText: `Op kantoor (${language}).` });
    await card.getByRole("button", { name: portal("offers.no") }).click();
    await card.getByRole("radio", { name: portal("decline.DECLINE_REASON_TOO_FAR") }).check();
    await card.getByRole("button", { name: portal("offers.send") }).click();
    await card.waitFor({ state: "detached" });
    await coordinator.go(`/desk/gm0867/applications/${application}`);
    await coordinator.page.getByText(desk("timeline.OFFER_STATE_DECLINED", { name: "Pim Professional" })).waitFor();
  });
});

it("can be put on a phone, and opens without a line", async () => {
  const { page, context, go } = await visit({ viewport: phone });
  await go("/portal");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const session = await context.newCDPSession(page);
  const { url, errors, data } = await session.send("Page.getAppManifest");
  expect([new URL(url).pathname, errors]).toEqual(["/portal.webmanifest", []]);
  for (const { src } of (JSON.parse(data!) as { icons: { src: string }[] }).icons) expect((await page.request.get(new URL(src, url).href)).status(), src).toBe(200);

  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload(); // the worker has the files now
  await page.getByRole("heading", { level: 1 }).waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("alert").getByText("Er is geen verbinding").waitFor();
  await expectAccessible(page);
  // Of the API nothing is kept.
  const kept = await page.evaluate(async () => (await (await caches.open("oco-portal")).keys()).map(({ url: file }) => new URL(file).pathname));
  expect(kept.filter((path) => path !== "/portal" && !path.startsWith("/assets/"))).toEqual([]);
  await context.setOffline(false);
});
