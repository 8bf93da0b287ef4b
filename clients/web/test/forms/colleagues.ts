import type { Api, Made } from "../reached.ts";
import { dutch } from "../words.ts";
import { button, type Form } from "./form.ts";

const { portal: t, desk } = dutch;

/** consulted is a question to colleagues of whoever calls, in words that no other test uses: the name of a resident whom they help would be refused, and here many are called "Lijn". */
export async function consulted(api: Api, question: string): Promise<Made> {
  return api<Made>("POST", "/consultations", { question, lifeDomain: "LIFE_DOMAIN_WMO" });
}

/** colleagues are the forms of the portal and the desk about questions to colleagues. */
export const colleagues: Form[] = [
  {
    file: "portal/colleagues/AskForm.tsx", what: "asks colleagues", as: "formal-supporter",
    fill: async ({ page, go }) => {
      await go("/portal/colleagues");
      await page.getByText(t("colleagues.ask"), { exact: true }).click();
      await page.getByLabel(t("colleagues.domain")).selectOption("LIFE_DOMAIN_WMO");
      await page.getByLabel(t("colleagues.question")).fill("Rolstoel: goede monteur?");
      return { button: button(page, t("colleagues.ask.send")), done: page.locator(".oco-card").filter({ hasText: "Rolstoel: goede monteur?" }) };
    },
  },
  {
    file: "support/colleagues/Question.tsx", what: "answers a colleague", as: "coordinator",
    fill: async ({ page, go, supporter }) => {
      await consulted(supporter, "Rolstoel: termijn van bezwaar?");
      await go("/desk/colleagues");
      const card = page.locator(".oco-card").filter({ hasText: "Rolstoel: termijn van bezwaar?" });
      await card.getByText(desk("colleagues.answer"), { exact: true }).click();
      await card.getByLabel(desk("colleagues.answer.text")).fill("Rolstoel: zes weken.");
      return { button: card.locator("button[type=submit]"), done: card.locator("ol .oco-said").getByText("Rolstoel: zes weken.") };
    },
  },
  {
    file: "support/colleagues/Question.tsx", what: "closes a question to colleagues", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      await consulted(supporter, "Rolstoel: alweer gevonden?");
      await go("/portal/colleagues");
      const card = page.locator(".oco-card").filter({ hasText: "Rolstoel: alweer gevonden?" });
      return { button: card.getByRole("button", { name: t("colleagues.close") }), done: card.getByText(t("colleagues.closed"), { exact: true }) };
    },
  },
  {
    file: "support/colleagues/Answers.tsx", what: "says which answer helped", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id } = await consulted(supporter, "Rolstoel: waar opgeladen?");
      await api("POST", `/consultations/${id}/_answer`, { text: "Rolstoel: bij de garage." });
      await go("/portal/colleagues");
      const card = page.locator(".oco-card").filter({ hasText: "Rolstoel: waar opgeladen?" });
      return { button: card.getByRole("button", { name: t("colleagues.mark") }), done: card.getByText(t("colleagues.helped"), { exact: true }) };
    },
  },
];
