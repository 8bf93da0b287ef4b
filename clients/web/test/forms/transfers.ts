import { asked, type Api, type Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form } from "./form.ts";
import { opened } from "./portal.ts";

const { portal: t, desk } = dutch;

/** idOf is a supporter by name, ofCase what a case is of. */
async function idOf(api: Api, name: string): Promise<string> {
  const { supporters } = await api<{ supporters: (Made & { name: string })[] }>("GET", "/supporters?pageSize=200");
  return supporters.find((one) => one.name === name)!.id;
}
const ofCase = (api: Api, id: string) => api<{ application: string }>("GET", `/cases/${id}`);

/** succeeded is a case of Vera in which Pim, by name, is asked to go on. */
export async function succeeded(api: Api, name: string): Promise<string> {
  const { application, offer } = await asked(api, name, "Vera Vrijwilliger");
  const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
  await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
  const { cases } = await api<{ cases: Made[] }>("GET", `/cases?application=${application}`);
  const successor = await idOf(api, "Pim Professional");
  await api("POST", "/transfers", { case: cases[0]!.id, kind: "SUPPORT_KIND_FORMAL", reason: "TRANSFER_REASON_COMPLEX", successor, firstContact: true });
  return cases[0]!.id;
}

/** askedAccess is a case of Pim, by name, of which somebody asks whether it belongs with the access team. */
export async function askedAccess(api: Api, name: string): Promise<{ id: string; application: string }> {
  const { id } = await opened(api, name);
  await api("POST", "/access-questions", { case: id, reason: "ACCESS_QUESTION_REASON_STRUCTURAL", note: "De aanvraag komt elk jaar terug." });
  return { id, application: (await ofCase(api, id)).application };
}

/** transfers are the forms about who goes on with a case. */
export const transfers: Form[] = [
  {
    file: "desk/application/Second.tsx", what: "has a second supporter help", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await go(`/desk/gm0867/applications/${(await ofCase(api, (await opened(api, "Lijn Tweede")).id)).application}`);
      await page.getByText(desk("second.open"), { exact: true }).click();
      await page.getByLabel(desk("second.who")).selectOption({ label: "Vera Vrijwilliger" });
      return { button: button(page, desk("second.send")), done: button(page, desk("second.leave", { name: "Vera Vrijwilliger" })) };
    },
  },
  {
    file: "desk/application/Second.tsx", what: "has a second supporter help no more", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const { id } = await opened(api, "Lijn Weer Alleen");
      await api("POST", `/cases/${id}/_join`, { supporter: await idOf(api, "Vera Vrijwilliger") });
      await go(`/desk/gm0867/applications/${(await ofCase(api, id)).application}`);
      return { button: button(page, desk("second.leave", { name: "Vera Vrijwilliger" })), done: page.getByText(desk("second.open"), { exact: true }) };
    },
  },
  {
    file: "portal/transfer/Ask.tsx", what: "asks that somebody else goes on", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Draagt Over")).id}`);
      await page.getByText(t("transfer.open"), { exact: true }).click();
      await page.getByRole("radio", { name: startsWith(t("transfer.kind.SUPPORT_KIND_FORMAL")) }).check();
      await page.getByLabel(t("transfer.reason")).selectOption("TRANSFER_REASON_TIME");
      await page.getByLabel(t("transfer.note")).fill("Lijn: belt graag in de ochtend.");
      return { button: button(page, t("transfer.send")), done: button(page, t("transfer.withdraw")) };
    },
  },
  {
    file: "portal/transfer/Transfers.tsx", what: "takes back that somebody else goes on", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id } = await opened(api, "Lijn Neemt Terug");
      await supporter("POST", "/transfers", { case: id, kind: "SUPPORT_KIND_FORMAL", reason: "TRANSFER_REASON_TIME" });
      await go(`/portal/gm0867/cases/${id}`);
      return { button: button(page, t("transfer.withdraw")), done: page.getByText(t("transfer.open"), { exact: true }) };
    },
  },
  {
    file: "portal/transfer/SuccessorView.tsx", what: "records what a successor may see", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Kiest")).id}`);
      await page.getByText(t("view.open"), { exact: true }).click();
      await page.getByRole("radio", { name: startsWith(t("view.SUCCESSOR_VIEW_GOALS")) }).check();
      await page.getByLabel(t("view.agreed")).check();
      return { button: button(page, t("view.send")), done: page.getByText(t("view.chosen", { what: t("view.SUCCESSOR_VIEW_GOALS") })) };
    },
  },
  {
    file: "portal/transfer/Access.tsx", what: "says that a case is for the access team", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Blijft")).id}`);
      await page.getByText(t("access.open"), { exact: true }).click();
      await page.getByLabel(t("access.reason")).selectOption("ACCESS_QUESTION_REASON_STRUCTURAL");
      await page.getByLabel(t("access.note")).fill("Lijn: elk jaar dezelfde vraag.");
      return { button: button(page, t("access.send")), done: page.locator(".oco-written").getByText("Lijn: elk jaar dezelfde vraag.") };
    },
  },
  {
    file: "desk/application/AccessAsked.tsx", what: "says why a case goes on", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await go(`/desk/gm0867/applications/${(await askedAccess(api, "Lijn Gaat Door")).application}`);
      await page.getByText(desk("access.goes_on"), { exact: true }).click();
      await page.getByLabel(desk("access.answer")).fill("Lijn: nog één gesprek.");
      return { button: button(page, desk("access.goes_on.send")), done: page.locator(".oco-written").getByText("Lijn: nog één gesprek.") };
    },
  },
  {
    file: "support/EndMatch.tsx", what: "says that it does not click", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Klikt Niet")).id}`);
      await page.getByText(t("parted.open"), { exact: true }).click();
      await page.getByRole("radio", { name: t("parted.MATCH_ENDER_BOTH") }).check();
      await page.getByLabel(t("parted.sure")).check();
      return { button: button(page, t("parted.send")), done: page.getByText(t("parted.done")) };
    },
  },
  {
    file: "portal/contact/ChangeContact.tsx", what: "changes a contact", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      const { id } = await opened(api, "Lijn Past Aan");
      await supporter("POST", "/contact-moments", { contactMoment: { case: id, kind: "CONTACT_KIND_PHONE_CALL", contactDate: new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" }), note: "Lijn: gebelt." } });
      await go(`/portal/gm0867/cases/${id}`);
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: gebel" });
      await card.getByText(t("contact.change"), { exact: true }).click();
      await card.getByLabel(t("contact.note")).fill("Lijn: gebeld.");
      return { button: button(card, startsWith(`${t("contact.change.send")}:`)), done: page.locator(".oco-written").getByText("Lijn: gebeld.") };
    },
  },
  {
    file: "portal/transfer/Succeed.tsx", what: "goes on with what a colleague began", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await succeeded(api, "Lijn Gaat Verder");
      await go("/portal");
      return { button: button(page, t("succeed.yes")).first(), done: page.getByRole("link", { name: "Lijn Gaat Verder" }) };
    },
  },
  {
    file: "portal/transfer/Succeed.tsx", what: "does not go on with what a colleague began", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await succeeded(api, "Lijn Gaat Niet Verder");
      await go("/portal");
      return { button: button(page, t("succeed.no")).first(), done: page.locator(`main:not(:has-text("${t("succeed.title")}"))`) };
    },
  },
  ...(["accepts", "refuses", "withdraws"] as const).map((what): Form => ({
    file: "desk/application/TransferAsked.tsx", what: `${what} a transfer for who was asked`, as: "coordinator",
    fill: async ({ page, go, api }) => {
      const { application } = await api<{ application: string }>("GET", `/cases/${await succeeded(api, `Lijn ${what}`)}`);
      await go(`/desk/gm0867/applications/${application}`);
      const region = page.getByRole("region", { name: desk("case.title"), exact: true });
      await region.getByLabel(desk("handed.successor")).waitFor();
      const says = { accepts: "handed.accept.send", refuses: "handed.refuse", withdraws: "handed.withdraw" } as const;
      return { button: button(region, desk(says[what])), done: page.locator(`main:not(:has-text("${desk("handed.title")}"))`) };
    },
  })),
  {
    file: "support/NewIncident.tsx", what: "tells in the portal that something bad happened", as: "formal-supporter", again: true,
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Vervelend")).id}`);
      await page.getByText(t("incidents.new"), { exact: true }).click();
      await page.getByRole("radio", { name: t("incident.INCIDENT_KIND_THREAT") }).check();
      await page.getByLabel(t("incidents.text")).fill("Lijn: iemand schreeuwde.");
      return { button: button(page, t("incidents.new.do")), done: page.locator(".oco-written").getByText("Lijn: iemand schreeuwde.") };
    },
  },
];
