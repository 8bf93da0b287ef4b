import { expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { chosen, coded } from "./forms/surveys.ts";
import { apiOf } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch } from "./words.ts";

const visit = useBrowser();
const { desk, site } = dutch;

it("whoever was helped answers from the link, once, and the code stays in no address; the desk reads how many did", async () => {
  const coordinator = await visit();
  await signIn(coordinator, "coordinator", "/desk/surveys");
  const code = await coded(apiOf(coordinator.page), "Kirsten Klaar");
  const { page, go } = await visit();
  await go(`/gm0867/enquete#${code}`);
  await page.getByRole("radiogroup").first().waitFor();
  expect(page.url()).not.toContain(code);
  await expectUsable(page);
  await page.getByRole("button", { name: site("survey.send") }).click();
  await expect.poll(() => page.getByText(site("survey.choose")).count()).toBeGreaterThan(0);
  await chosen(page);
  await page.getByRole("button", { name: site("survey.send") }).click();
  await page.getByRole("heading", { name: site("survey.thanks") }).waitFor();
  await expectUsable(page);
  await go("/waalwijk/enquete");
  await page.getByLabel(site("survey.code"), { exact: true }).fill(code);
  await page.getByRole("button", { name: site("survey.begin") }).click();
  await page.getByText(site("survey.answered")).waitFor();
  await coordinator.go("/desk/surveys");
  await coordinator.page.getByText(desk("surveys.response"), { exact: true }).first().click();
  await coordinator.page.getByText(desk("survey.SURVEY_WAY_LINK")).first().waitFor();
  await expectUsable(coordinator.page);
});
