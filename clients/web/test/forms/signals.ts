import type { Api, Made } from "../reached.ts";
import { dutch } from "../words.ts";
import { button, type Form } from "./form.ts";

const { desk: t, portal } = dutch;

/** signalled is a signal that the coordinator told, about an organisation that no other test knows. */
export async function signalled(api: Api, organisation: string): Promise<Made> {
  return api<Made>("POST", "/signals", { theme: "waiting_list", organisation, fromDate: "2026-01-05", description: `Bij ${organisation} komt geen antwoord.` });
}

/** patterned is a pattern of one signal, worded and for the policy adviser. */
export async function patterned(api: Api, organisation: string): Promise<Made> {
  const { id } = await signalled(api, organisation);
  return api<Made>("POST", `/patterns?signals=${id}`, {
    title: `Patroon ${organisation}`, theme: "waiting_list", organisation, fromDate: "2026-01-05", text: "Mensen weten niet waar zij aan toe zijn.",
    addressees: ["PATTERN_ADDRESSEE_POLICY_ADVISER", "PATTERN_ADDRESSEE_CARE_PROVIDER"],
  });
}

/** left is such a pattern that was released. */
export async function left(api: Api, organisation: string): Promise<Made> {
  const { id, etag } = await patterned(api, organisation);
  return api<Made>("POST", `/patterns/${id}/_release`, { reason: "Het is dringend." }, etag);
}

/** signals are the forms of the portal and the desk about signals and patterns. */
export const signals: Form[] = [
  {
    file: "portal/signals/SignalForm.tsx", what: "tells a signal", as: "formal-supporter",
    fill: async ({ page, go }) => {
      await go("/portal/signals");
      await page.getByText(portal("signal.open"), { exact: true }).click();
      await page.getByLabel(portal("signal.theme")).selectOption("unclear_letter");
      await page.getByLabel(portal("signal.organisation")).fill("Lijn: geef signaal");
      await page.getByLabel(portal("signal.from")).fill("2026-01-05");
      await page.getByLabel(portal("signal.description")).fill("De brief is niet te begrijpen.");
      return { button: button(page, portal("signal.send")), done: page.locator(".oco-card").filter({ hasText: "Lijn: geef signaal" }) };
    },
  },
  {
    file: "desk/signals/NewSignal.tsx", what: "makes a pattern", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await signalled(api, "Lijn: begin");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: begin" });
      await card.getByText(t("pattern.begin"), { exact: true }).click();
      await card.getByLabel(t("pattern.title")).fill("Lijn: begonnen");
      return { button: card.getByRole("button", { name: t("pattern.begin.do") }), done: page.getByRole("heading", { name: "Lijn: begonnen" }) };
    },
  },
  {
    file: "desk/signals/NewSignal.tsx", what: "sets a signal aside", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await signalled(api, "Lijn: terzijde");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: terzijde" });
      await card.getByText(t("aside.title"), { exact: true }).click();
      await card.getByLabel(t("aside.reason")).fill("Dit is al opgelost.");
      return { button: card.getByRole("button", { name: t("aside.do") }), done: page.locator("main:not(:has-text('Lijn: terzijde'))") };
    },
  },
  {
    file: "desk/signals/PatternCard.tsx", what: "gathers signals", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await patterned(api, "Lijn: bundel");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Patroon Lijn: bundel" });
      await card.getByText(t("pattern.gather"), { exact: true }).click();
      await card.getByRole("checkbox", { name: "Bij Lijn: bundel" }).uncheck();
      return { button: card.getByRole("button", { name: t("pattern.gather.do") }), done: card.getByText(t("pattern.signals", { count: 0 })) };
    },
  },
  {
    file: "desk/signals/PatternCard.tsx", what: "words a pattern", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await patterned(api, "Lijn: verwoord");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: verwoord" }).filter({ hasText: t("pattern.word") });
      await card.getByText(t("pattern.word"), { exact: true }).click();
      await card.getByLabel(t("pattern.text")).fill("Niemand hoort iets terug.");
      return { button: card.getByRole("button", { name: t("save") }), done: card.locator("p.oco-said", { hasText: "Niemand hoort iets terug." }) };
    },
  },
  {
    file: "desk/signals/PatternCard.tsx", what: "releases a pattern", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await patterned(api, "Lijn: geef vrij");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Patroon Lijn: geef vrij" });
      await card.getByText(t("pattern.release"), { exact: true }).click();
      await card.getByLabel(t("pattern.reason")).fill("Het is dringend.");
      return { button: card.getByRole("button", { name: t("pattern.release.do") }), done: card.getByText(t("pattern.PATTERN_STATE_RELEASED"), { exact: true }) };
    },
  },
  {
    file: "desk/signals/PatternCard.tsx", what: "closes a pattern", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await left(api, "Lijn: sluit");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Patroon Lijn: sluit" });
      return { button: card.getByRole("button", { name: t("pattern.close") }), done: card.getByText(t("pattern.PATTERN_STATE_CLOSED"), { exact: true }) };
    },
  },
  {
    file: "desk/signals/PatternCard.tsx", what: "withdraws a pattern", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await left(api, "Lijn: trek in");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Patroon Lijn: trek in" });
      await card.getByText(t("pattern.withdraw"), { exact: true }).click();
      return { button: card.getByRole("button", { name: t("pattern.withdraw.do") }), done: card.getByText(t("pattern.PATTERN_STATE_WITHDRAWN"), { exact: true }) };
    },
  },
  {
    file: "desk/signals/Answer.tsx", what: "brings an answer over", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await left(api, "Lijn: antwoord");
      await go("/desk/signals");
      const card = page.locator(".oco-card").filter({ hasText: "Patroon Lijn: antwoord" });
      await card.getByText(t("answer.over"), { exact: true }).click();
      await card.getByLabel(t("answer.who")).selectOption("PATTERN_ADDRESSEE_CARE_PROVIDER");
      await card.getByLabel(t("answer.text"), { exact: true }).fill("Wij bellen iedereen terug.");
      return { button: card.getByRole("button", { name: t("answer.do") }), done: card.locator("p.oco-said", { hasText: "Wij bellen iedereen terug." }) };
    },
  },
];
