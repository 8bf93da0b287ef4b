import type { Api, Made } from "../reached.ts";
import { dutch } from "../words.ts";
import type { Form } from "./form.ts";

const { desk: t } = dutch;

/** partner is an organisation that refers, which no other test knows. */
const partner = (api: Api, name: string): Promise<Made> => api<Made>("POST", "/referrer-organisations", { name });

/** partners are the forms of the desk about organisations that refer. */
export const partners: Form[] = [
  {
    file: "desk/partners/RecordContact.tsx", what: "records a contact with a partner", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await partner(api, "Lijn: contact");
      await go("/desk/partners");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: contact" });
      await card.getByText(t("contacted.title"), { exact: true }).click();
      await card.getByLabel(t("contacted.way")).selectOption("PARTNER_CONTACT_KIND_VISIT");
      await card.getByLabel(t("contacted.note")).fill("Folders gebracht.");
      return { button: card.getByRole("button", { name: t("contacted.do") }), done: card.getByText(t("contacted.PARTNER_CONTACT_KIND_VISIT")).first() };
    },
  },
  {
    file: "desk/partners/Letters.tsx", what: "asks for a text for letters", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await partner(api, "Lijn: brieven");
      await go("/desk/partners");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: brieven" });
      return { button: card.getByRole("button", { name: t("letters.show") }), done: card.getByText("/aanmelden?via=").first() };
    },
  },
];
