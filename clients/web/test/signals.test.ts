import { expect, it } from "vitest";

import { desktop, expectUsable, useBrowser, type Visit } from "./browser.ts";
import { left, signalled } from "./forms/signals.ts";
import { apiOf, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

/** as opens a page as somebody. */
async function as(persona: string, path: string, locale = "nl-NL"): Promise<Visit> {
  const who = await visit({ viewport: desktop, locale });
  await signIn(who, persona, path.split("?")[0]!);
  return who;
}

it.each(spokenIn)("a signal becomes a pattern, is released, answered, and comes back to who told it ($language)", async ({ language, locale, desk, portal }) => {
  const organisation = `Stichting Kring ${language}`;
  const supporter = await as("formal-supporter", "/portal/signals", locale);
  const form = supporter.page.locator("details").filter({ hasText: portal("signal.send") });
  await form.getByText(portal("signal.open"), { exact: true }).click();
  await form.getByRole("button", { name: portal("signal.send") }).click();
  await form.getByRole("alert").getByRole("link", { name: portal("wrong.signal.description") }).waitFor();
  await expectUsable(supporter.page);
  await form.getByLabel(portal("signal.theme")).selectOption("waiting_list");
  await form.getByLabel(portal("signal.organisation")).fill(organisation);
  await form.getByLabel(portal("signal.from")).fill("2026-01-05");
  await form.getByLabel(portal("signal.description")).fill("Wie hulp vraagt hoort drie maanden niets van deze organisatie.");
  await form.getByRole("button", { name: portal("signal.send") }).dblclick();
  const own = supporter.page.locator(".oco-card").filter({ hasText: organisation });
  await own.getByText(portal("signal.SIGNAL_STATE_NEW")).waitFor();
  expect(await own.count()).toBe(1);

  // The coordinator: what is like it is suggested, whatever way its organisation is written.
  const coordinator = await as("coordinator", "/desk/signals", locale);
  const { page } = coordinator;
  await signalled(apiOf(page), `kring-${language} (st.)`);
  await page.reload(); // what is like it may have been looked for before
  const fresh = page.locator(".oco-card").filter({ hasText: organisation });
  await fresh.getByText(desk("pattern.begin"), { exact: true }).click();
  await fresh.getByLabel(desk("pattern.title")).fill(`Wachten (${language})`);
  await fresh.getByRole("checkbox", { name: `kring-${language} (st.)` }).check();
  await fresh.getByRole("button", { name: desk("pattern.begin.do") }).click();
  const card = page.locator(".oco-card").filter({ has: page.getByRole("heading", { name: `Wachten (${language})` }) });
  await card.getByText(desk("pattern.signals", { count: 2 })).waitFor();

  // Few residents stand behind it: why is asked, and the words of a signal do not leave.
  await card.getByText(desk("pattern.word"), { exact: true }).click();
  await card.getByLabel(desk("pattern.text")).fill("Wie hulp vraagt hoort drie maanden niets van deze organisatie.");
  await card.getByRole("checkbox", { name: desk("addressee.PATTERN_ADDRESSEE_POLICY_ADVISER") }).check();
  await card.getByRole("button", { name: desk("save") }).click();
  await card.locator("p.oco-said").waitFor();
  await card.getByText(desk("pattern.release"), { exact: true }).click();
  await card.getByText(desk("pattern.few")).waitFor();
  await card.getByRole("button", { name: desk("pattern.release.do") }).click();
  await card.getByRole("alert").getByRole("link", { name: desk("wrong.release") }).waitFor();
  await expectUsable(coordinator.page);
  await card.getByLabel(desk("pattern.reason")).fill("Het is dringend.");
  await card.getByRole("button", { name: desk("pattern.release.do") }).click();
  await card.getByRole("alert").getByText(/minder dan 5 inwoners|Fewer than 5 residents/).first().waitFor();
  await card.getByText(desk("pattern.word"), { exact: true }).click();
  await card.getByLabel(desk("pattern.text")).fill("Mensen weten niet waar zij aan toe zijn.");
  await card.getByRole("button", { name: desk("save") }).click();
  await card.locator("p.oco-said", { hasText: "waar zij aan toe zijn" }).waitFor();
  await card.getByRole("button", { name: desk("pattern.release.do") }).click();
  await card.getByText(desk("pattern.PATTERN_STATE_RELEASED"), { exact: true }).waitFor();

  // The policy adviser reads the copy, and nothing of who told it.
  const adviser = await as("policy-adviser", "/desk/patterns", locale);
  const read = adviser.page.locator(".oco-card").filter({ hasText: `Wachten (${language})` });
  await read.getByText("Mensen weten niet waar zij aan toe zijn.").waitFor();
  expect(await adviser.page.getByText(/drie maanden|dringend|Pim/).count()).toBe(0);
  await read.getByText(desk("answer.open"), { exact: true }).click();
  await read.getByRole("button", { name: desk("answer.do") }).click();
  await read.getByRole("alert").getByRole("link", { name: desk("wrong.answer") }).waitFor();
  await expectUsable(adviser.page);
  await read.getByLabel(desk("answer.text"), { exact: true }).fill("Er komt een vast nummer.");
  await read.getByLabel(desk("answer.measure")).fill("Een telefoonnummer voor wie wacht");
  await read.getByLabel(desk("answer.by")).fill("2090-01-01");
  await read.getByRole("button", { name: desk("answer.do") }).click();
  await read.locator("p.oco-said", { hasText: "Er komt een vast nummer." }).waitFor();

  await supporter.page.reload();
  await own.getByText(portal("followed.PATTERN_STATE_ANSWERED")).waitFor();
  await own.getByText(portal("followed.read"), { exact: true }).click();
  await own.getByText("Er komt een vast nummer.").waitFor();
  await expectUsable(supporter.page);
}, 180_000);

it("a pattern that is for somebody else is not the policy adviser's, and no page leads them to a signal", async () => {
  const coordinator = await as("coordinator", "/desk/signals");
  const api = apiOf(coordinator.page);
  await left(api, "Wel voor beleid");
  const { id } = await signalled(api, "Niet voor beleid");
  const { id: pattern, etag } = await api<Made>("POST", `/patterns?signals=${id}`, {
    title: "Alleen voor de aanbieder", theme: "waiting_list", organisation: "Niet voor beleid", fromDate: "2026-01-05", text: "Mensen wachten.", addressees: ["PATTERN_ADDRESSEE_CARE_PROVIDER"],
  });
  await api("POST", `/patterns/${pattern}/_release`, { reason: "Het is dringend." }, etag);
  const { page, go } = await as("policy-adviser", "/desk/patterns");
  await page.getByText("Patroon Wel voor beleid").waitFor();
  expect(await page.getByText("Alleen voor de aanbieder").count()).toBe(0);
  expect(await page.getByRole("navigation").getByRole("link").allTextContents()).toEqual(["Monitor", "Patronen", "Enquêtes"]);
  await go("/desk/signals");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  expect(await page.getByText("Niet voor beleid").count()).toBe(0);
});
