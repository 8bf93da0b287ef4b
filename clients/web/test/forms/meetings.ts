import { invited, planned } from "../meetings.ts";
import { dayFrom, volunteer } from "../people.ts";
import { dutch } from "../words.ts";
import { button, type Form, type Scene } from "./form.ts";

const { desk: t } = dutch;

/** openMeeting opens the page of a meeting. */
async function openMeeting({ page, go }: Scene, id: string): Promise<void> {
  await go(`/desk/gm0867/meetings/${id}`);
  await page.getByRole("heading", { name: t("meeting.about"), exact: true }).waitFor();
}

/** meetings are the forms about meetings. */
export const meetings: Form[] = [
  {
    file: "desk/meetings/NewMeeting.tsx", what: "plans a meeting", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/meetings/new");
      await page.getByLabel(t("meeting.title"), { exact: true }).fill("Lijn Intervisie");
      await page.getByLabel(t("meeting.date"), { exact: true }).fill(dayFrom(40));
      return { button: button(page, t("meeting.do")), done: page.getByRole("heading", { level: 1, name: "Lijn Intervisie" }) };
    },
  },
  {
    file: "desk/meetings/Invite.tsx", what: "invites to a meeting", as: "coordinator",
    fill: async (scene) => {
      await volunteer(scene.api, "Lijn Gast", "SUPPORTER_STATE_ACTIVE");
      await openMeeting(scene, (await planned(scene.api, "Lijn Nodigt", 41)).id);
      const { page } = scene;
      await page.getByText(t("invite.title"), { exact: true }).click();
      await page.getByRole("checkbox", { name: "Lijn Gast", exact: true }).check();
      return { button: button(page, t("invite.do")), done: page.getByRole("link", { name: "Lijn Gast", exact: true }) };
    },
  },
  {
    file: "desk/meetings/Invited.tsx", what: "records what somebody answered", as: "coordinator",
    fill: async (scene) => {
      await openMeeting(scene, (await invited(scene.api, "Lijn Antwoord", 42)).id);
      const { page } = scene;
      const answer = t("answer.INVITATION_ANSWER_YES");
      return { button: button(page, t("answer.whom", { name: "Lijn Antwoord Gast", answer })), done: page.getByText(t("meeting.coming", { count: 1 })) };
    },
  },
  {
    file: "desk/meetings/Attendances.tsx", what: "records who was there", as: "coordinator",
    fill: async (scene) => {
      await openMeeting(scene, (await invited(scene.api, "Lijn Aanwezig", -2)).id);
      const { page } = scene;
      await page.getByLabel("Lijn Aanwezig Gast", { exact: true }).selectOption("ATTENDANCE_PRESENT");
      return { button: button(page, t("attendance.do")), done: page.locator(".oco-badge").getByText(t("meeting.MEETING_STATE_HELD"), { exact: true }) };
    },
  },
  {
    file: "desk/meetings/ChangeMeeting.tsx", what: "changes a meeting", as: "coordinator",
    fill: async (scene) => {
      await openMeeting(scene, (await planned(scene.api, "Lijn Verandert", 44)).id);
      const { page } = scene;
      await page.getByText(t("meeting.change"), { exact: true }).click();
      await page.getByLabel(t("meeting.location"), { exact: true }).fill("Bibliotheek");
      return { button: button(page, t("save")), done: page.getByText("Bibliotheek", { exact: true }) };
    },
  },
  {
    file: "desk/meetings/Cancel.tsx", what: "cancels a meeting", as: "coordinator",
    fill: async (scene) => {
      await openMeeting(scene, (await planned(scene.api, "Lijn Zegt Af", 43)).id);
      const { page } = scene;
      await page.getByText(t("cancel.title"), { exact: true }).click();
      await page.getByLabel(t("cancel.reason")).fill("De begeleider is ziek.");
      return { button: button(page, t("cancel.do")), done: page.getByText(t("meeting.cancelled", { reason: "De begeleider is ziek." })) };
    },
  },
  {
    file: "desk/meetings/GuestForm.tsx", what: "writes down a guest", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/meetings/groups");
      await page.getByText(t("guest.new"), { exact: true }).click();
      await page.getByLabel(t("guest.name"), { exact: true }).filter({ visible: true }).fill("Lijn Naaste");
      return { button: button(page, t("guest.do")), done: page.getByRole("heading", { level: 3, name: "Lijn Naaste" }) };
    },
  },
  {
    file: "desk/meetings/GroupForm.tsx", what: "makes a group", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/meetings/groups");
      await page.getByText(t("group.new"), { exact: true }).click();
      await page.getByLabel(t("group.title"), { exact: true }).filter({ visible: true }).fill("Lijn Groep");
      return { button: button(page, t("group.do")), done: page.getByRole("heading", { level: 3, name: "Lijn Groep" }) };
    },
  },
  {
    file: "desk/meetings/Groups.tsx", what: "removes a guest", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const name = "Lijn Verdwijnt";
      await api("POST", "/meeting-guests", { name });
      await go("/desk/meetings/groups");
      await page.getByLabel(t("guest.whose", { says: t("guest.gone"), name }), { exact: true }).click();
      return { button: button(page, t("guest.gone.do", { name })), done: page.getByRole("main").filter({ hasNot: page.getByRole("heading", { name }) }) };
    },
  },
];
