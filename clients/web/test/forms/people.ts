import { dayFrom, paired, volunteer } from "../people.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form, type Scene } from "./form.ts";

const { desk: t } = dutch;

/** openSupporter opens the page of a supporter. */
async function openSupporter({ page, go }: Scene, id: string): Promise<void> {
  await go(`/desk/gm0867/supporters/${id}`);
  await page.getByRole("heading", { name: t("requirements.title"), exact: true }).waitFor();
}

/** people are the forms about supporters. */
export const people: Form[] = [
  {
    file: "desk/people/NewSupporter.tsx", what: "adds a supporter", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/supporters/new");
      await page.getByLabel(t("person.name"), { exact: true }).fill("Lijn Nieuweling");
      return { button: button(page, t("newcomer.do")), done: page.getByText(t("newcomer.done", { name: "Lijn Nieuweling" })) };
    },
  },
  {
    file: "desk/people/Board.tsx", what: "moves a supporter on the board", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await volunteer(api, "Lijn Bord", "SUPPORTER_STATE_APPLICANT");
      await go("/desk/supporters");
      const move = button(page, t("move.whom", { name: "Lijn Bord", move: t("move.SUPPORTER_STATE_IN_TRAINING") }));
      return { button: move, done: button(page, t("move.whom", { name: "Lijn Bord", move: t("move.SUPPORTER_STATE_WITH_BUDDY") })) };
    },
  },
  {
    file: "desk/people/Move.tsx", what: "moves a supporter on their own page", as: "coordinator",
    fill: async (scene) => {
      await openSupporter(scene, (await volunteer(scene.api, "Lijn Stand", "SUPPORTER_STATE_WITH_BUDDY")).id);
      const { page } = scene;
      await page.getByText(t("move.open"), { exact: true }).click();
      await page.getByRole("radio", { name: t("move.SUPPORTER_STATE_ACTIVE") }).check();
      await page.getByLabel(t("move.reason")).fill("Deed dit al jaren.");
      return { button: button(page, t("move.do")), done: page.locator(".oco-badge").getByText(t("stage.SUPPORTER_STATE_ACTIVE"), { exact: true }) };
    },
  },
  {
    file: "desk/people/ChangeSupporter.tsx", what: "changes how much a supporter can do", as: "coordinator",
    fill: async (scene) => {
      await openSupporter(scene, (await volunteer(scene.api, "Lijn Ruimte", "SUPPORTER_STATE_ACTIVE")).id);
      const { page } = scene;
      await page.getByText(t("who.change"), { exact: true }).click();
      await page.getByLabel(t("person.maxCases"), { exact: true }).fill("7");
      return { button: button(page, t("save")), done: page.getByText(t("load", { open: 0, most: 7 }), { exact: true }) };
    },
  },
  {
    file: "desk/people/Pauses.tsx", what: "records that a supporter is ill", as: "coordinator",
    fill: async (scene) => {
      await openSupporter(scene, (await volunteer(scene.api, "Lijn Ziek", "SUPPORTER_STATE_ACTIVE")).id);
      const { page } = scene;
      await page.getByText(t("pause.new", { name: "Lijn Ziek" }), { exact: true }).click();
      return { button: button(page, t("pause.do")), done: button(page, startsWith(t("pause.end"))) };
    },
  },
  {
    file: "desk/people/Pauses.tsx", what: "ends a pause", as: "coordinator",
    fill: async (scene) => {
      const { id } = await volunteer(scene.api, "Lijn Beter", "SUPPORTER_STATE_ACTIVE");
      await scene.api("POST", "/pauses", { supporter: id, kind: "PAUSE_KIND_ILL", startDate: dayFrom(-3) });
      await openSupporter(scene, id);
      return { button: button(scene.page, startsWith(t("pause.end"))), done: scene.page.getByText(t("pause.none"), { exact: true }) };
    },
  },
  {
    file: "desk/people/OtherRoles.tsx", what: "records another role of a supporter", as: "coordinator",
    fill: async (scene) => {
      await openSupporter(scene, (await volunteer(scene.api, "Lijn Rol", "SUPPORTER_STATE_ACTIVE")).id);
      const { page } = scene;
      await page.getByText(t("role.new", { name: "Lijn Rol" }), { exact: true }).click();
      await page.getByLabel(t("role.role"), { exact: true }).selectOption({ label: "Belangenbehartiger" });
      await page.getByLabel(t("role.organisation"), { exact: true }).fill("Bond Voorbeeld");
      return { button: button(page, t("role.do")), done: button(page, t("role.whose", { ends: t("role.end"), role: "Belangenbehartiger, Bond Voorbeeld", name: "Lijn Rol" })) };
    },
  },
  {
    file: "desk/people/OtherRoles.tsx", what: "says that another role is over", as: "coordinator",
    fill: async (scene) => {
      const { id } = await volunteer(scene.api, "Lijn Rolaf", "SUPPORTER_STATE_ACTIVE");
      await scene.api("POST", "/other-roles", { supporter: id, role: "advocate", sinceDate: dayFrom(-30) });
      await openSupporter(scene, id);
      return { button: button(scene.page, t("role.whose", { ends: t("role.end"), role: "Belangenbehartiger", name: "Lijn Rolaf" })), done: scene.page.getByText(t("role.none"), { exact: true }) };
    },
  },
  {
    file: "desk/people/Seen.tsx", what: "records that a requirement was seen", as: "coordinator",
    fill: async (scene) => {
      await openSupporter(scene, (await volunteer(scene.api, "Lijn Gezien", "SUPPORTER_STATE_ACTIVE")).id);
      const { page } = scene;
      await page.getByText(t("seen.title", { what: "VOG", name: "Lijn Gezien" }), { exact: true }).click();
      return { button: button(page, t("seen.do")).filter({ visible: true }), done: page.getByText(t("seen.done", { what: "VOG", name: "Lijn Gezien" })) };
    },
  },
  {
    file: "desk/people/NewPair.tsx", what: "begins a buddy path", as: "coordinator",
    fill: async (scene) => {
      await volunteer(scene.api, "Lijn Ervaren", "SUPPORTER_STATE_ACTIVE");
      await openSupporter(scene, (await volunteer(scene.api, "Lijn Leerling", "SUPPORTER_STATE_IN_TRAINING")).id);
      const { page } = scene;
      await page.getByText(t("buddy.begin"), { exact: true }).click();
      await page.getByLabel(t("buddy.who")).selectOption({ label: "Lijn Ervaren" });
      return { button: button(page, t("buddy.begin.do")), done: page.getByText(t("buddy.record"), { exact: true }) };
    },
  },
  {
    file: "desk/people/BuddyStep.tsx", what: "records a step with a buddy", as: "coordinator",
    fill: async (scene) => {
      await openSupporter(scene, (await paired(scene.api, "Lijn Stap")).id);
      const { page } = scene;
      await page.getByText(t("buddy.record"), { exact: true }).click();
      const part = page.getByRole("region", { name: t("buddy.title"), exact: true });
      return { button: button(part, t("around.add.do")), done: page.getByText(t("buddy.at", { step: t("step.BUDDY_STEP_TOGETHER") })) };
    },
  },
];
