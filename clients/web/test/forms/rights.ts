import type { Locator, Page } from "playwright-core";

import type { Api, Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form } from "./form.ts";

const { desk: t } = dutch;

/** asking is a request of somebody whose application has ended, so that the dossier can be destroyed. */
async function asking(api: Api, right: string, name: string, phone: string): Promise<{ id: string; etag: string; resident: string }> {
  const { application } = await api<{ application: string }>("POST", "/applications", { resident: { name, phone }, lifeDomains: ["LIFE_DOMAIN_WMO"] });
  const { etag, resident } = await api<Made & { resident: string }>("GET", `/applications/${application}`);
  await api("POST", `/applications/${application}/_end`, { reason: "END_REASON_WITHDRAWN" }, etag);
  const { rightsRequest: id } = await api<{ rightsRequest: string }>("POST", "/rights-requests", { right, name, phone });
  return { id, etag: "1", resident };
}

/** identified is one of which the coordinator established who asks. */
async function identified(api: Api, right: string, name: string, phone: string): Promise<string> {
  const { id, etag, resident } = await asking(api, right, name, phone);
  await api("POST", `/rights-requests/${id}/_identify`, { resident, identityCheck: "IDENTITY_CHECK_KNOWN" }, etag);
  return id;
}

/** card is where one request stands on the page. */
const card = (page: Page, name: string): Locator => page.locator(".oco-card").filter({ hasText: name });

/** rights are the forms about what people ask of their own data. */
export const rights: Form[] = [
  {
    file: "desk/rights/Identify.tsx", what: "establishes who asks", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await asking(api, "RIGHT_SEE", "Ida Inzage", "0611930811");
      await go("/desk/rights");
      const one = card(page, "Ida Inzage");
      await one.getByText(t("rights.identify"), { exact: true }).click();
      await button(one, t("rights.of", { says: t("search.do"), name: "Ida Inzage" })).click();
      await one.getByRole("radio").first().check();
      await one.getByLabel(t("rights.check")).selectOption("IDENTITY_CHECK_CALLED_BACK");
      return { button: one.getByRole("button", { name: startsWith(t("rights.identify.do")) }), done: one.getByRole("button", { name: startsWith(t("rights.download")) }) };
    },
  },
  {
    file: "desk/rights/Extend.tsx", what: "takes more time", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await asking(api, "RIGHT_SEE", "Lena Langer", "0611930812");
      await go("/desk/rights");
      const one = card(page, "Lena Langer");
      await one.getByText(t("rights.extend"), { exact: true }).click();
      await one.getByLabel(t("rights.extend.reason")).fill("Er is veel papier.");
      return { button: one.getByRole("button", { name: startsWith(t("rights.extend.do")) }), done: one.getByText(t("rights.extended", { reason: "Er is veel papier." })) };
    },
  },
  {
    file: "desk/rights/Settle.tsx", what: "settles a request", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await asking(api, "RIGHT_CORRECT", "Wilma Weg", "0611930813");
      await go("/desk/rights");
      const one = card(page, "Wilma Weg");
      await one.getByText(t("rights.settle"), { exact: true }).first().click();
      await one.getByRole("radio", { name: t("rights.withdrawn") }).check();
      return { button: one.getByRole("button", { name: startsWith(t("rights.settle.do")) }), done: page.locator("main:not(:has-text('Wilma Weg'))") };
    },
  },
  {
    file: "desk/rights/Correct.tsx", what: "records what was decided of a dossier", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await identified(api, "RIGHT_CORRECT", "Corrie Correctie", "0611930815");
      await go("/desk/rights");
      const one = card(page, "Corrie Correctie");
      await one.getByText(t("correct.title"), { exact: true }).click();
      await one.getByLabel(t("correct.part")).selectOption("DOSSIER_PART_APPLICATION");
      await one.getByLabel(t("correct.subject")).fill("De datum van het gesprek.");
      await one.getByRole("radio", { name: t("correct.refused") }).check();
      await one.getByLabel(t("correct.reason")).fill("Zo staat het in de brief.");
      await one.getByLabel(t("correct.statement")).fill("Het gesprek was een week eerder.");
      return { button: one.getByRole("button", { name: startsWith(t("correct.do")) }), done: one.locator(".oco-said", { hasText: "Het gesprek was een week eerder." }) };
    },
  },
  {
    file: "desk/rights/Statement.tsx", what: "adds what the resident says of a refusal", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const rightsRequest = await identified(api, "RIGHT_CORRECT", "Zeger Zegt", "0611930816");
      await api("POST", "/corrections", { rightsRequest, part: "DOSSIER_PART_CASE", outcome: "CORRECTION_OUTCOME_REFUSED", subject: "Het doel.", reason: "Zo is het afgesproken." });
      await go("/desk/rights");
      const one = card(page, "Zeger Zegt");
      await one.getByText(t("statement.add"), { exact: true }).click();
      await one.getByLabel(t("correct.statement")).first().fill("Dat heb ik nooit gezegd.");
      return { button: one.getByRole("button", { name: startsWith(t("statement.do")) }), done: one.locator(".oco-said", { hasText: "Dat heb ik nooit gezegd." }) };
    },
  },
  {
    file: "desk/rights/Asked.tsx", what: "destroys a dossier", as: "privacy-officer",
    fill: async ({ page, go, api }) => {
      await identified(api, "RIGHT_DESTROY", "Vera Vergeten", "0611930814");
      await go("/desk/rights");
      const one = card(page, "Vera Vergeten");
      return { button: one.getByRole("button", { name: startsWith(t("rights.erase")) }), done: page.locator("main:not(:has-text('Vera Vergeten'))") };
    },
  },
];
