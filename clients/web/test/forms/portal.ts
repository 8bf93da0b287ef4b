import { asked, type Api, type Made } from "../reached.ts";
import { dutch } from "../words.ts";
import { button, closing, type Form } from "./form.ts";

const { portal: t } = dutch;

/** opened is a case of Pim Professional that runs. */
async function opened(api: Api, name: string): Promise<Made> {
  const { application, offer } = await asked(api, name, "Pim Professional");
  const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
  await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
  const { cases } = await api<{ cases: Made[] }>("GET", `/cases?application=${application}`);
  return cases[0]!;
}

/** portal are the forms of the portal. */
export const portal: Form[] = [
  {
    file: "support/CloseCase.tsx", what: "closes a case in the portal", as: "formal-supporter", again: true,
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Portaal")).id}`);
      return closing(page, { need: t("case.need"), hours: t("case.hours"), send: button(page, t("case.close")) }, t("case.thanks"));
    },
  },
  {
    file: "support/Appointment.tsx", what: "records the first appointment in the portal", as: "formal-supporter", again: true,
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Maakt Afspraak")).id}`);
      await page.getByText(t("appointment.make"), { exact: true }).click();
      await page.getByLabel(t("appointment.date")).fill("2090-03-29");
      await page.getByLabel(t("appointment.time")).fill("14:30");
      return { button: button(page, t("appointment.save")), done: page.getByText(/29 mrt 2090.*14:30/) };
    },
  },
  {
    file: "portal/pages/Start.tsx", what: "says yes to a question", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await asked(api, "Lijn Zegt Ja", "Pim Professional", "Lijn: zeg ja.");
      await go("/portal");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: zeg ja." });
      return { button: button(card, t("offers.yes")), done: page.getByText(t("offers.know", { name: "Lijn Zegt Ja" })) };
    },
  },
  {
    file: "portal/pages/Start.tsx", what: "says no to a question", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await asked(api, "Lijn Zegt Nee", "Pim Professional", "Lijn: zeg nee.");
      await go("/portal");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: zeg nee." });
      await button(card, t("offers.no")).click();
      await card.getByRole("radio", { name: t("decline.DECLINE_REASON_NO_TIME") }).check();
      return { button: button(card, t("offers.send")), done: page.locator("main:not(:has-text('Lijn: zeg nee.'))") };
    },
  },
  {
    file: "portal/pages/Start.tsx", what: "tells that they know each other", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      const { offer } = await asked(api, "Lijn Bekend", "Pim Professional");
      await api("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
      await go("/portal");
      const known = button(page, t("offers.acquainted.whom", { name: "Lijn Bekend" }));
      return { button: known, done: page.locator("main:not(:has-text('Lijn Bekend'))") };
    },
  },
];
