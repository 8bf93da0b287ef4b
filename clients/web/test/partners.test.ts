import { expect, it } from "vitest";

import { desktop, expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { apiOf, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

it.each(spokenIn)("the coordinator keeps in touch with who refers ($language)", async ({ language, locale, desk }) => {
  const who = await visit({ locale });
  await signIn(who, "coordinator");
  const { page, go } = who;
  const usable = async () => {
    await expect.poll(() => page.getByText(/^(Een ogenblik|One moment)/).count()).toBe(0);
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
  };
  const name = `Wijkteam Oost ${language}`;
  await go("/desk/partners");
  await page.getByText(desk("partner.new"), { exact: true }).click();
  await page.getByRole("button", { name: desk("partner.new.do"), exact: true }).click();
  await page.getByRole("alert").getByRole("link", { name: desk("wrong.partner.name") }).waitFor();
  await page.locator("#partner-name").fill(name);
  await page.getByRole("button", { name: desk("partner.new.do"), exact: true }).dblclick();
  const card = page.getByRole("region", { name, exact: true });
  await card.getByText(desk("partner.liaison.none"), { exact: true }).first().waitFor();
  expect(await card.count()).toBe(1);

  // Who of us keeps in touch, and how well they know us.
  await card.getByText(desk("partner.change"), { exact: true }).click();
  const liaison = card.getByLabel(desk("partner.liaison.who"));
  await expect.poll(() => liaison.locator("option").allInnerTexts()).toContain("Vera Vrijwilliger");
  await liaison.selectOption({ label: "Vera Vrijwilliger" });
  await card.getByLabel(desk("partner.status"), { exact: true }).selectOption("PARTNER_STATUS_INFORMED");
  await card.getByLabel(desk("contacted.next")).last().fill("2020-01-01");
  await card.getByRole("button", { name: startsWith(`${desk("save")}:`) }).click();
  await card.locator("[id$=nextContactDate-error]").waitFor(); // in the past: the server says so, at the field
  await card.getByLabel(desk("contacted.next")).last().fill("2090-05-01");
  await usable();
  await card.getByRole("button", { name: startsWith(`${desk("save")}:`) }).click();
  await card.locator("dd", { hasText: "Vera Vrijwilliger" }).waitFor();

  // What was agreed stays to be read, and who was spoken to is not silent.
  await card.getByText(desk("contacted.title"), { exact: true }).click();
  await card.getByLabel(desk("contacted.way")).selectOption("PARTNER_CONTACT_KIND_VISIT");
  await card.getByLabel(desk("contacted.note")).fill("Folders gebracht.");
  await card.getByRole("button", { name: startsWith(`${desk("contacted.do")}:`) }).click();
  await card.getByText(desk("partner.history"), { exact: true }).click();
  await card.locator("li").getByText("Folders gebracht.").waitFor();
  await card.getByText(desk("referring.title"), { exact: true }).click();
  await card.getByText(desk("referring.none")).waitFor();
  await usable();
  await page.getByLabel(desk("partners.quiet")).selectOption("12");
  await card.waitFor({ state: "detached" });
  await page.getByLabel(desk("partners.quiet")).selectOption("");
  await page.locator("#status").selectOption("PARTNER_STATUS_ACTIVE");
  await expect.poll(() => page.getByText(/^(Een ogenblik|One moment)/).count()).toBe(0);
  expect(await card.count()).toBe(0);
  await page.locator("#status").selectOption("PARTNER_STATUS_INFORMED");
  await card.waitFor();

  // A wrong one goes, and then nobody has spoken to them yet.
  await card.getByText(desk("partner.history"), { exact: true }).click();
  await card.getByText(desk("contacted.remove"), { exact: true }).click();
  await card.getByRole("button", { name: startsWith(desk("contacted.remove.do")) }).click();
  await card.getByText(desk("partner.never")).waitFor();
  await page.getByLabel(desk("partners.quiet")).selectOption("12");
  await card.waitFor();

  // The text for their letters is copied, or somebody hears that they have to do that by hand.
  await card.getByRole("button", { name: startsWith(desk("letters.show")) }).click();
  await who.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await card.getByRole("button", { name: desk("letters.copy.nl") }).click();
  await card.getByText(desk("letters.copied"), { exact: true }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("/aanmelden?via=");
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await card.getByRole("button", { name: desk("letters.copy.en") }).click();
  await card.getByText(desk("letters.copy.refused")).waitFor();
  await usable();
  const { referrerOrganisations } = await apiOf(page)<{ referrerOrganisations: (Made & { name: string; liaisonName: string })[] }>("GET", "/referrer-organisations?pageSize=200");
  expect(referrerOrganisations.filter((one) => one.name === name)).toMatchObject([{ liaisonName: "Vera Vrijwilliger" }]);
}, 120_000);
