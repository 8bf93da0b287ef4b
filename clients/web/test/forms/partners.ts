import type { Api, Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
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
    file: "desk/partners/NewPartner.tsx", what: "adds a partner", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/partners");
      await page.getByText(t("partner.new"), { exact: true }).click();
      await page.getByLabel(t("partner.name")).and(page.locator("#partner-name")).fill("Lijn: nieuw");
      return { button: page.getByRole("button", { name: t("partner.new.do"), exact: true }), done: page.getByRole("heading", { name: "Lijn: nieuw", exact: true }) };
    },
  },
  {
    file: "desk/partners/ChangePartner.tsx", what: "changes a partner", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await partner(api, "Lijn: wijzigt");
      await go("/desk/partners");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: wijzigt" });
      await card.getByText(t("partner.change"), { exact: true }).click();
      await card.getByLabel(t("partner.liaison.who")).selectOption({ index: 1 });
      await card.getByLabel(t("partner.status")).selectOption("PARTNER_STATUS_ACTIVE");
      return { button: card.getByRole("button", { name: startsWith(t("save")) }), done: card.locator("dd", { hasText: t("partner.PARTNER_STATUS_ACTIVE") }) };
    },
  },
  {
    file: "desk/partners/History.tsx", what: "removes a contact with a partner", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const { id } = await partner(api, "Lijn: vergist");
      await api("POST", "/partner-contacts", { referrerOrganisation: id, kind: "PARTNER_CONTACT_KIND_PHONE", note: "Vergist." });
      await go("/desk/partners");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: vergist" });
      await card.getByText(t("partner.history"), { exact: true }).click();
      await card.getByText(t("contacted.remove"), { exact: true }).click();
      return { button: card.getByRole("button", { name: startsWith(t("contacted.remove.do")) }), done: card.getByText(t("partner.last.none"), { exact: true }) };
    },
  },
  {
    file: "desk/partners/Referring.tsx", what: "adds somebody who refers", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await partner(api, "Lijn: mensen");
      await go("/desk/partners");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: mensen" });
      await card.getByText(t("referring.title"), { exact: true }).click();
      await card.getByText(t("referring.new"), { exact: true }).click();
      await card.getByLabel(t("referring.name"), { exact: true }).fill("Rik Lijn");
      return { button: card.getByRole("button", { name: startsWith(t("referring.new.do")) }), done: card.locator("li").getByText("Rik Lijn") };
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
