import { asked, type Api, type Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, closing, type Form } from "./form.ts";

const { portal: t } = dutch;

/** opened is a case of Pim Professional that runs. */
export async function opened(api: Api, name: string): Promise<Made> {
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
  {
    file: "portal/contact/LeftDrafts.tsx", what: "throws away what was typed of a case that was closed", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id, etag } = await opened(api, "Lijn Over");
      const note = `Lijn over ${Date.now()}`;
      await supporter("POST", "/contact-drafts/_save", { contactDraft: { id: crypto.randomUUID(), case: id, note } });
      await api("POST", `/cases/${id}/_close`, { need: "Klaar.", outcome: "answered_question", fit: "FIT_YES", minutes: 30 }, etag);
      await go("/portal");
      return { button: button(page, t("left.away.which", { note })), done: page.locator(`main:not(:has-text("${note}"))`) };
    },
  },
  {
    file: "portal/contact/ContactForm.tsx", what: "writes a contact down", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Contact")).id}`);
      await page.getByText(t("contact.open"), { exact: true }).click();
      await page.getByLabel(t("contact.kind")).selectOption("CONTACT_KIND_PHONE_CALL");
      await page.getByLabel(t("contact.note")).fill("Lijn: gebeld.");
      await page.getByText(startsWith("Bewaard om")).waitFor();
      return { button: button(page, t("contact.send")), done: page.locator(".oco-card").filter({ hasText: "Lijn: gebeld." }) };
    },
  },
  {
    file: "portal/contact/ContactForm.tsx", what: "throws a draft away", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id } = await opened(api, "Lijn Concept");
      for (const note of ["Lijn: weg.", "Lijn: blijft."]) await supporter("POST", "/contact-drafts/_save", { contactDraft: { id: crypto.randomUUID(), case: id, note } });
      await go(`/portal/gm0867/cases/${id}`);
      return { button: button(page, t("contact.which", { what: t("contact.away"), note: "Lijn: weg." })), done: page.locator("main:not(:has-text('Lijn: weg.'))") };
    },
  },
  {
    file: "portal/contact/Contacts.tsx", what: "removes a contact", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id } = await opened(api, "Lijn Verwijdert");
      await supporter("POST", "/contact-moments", { contactMoment: { case: id, kind: "CONTACT_KIND_PHONE_CALL", contactDate: new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" }), note: "Lijn: vergist." } });
      await go(`/portal/gm0867/cases/${id}`);
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: vergist." });
      await card.getByText(t("contact.remove"), { exact: true }).click();
      return { button: button(card, startsWith(t("work.remove.do"))), done: page.getByText(t("contact.none")) };
    },
  },
  {
    file: "portal/contact/Goals.tsx", what: "writes a goal down", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Doel")).id}`);
      await page.getByText(t("goal.open"), { exact: true }).click();
      await page.getByLabel(t("goal.text")).fill("Lijn: een eigen sleutel.");
      return { button: button(page, t("goal.send")), done: page.locator(".oco-card").filter({ hasText: "Lijn: een eigen sleutel." }) };
    },
  },
  {
    file: "portal/contact/Goals.tsx", what: "says that a goal was reached", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id } = await opened(api, "Lijn Bereikt");
      await supporter("POST", "/case-goals", { case: id, text: "Lijn: rust." });
      await go(`/portal/gm0867/cases/${id}`);
      return { button: button(page, t("contact.which", { what: t("goal.to.GOAL_STATE_REACHED"), note: "Lijn: rust." })), done: page.getByText(t("goal.GOAL_STATE_REACHED"), { exact: true }) };
    },
  },
  {
    file: "portal/contact/Hold.tsx", what: "lets a case wait", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Wacht")).id}`);
      await page.getByText(t("hold.open"), { exact: true }).click();
      await page.getByLabel(t("hold.reason")).selectOption("HOLD_REASON_DECISION");
      return { button: button(page, t("hold.send")), done: page.getByText(t("hold.waits", { why: t("hold.HOLD_REASON_DECISION") })) };
    },
  },
  {
    file: "portal/contact/Hold.tsx", what: "goes on with a case that waited", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id, etag } = await opened(api, "Lijn Hervat");
      await supporter("POST", `/cases/${id}/_hold`, { reason: "HOLD_REASON_OTHER" }, etag);
      await go(`/portal/gm0867/cases/${id}`);
      return { button: button(page, t("hold.resume")), done: page.getByText(t("hold.open"), { exact: true }) };
    },
  },
];
