import { expect, it } from "vitest";

import { phone, useBrowser } from "./browser.ts";
import { signIn } from "./signin.ts";

const visit = useBrowser();

it("changes in the middle of a form of a resident, and what was typed stays", async () => {
  const { page, go } = await visit();
  await go("/waalwijk/bel-mij");
  await page.getByLabel("Uw voornaam").fill("Ama Twi");
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Call me back" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/en/waalwijk/bel-mij");
  expect(await page.getByLabel("Your first name").inputValue()).toBe("Ama Twi");
});

it("changes in the middle of a form of the desk, what was typed stays, and what the server says changes too", async () => {
  const who = await visit();
  await signIn(who, "coordinator");
  const { page, go } = who;
  await go("/desk/new");
  await page.getByLabel("Naam", { exact: true }).fill("Tineke Tweetalig");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "New application" }).waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Tineke Tweetalig");
  await page.getByRole("button", { name: "Apply" }).click();
  // This sentence is the server's.
  await page.getByText("Something is still missing.").waitFor();
});

it("changes while work is logged in the portal, and what was typed stays", async () => {
  const who = await visit({ viewport: phone });
  await signIn(who, "formal-supporter", "/portal/claims");
  const { page } = who;
  await page.getByText("Noteer uren of kilometers", { exact: true }).click();
  await page.getByLabel("Uren (niet verplicht)").first().fill("2,5");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Claims" }).waitFor();
  expect(await page.getByLabel("Hours (optional)").first().inputValue()).toBe("2,5");
});
