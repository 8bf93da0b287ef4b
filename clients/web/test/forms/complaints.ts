import type { Api, Made } from "../reached.ts";
import { asked, reached } from "../reached.ts";
import { dutch } from "../words.ts";
import { button, type Form, type Scene } from "./form.ts";

const { site, desk, portal } = dutch;

/** complained hands a complaint in as whoever calls; its id. */
export async function complained(api: Api, text: string, about = "COMPLAINT_ABOUT_ORGANISATION"): Promise<string> {
  return (await api<{ complaint: string }>("POST", "/complaints", { about, text })).complaint;
}

/** opened shows a complaint that was acknowledged to the officer. */
async function opened({ page, go, officer }: Scene, text: string): Promise<void> {
  const id = await complained(officer, text);
  await officer("POST", `/complaints/${id}/_acknowledge`, {});
  await go(`/desk/gm0867/complaints/${id}`);
  await page.getByText(text).waitFor();
}

/** worried is an application that Pim supports, with a case. */
export async function worried(api: Api, name: string): Promise<{ application: string; support: string }> {
  const { application, offer } = await asked(api, name, "Pim Professional");
  const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
  await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
  return { application, support: (await api<{ cases: Made[] }>("GET", `/cases?application=${application}`)).cases[0]!.id };
}

/** concerned shows the page of an application with a concern to the coordinator. */
async function concerned({ page, go, api }: Scene, name: string): Promise<void> {
  const application = await reached.APPLICATION_STATE_RECEIVED(api, name);
  await api("POST", "/safety-concerns", { application, signals: "Blauwe plekken." });
  await go(`/desk/gm0867/applications/${application}`);
  await page.getByText("Blauwe plekken.").waitFor();
}

/** complaints are the forms about complaints, worries and incidents. */
export const complaints: Form[] = [
  {
    file: "public/pages/Complaint.tsx", what: "makes a complaint",
    fill: async ({ page, go }) => {
      await go("/waalwijk/klacht");
      await page.getByRole("radio", { name: site("complaint.COMPLAINT_ABOUT_OTHER") }).check();
      await page.getByLabel(site("complaint.text")).fill("Lijn klaagt.");
      return { button: button(page, site("complaint.send")), done: page.getByRole("heading", { name: site("complaint.received") }) };
    },
  },
  {
    file: "desk/complaints/Said.tsx", what: "acknowledges a complaint", as: "complaints-officer",
    fill: async ({ page, go, officer }) => {
      await go(`/desk/gm0867/complaints/${await complained(officer, "Lijn: bevestig mij.")}`);
      await page.getByText(desk("complaints.acknowledge"), { exact: true }).click();
      return { button: button(page, desk("complaints.acknowledge.do")), done: page.getByText(desk("complaints.note"), { exact: true }) };
    },
  },
  {
    file: "desk/complaints/Said.tsx", what: "settles a complaint", as: "complaints-officer", again: true,
    fill: async (scene) => {
      await opened(scene, "Lijn: handel mij af.");
      const { page } = scene;
      await page.getByText(desk("complaints.settle"), { exact: true }).click();
      await page.getByRole("radio", { name: desk("complaint.COMPLAINT_OUTCOME_TALKED") }).check();
      await page.getByLabel(desk("complaints.explanation"), { exact: true }).fill("Er is gepraat.");
      return { button: button(page, desk("complaints.settle.do")), done: page.locator(".oco-badge").getByText(desk("complaint.COMPLAINT_STATE_SETTLED")) };
    },
  },
  {
    file: "desk/complaints/Concerned.tsx", what: "records whom a complaint concerns", as: "complaints-officer",
    fill: async (scene) => {
      await opened(scene, "Lijn: over wie?");
      const { page } = scene;
      await page.getByText(desk("concerned.change"), { exact: true }).click();
      await page.getByLabel(desk("concerned.who")).selectOption({ label: desk("concerned.supporter", { name: "Vera Vrijwilliger" }) });
      return { button: button(page, desk("save")), done: page.getByRole("paragraph").getByText("Vera Vrijwilliger", { exact: true }) };
    },
  },
  {
    file: "support/NewIncident.tsx", what: "reports an incident", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/incidents");
      await page.getByText(desk("incidents.new"), { exact: true }).click();
      await page.getByRole("radio", { name: desk("incident.INCIDENT_KIND_THEFT") }).check();
      await page.getByLabel(desk("incidents.text")).fill("Lijn: een telefoon is weg.");
      return { button: button(page, desk("incidents.new.do")), done: page.locator(".oco-said").getByText("Lijn: een telefoon is weg.") };
    },
  },
  {
    file: "support/Worry.tsx", what: "says that they are worried", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await worried(api, "Lijn Zorgelijk")).support}`);
      await page.getByText(portal("worry.open"), { exact: true }).click();
      await page.getByLabel(portal("worry.signals")).fill("Blauwe plekken.");
      return { button: button(page, portal("worry.send")), done: page.getByText(portal("safety.asked.nothing")) };
    },
  },
  {
    file: "support/VisitRisk.tsx", what: "warns for a home visit", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await worried(api, "Lijn Bezoek")).support}`);
      await page.getByText(portal("risk.open"), { exact: true }).click();
      await page.getByLabel(portal("risk.warning")).fill("Lijn: grote hond.");
      return { button: button(page, portal("risk.send")), done: page.getByRole("listitem").getByText("Lijn: grote hond.") };
    },
  },
  {
    file: "desk/application/Safety.tsx", what: "ends a warning for a home visit", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const application = await reached.APPLICATION_STATE_RECEIVED(api, "Lijn Geen Hond");
      await api("POST", "/home-visit-risks", { application, warning: "De hond bijt." });
      await go(`/desk/gm0867/applications/${application}`);
      return { button: button(page, desk("risk.end.which", { warning: "De hond bijt." })), done: page.locator("main:not(:has-text('De hond bijt.'))") };
    },
  },
  {
    file: "desk/application/SafetyStep.tsx", what: "records a step of the reporting code", as: "coordinator",
    fill: async (scene) => {
      await concerned(scene, "Lijn Stap");
      const { page } = scene;
      await page.getByText(desk("safety.record"), { exact: true }).click();
      await page.getByRole("radio", { name: desk("safety.SAFETY_STEP_CONSULT") }).check();
      await page.getByLabel(desk("safety.note"), { exact: true }).fill("Overlegd zonder naam.");
      return { button: button(page, desk("safety.record.do")), done: page.getByRole("listitem").getByText("Overlegd zonder naam.") };
    },
  },
  {
    file: "desk/application/SafetyAsked.tsx", what: "asks something of a worried supporter", as: "coordinator",
    fill: async (scene) => {
      await concerned(scene, "Lijn Vraagt Iets");
      const { page } = scene;
      const fold = page.locator("details").filter({ has: page.getByText(desk("safety.ask"), { exact: true }) });
      await fold.getByText(desk("safety.ask"), { exact: true }).click();
      await fold.getByLabel(desk("worry.acute")).check();
      return { button: button(fold, desk("save")), done: page.getByText(desk("safety.acute"), { exact: true }) };
    },
  },
];
