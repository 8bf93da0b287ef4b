import { expect, it } from "vitest";

import { expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { signIn } from "./signin.ts";

const visit = useBrowser();

it("takes a supporter from the question to a closed case, on a phone", async () => {
  const volunteer = await visit({ viewport: phone });
  await signIn(volunteer, "supporter", "/portal");
  const { page, go } = volunteer;
  // No name before the yes.
  await page.getByRole("button", { name: "Ja, ik help" }).first().waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  expect(await page.getByText("Lotte Lente").count()).toBe(0);
  await page.getByRole("button", { name: "Nee, nu niet" }).first().click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ja, ik help" }).first().click();
  await page.getByText("Kent u Lotte Lente?").waitFor();
  await expectAccessible(page);

  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  await coordinator.page.getByRole("link", { name: "Lotte Lente" }).click();
  await coordinator.page.getByRole("button", { name: "Inwoner zegt ja" }).click();
  await coordinator.page.getByRole("heading", { name: "Traject", exact: true }).waitFor();

  await go("/portal");
  await page.getByRole("link", { name: "Lotte Lente" }).click();
  await page.getByRole("link", { name: /^06 1193 / }).waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByLabel("Wat was de vraag, in de woorden van de inwoner?").fill("Iemand naast mij bij het gesprek.");
  await page.getByLabel("Wat kwam eruit?").selectOption({ index: 1 });
  await page.getByRole("radio", { name: "Ja", exact: true }).check();
  await page.getByRole("button", { name: "Sluit af" }).click();
  await page.getByText("Afgesloten. Dank u wel.").waitFor();
  await expectAccessible(page);
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
