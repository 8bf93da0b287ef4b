import type { Api, Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form } from "./form.ts";
import { drafted, ownRecord } from "./own.ts";

const { desk: t } = dutch;

/** sentIn is a claim that waits for the coordinator, of a supporter of whom it is known where to pay. */
export async function sentIn(supporter: Api, description: string, line: object = {}): Promise<Made> {
  const { id } = await ownRecord(supporter);
  await supporter("POST", `/supporters/${id}/bank-details/_record`, { iban: "NL91 ABNA 0417 1643 00", accountHolder: "P. Professional" });
  const { id: claim, etag } = await drafted(supporter, description, line);
  return supporter<Made>("POST", `/expense-claims/${claim}/_submit`, {}, etag);
}

/** claims are the forms of the desk about claims. */
export const claims: Form[] = [
  {
    file: "desk/claims/Waiting.tsx", what: "approves a claim", as: "coordinator",
    fill: async ({ page, go, supporter }) => {
      await sentIn(supporter, "Lijn: keur goed", { date: "2026-01-05" });
      await go("/desk/claims");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: keur goed" });
      return { button: card.getByRole("button", { name: startsWith(t("claims.approve")) }), done: page.locator("main:not(:has-text('Lijn: keur goed'))") };
    },
  },
  {
    file: "desk/claims/Waiting.tsx", what: "refuses a claim", as: "coordinator",
    fill: async ({ page, go, supporter }) => {
      await sentIn(supporter, "Lijn: wijs af");
      await go("/desk/claims");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: wijs af" });
      await card.getByText(t("claims.refuse", { name: "Pim Professional" })).click();
      await card.getByLabel(t("claims.refusal")).fill("De bon is van iets anders.");
      return { button: button(card, t("claims.refuse.do")), done: page.locator("main:not(:has-text('Lijn: wijs af'))") };
    },
  },
  {
    file: "desk/claims/Pay.tsx", what: "makes a payment", as: "coordinator",
    fill: async ({ page, go, api, supporter }) => {
      const { id, etag } = await sentIn(supporter, "Lijn: betaal", { date: "2016-01-02" });
      await api("POST", `/expense-claims/${id}/_approve`, {}, etag);
      await go("/desk/claims");
      await page.getByLabel(t("pay.until")).fill("2016-01-02"); // nothing of other tests is of so long ago
      await button(page, t("pay.begin")).click();
      return { button: button(page, t("pay.do")), done: page.getByText(/^De betaling is gemaakt/) };
    },
  },
];
