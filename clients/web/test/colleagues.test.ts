import { expect, it } from "vitest";

import { expectUsable, useBrowser, type Visit } from "./browser.ts";
import { opened } from "./forms/portal.ts";
import { apiOf } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

/** as opens a page as somebody. */
async function as(persona: string, path: string, locale: string): Promise<Visit> {
  const who = await visit({ locale });
  await signIn(who, persona, path);
  return who;
}

it.each(spokenIn)("a supporter asks colleagues without a name, gets answers, says what helped, and closes ($language)", async ({ language, locale, desk, portal }) => {
  // A number, and no word: other tests help residents who are called after the language, and a name is refused.
  const asked = `Wie weet raad met een scootmobiel (${language === "nl" ? 1 : 2})?`;
  const supporter = await as("formal-supporter", "/portal/colleagues", locale);
  const coordinator = await as("coordinator", "/desk", locale);
  await opened(apiOf(coordinator.page), "Xanthippe Zonneveld");

  // A name of somebody whom they help is refused, at the field, and what was typed stays.
  const form = supporter.page.locator("details").filter({ has: supporter.page.getByText(portal("colleagues.ask"), { exact: true }) });
  await form.getByText(portal("colleagues.ask"), { exact: true }).click();
  await form.getByRole("button", { name: portal("colleagues.ask.send") }).click();
  for (const wrong of ["wrong.colleagues.domain", "wrong.colleagues.question"] as const) await form.getByRole("alert").getByRole("link", { name: portal(wrong) }).waitFor();
  await form.getByLabel(portal("colleagues.domain")).selectOption("LIFE_DOMAIN_WMO");
  await form.getByLabel(portal("colleagues.question")).fill(`Xanthippe wacht. ${asked}`);
  await form.getByRole("button", { name: portal("colleagues.ask.send") }).click();
  await form.locator("#ask-question-error").waitFor();
  expect(await form.getByLabel(portal("colleagues.question")).inputValue()).toBe(`Xanthippe wacht. ${asked}`);
  await expectUsable(supporter.page);
  await supporter.page.reload();
  await form.getByLabel(portal("colleagues.question")).fill(asked);
  await form.getByRole("button", { name: portal("colleagues.ask.send") }).dblclick();
  const own = supporter.page.getByRole("region", { name: portal("colleagues.mine") }).locator(".oco-card").filter({ hasText: asked });
  await own.getByText(portal("colleagues.unanswered")).waitFor();
  expect(await own.count()).toBe(1);

  // A contact person comes to the questions at once: they have no other page here. They see no name.
  const contact = await as("partner-contact", "/portal", locale);
  const seen = contact.page.locator(".oco-card").filter({ hasText: asked });
  await seen.getByText(portal("colleagues.somebody")).waitFor();
  expect(await seen.getByText("Pim").count()).toBe(0);
  expect(await contact.page.getByText(portal("colleagues.ask"), { exact: true }).count(), "a contact person asks nothing").toBe(0);
  expect(await seen.getByRole("button", { name: portal("colleagues.close") }).count(), "nor closes what another asked").toBe(0);
  await seen.getByText(portal("colleagues.answer"), { exact: true }).click();
  await seen.locator("button[type=submit]").click();
  await seen.getByRole("alert").getByRole("link", { name: portal("wrong.colleagues.answer") }).waitFor();
  await seen.getByLabel(portal("colleagues.answer.text")).fill("Vraag de leverancier om een leenmiddel.");
  await seen.getByLabel(portal("colleagues.named")).check();
  await expectUsable(contact.page);
  await seen.locator("button[type=submit]").dblclick();
  await seen.locator("ol .oco-said").getByText("Vraag de leverancier om een leenmiddel.").waitFor();
  await seen.getByText(portal("colleagues.answers", { count: 1 }), { exact: true }).waitFor();

  // The coordinator thinks along, without a name.
  await coordinator.go("/desk/colleagues");
  const at = coordinator.page.locator(".oco-card").filter({ hasText: asked });
  await at.getByText(desk("colleagues.answers", { count: 1 }), { exact: true }).click();
  await at.getByText("Koen Contact").waitFor();
  await at.getByText(desk("colleagues.answer"), { exact: true }).click();
  await at.getByLabel(desk("colleagues.answer.text")).fill("Bel het meldpunt hulpmiddelen.");
  await at.locator("button[type=submit]").click();
  await at.locator("ol .oco-said").getByText("Bel het meldpunt hulpmiddelen.").waitFor();
  await expectUsable(coordinator.page);

  // Who asked reads both, says which helped, and takes no more answers.
  await supporter.page.reload();
  await own.getByText("Koen Contact").waitFor();
  expect(await own.getByText("Carla").count()).toBe(0);
  await own.getByRole("button", { name: `${portal("colleagues.mark")}: Bel het meldpunt` }).click();
  await own.getByText(portal("colleagues.helped"), { exact: true }).waitFor();
  await own.getByRole("button", { name: portal("colleagues.close") }).click();
  await own.getByText(portal("colleagues.closed"), { exact: true }).waitFor();
  expect(await own.getByText(portal("colleagues.add"), { exact: true }).count()).toBe(0);
  await expectUsable(supporter.page);
}, 120_000);
