import { reached, submitted, type Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, closing, type Form, type Scene } from "./form.ts";

const { desk } = dutch;

/** openApplication opens the page of an application that was brought into a state, and waits until all of it is there; its id. */
export async function openApplication({ page, go, api }: Scene, state: keyof typeof reached, name: string): Promise<string> {
  const application = await reached[state](api, name);
  await go(`/desk/gm0867/applications/${application}`);
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.getByRole("heading", { level: 3, name: desk("around.acting") }).waitFor(); // the last that is read
  return application;
}

/** application are the forms on the page of an application. */
export const application: Form[] = [
  {
    file: "desk/application/Complete.tsx", what: "completes an application", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_RECEIVED", "Lijn Aanvullen");
      const fold = scene.page.getByRole("group").filter({ has: scene.page.getByText(desk("complete.title"), { exact: true }) });
      await fold.getByText(desk("complete.title")).click();
      await fold.getByLabel(desk("new.question")).fill("Wie gaat er mee?");
      return { button: button(fold, desk("save")), done: scene.page.getByRole("paragraph").getByText("Wie gaat er mee?") };
    },
  },
  {
    file: "desk/application/ChangeResident.tsx", what: "mends what is known of a resident", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_RECEIVED", "Lijn Verbeter");
      const fold = scene.page.getByRole("group").filter({ has: scene.page.getByText(desk("who.change"), { exact: true }) });
      await fold.getByText(desk("who.change")).click();
      await fold.getByLabel(desk("who.field.name")).fill("Lijn Verbeterd");
      return { button: button(fold, desk("save")), done: scene.page.getByRole("heading", { level: 1, name: "Lijn Verbeterd" }) };
    },
  },
  {
    file: "desk/application/Agreement.tsx", what: "records what the resident says", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_AWAITING_CONSENT", "Lijn Akkoord");
      await scene.page.getByLabel(desk("agreement.manner")).fill("Aan de telefoon.");
      return { button: button(scene.page, desk("agreement.yes")), done: scene.page.getByRole("heading", { name: desk("triage.title") }) };
    },
  },
  {
    file: "desk/application/ReferrerKnows.tsx", what: "records what a referrer may know", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const id = await submitted(api, "Lijn Verwezen", { residentAgrees: true, applicant: { kind: "APPLICANT_KIND_REFERRER", name: "Rik Lijn", organisation: "Lijn: huisarts", phone: "0611930613" } });
      await go(`/desk/gm0867/applications/${id}`);
      await page.getByText(desk("knows.open"), { exact: true }).click();
      await page.getByRole("radio", { name: desk("knows.refused") }).check();
      return { button: button(page, desk("knows.send")), done: page.getByText(startsWith(desk("knows.no", { day: "" }).split(" (")[0]!)) };
    },
  },
  {
    file: "desk/application/Triage.tsx", what: "chooses a route", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_RECEIVED", "Lijn Route");
      await scene.page.getByRole("radio", { name: startsWith(desk("route.ROUTE_OWN_NETWORK")) }).check();
      await scene.page.getByLabel(desk("triage.grounds")).fill("Haar zus gaat mee.");
      return { button: button(scene.page, desk("triage.send")), done: scene.page.getByText(desk("triage.decided", { route: desk("route.ROUTE_OWN_NETWORK") })) };
    },
  },
  {
    file: "desk/application/Duplicates.tsx", what: "merges two applications", as: "coordinator",
    fill: async (scene) => {
      // Two who have one phone number may be one person.
      const called = (name: string) => submitted(scene.api, name, { residentAgrees: true, resident: { name, phone: "0611930704" } });
      await called("Lijn Dubbel");
      await scene.go(`/desk/gm0867/applications/${await called("Lien Dubbel")}`);
      await scene.page.getByText(desk("duplicates.merge")).click();
      return { button: button(scene.page, desk("duplicates.do")), done: scene.page.getByText(desk("state.APPLICATION_STATE_MERGED"), { exact: true }).first() };
    },
  },
  {
    file: "desk/application/End.tsx", what: "ends an application without support", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_RECEIVED", "Lijn Einde");
      await scene.page.getByText(desk("end.title"), { exact: true }).first().click();
      await scene.page.getByRole("radio", { name: desk("end.END_REASON_MOVED") }).check();
      return { button: button(scene.page, desk("end.do")), done: scene.page.getByText(desk("state.APPLICATION_STATE_ENDED"), { exact: true }).first() };
    },
  },
  {
    file: "desk/application/Died.tsx", what: "notes a death after support", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_CLOSED", "Lijn Overleden");
      await scene.page.getByText(desk("died.title"), { exact: true }).first().click();
      return { button: button(scene.page, desk("died.do")), done: scene.page.getByRole("heading", { name: desk("ended.title.after") }) };
    },
  },
  {
    file: "desk/application/Proposals.tsx", what: "asks a supporter", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_WAITING_FOR_MATCH", "Lijn Vraag");
      const first = scene.page.getByRole("button", { name: startsWith(desk("matching.ask.whom", { name: "" })) }).first();
      const name = (await first.getAttribute("aria-label"))!;
      return { button: button(scene.page, name).first() /* two can be called the same */, done: button(scene.page, startsWith(desk("offer.yes"))) };
    },
  },
  {
    file: "desk/application/Standing.tsx", what: "records what a supporter said on the phone", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_OFFERED", "Lijn Zegt");
      return { button: button(scene.page, startsWith(desk("offer.yes"))), done: button(scene.page, startsWith(desk("resident.RESIDENT_ANSWER_YES"))) };
    },
  },
  {
    file: "desk/application/Standing.tsx", what: "withdraws a question", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_OFFERED", "Lijn Terug");
      return { button: button(scene.page, startsWith(desk("offer.withdraw"))), done: scene.page.getByText(new RegExp(desk("timeline.OFFER_STATE_WITHDRAWN", { name: ".+" }))) };
    },
  },
  {
    file: "desk/application/Standing.tsx", what: "records the resident's yes", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_MATCHED", "Lijn Ja");
      return { button: button(scene.page, startsWith(desk("resident.RESIDENT_ANSWER_YES"))), done: scene.page.getByRole("heading", { name: desk("case.title"), exact: true }) };
    },
  },
  {
    file: "support/Appointment.tsx", what: "records the first appointment at the desk", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_IN_SUPPORT", "Lijn Afspraak");
      const support = scene.page.getByRole("region", { name: desk("case.title"), exact: true });
      await support.getByText(desk("appointment.make"), { exact: true }).click();
      await support.getByLabel(desk("appointment.date")).fill("2090-01-15");
      await support.getByLabel(desk("appointment.time")).fill("09:05");
      return { button: button(support, desk("appointment.save")), done: support.getByText(/15 jan 2090.*09:05/) };
    },
  },
  {
    file: "support/Appointment.tsx", what: "records that the first appointment took place", as: "coordinator",
    fill: async (scene) => {
      const application = await openApplication(scene, "APPLICATION_STATE_IN_SUPPORT", "Lijn Geweest");
      const { cases } = await scene.api<{ cases: Made[] }>("GET", `/cases?application=${application}`);
      await scene.api("POST", `/cases/${cases[0]!.id}/_appoint`, { appointmentTime: "2090-01-15T08:05:00Z" }, cases[0]!.etag);
      const support = scene.page.getByRole("region", { name: desk("case.title"), exact: true });
      return { button: button(support, desk("appointment.held")), done: support.getByText(startsWith(desk("appointment.was", { day: "" }))) };
    },
  },
  {
    file: "support/CloseCase.tsx", what: "closes a case at the desk", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_IN_SUPPORT", "Lijn Sluit");
      const support = scene.page.getByRole("region", { name: desk("case.title"), exact: true });
      await support.getByText(desk("case.close"), { exact: true }).first().click();
      return closing(scene.page, { need: desk("case.need"), hours: desk("case.hours"), send: button(support, desk("case.close")) }, desk("case.closed", { day: "" }));
    },
  },
];
