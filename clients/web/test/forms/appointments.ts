import type { Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form, type Scene } from "./form.ts";
import { opened } from "./portal.ts";

const { portal: t } = dutch;

/** meets is the page of a case of Pim with one appointment, so many days from now. */
async function meets({ page, go, api, supporter }: Scene, name: string, days: number) {
  const { id } = await opened(api, name);
  await planned(supporter, id, days);
  await go(`/portal/gm0867/cases/${id}`);
  return page.locator(".oco-card").filter({ hasText: "Lijn: kamer 12" });
}

/** planned is an appointment at half past two on a day so many days from now. */
export async function planned(supporter: Scene["supporter"], support: string, days: number): Promise<Made> {
  const start = new Date(Date.now() + days * 86_400_000);
  const [startTime, endTime] = [start, new Date(start.getTime() + 3_600_000)].map((time) => time.toISOString());
  return supporter("POST", "/appointments", { case: support, startTime, endTime, kind: "APPOINTMENT_KIND_ELSEWHERE", place: "Lijn: kamer 12", companies: ["APPOINTMENT_COMPANY_RESIDENT"] });
}

/** appointments are the forms of the appointments of a case. */
export const appointments: Form[] = [
  {
    file: "portal/appointments/Plan.tsx", what: "plans an appointment", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await go(`/portal/gm0867/cases/${(await opened(api, "Lijn Plant")).id}`);
      await page.getByText(t("appointments.plan"), { exact: true }).click();
      await page.getByLabel(t("appointments.date")).fill("2090-03-29");
      await page.getByLabel(t("appointments.time")).fill("14:30");
      await page.getByLabel(t("appointments.kind")).selectOption("APPOINTMENT_KIND_HOME");
      return { button: button(page, t("appointments.plan.send")), done: page.locator(".oco-card").filter({ hasText: /29 maart 2090.*14:30–15:30/ }) };
    },
  },
  {
    file: "portal/appointments/Change.tsx", what: "moves an appointment", as: "formal-supporter",
    fill: async (scene) => {
      const card = await meets(scene, "Lijn Verzet", 20);
      await card.getByText(t("appointments.move"), { exact: true }).click();
      await card.getByLabel(t("appointments.date")).fill("2090-03-30");
      return { button: button(card, startsWith(t("appointments.move.send"))), done: card.getByText(/30 maart 2090/) };
    },
  },
  {
    file: "portal/appointments/Change.tsx", what: "calls an appointment off", as: "formal-supporter",
    fill: async (scene) => {
      const card = await meets(scene, "Lijn Zegt Af", 20);
      await card.getByText(t("appointments.cancel"), { exact: true }).click();
      await card.getByRole("radio", { name: t("appointments.APPOINTMENT_CANCEL_REASON_RESIDENT") }).check();
      return { button: button(card, startsWith(`${t("appointments.cancel.send")}:`)), done: scene.page.getByText(t("appointments.past", { count: 1 })) };
    },
  },
  {
    file: "portal/appointments/Appointments.tsx", what: "tells that an appointment took place", as: "formal-supporter",
    fill: async (scene) => {
      const card = await meets(scene, "Lijn Is Geweest", 0);
      return { button: button(card, startsWith(t("appointments.to.APPOINTMENT_STATE_HELD"))), done: scene.page.getByText(t("appointments.past", { count: 1 })) };
    },
  },
];
