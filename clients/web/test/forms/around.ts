import type { Locator } from "playwright-core";

import { submitted } from "../reached.ts";
import { dutch } from "../words.ts";
import { openApplication } from "./application.ts";
import { button, type Form, type Scene } from "./form.ts";

const { desk } = dutch;

/** alone opens the page of somebody who lives with another that the desk does not know of yet, and names their number. */
async function alone({ page, go, api }: Scene, name: string, phone: string): Promise<Locator> {
  const sent = (who: string) => submitted(api, who, { residentAgrees: true, resident: { name: who, phone } });
  await sent(`${name} Samen`);
  await go(`/desk/gm0867/applications/${await sent(name)}`);
  const home = page.getByRole("region", { name: desk("around.household") });
  await home.getByText(desk("around.household.add")).click();
  await home.getByLabel(desk("search.phone"), { exact: true }).fill(phone);
  return home;
}

/** together opens the page of somebody who lives with another. */
async function together(scene: Scene, name: string, phone: string): Promise<Locator> {
  const home = await alone(scene, name, phone);
  await button(home, desk("search.do")).click();
  await button(home, desk("around.together.whom", { name: `${name} Samen` })).click();
  await home.getByRole("listitem").waitFor();
  return home;
}

/** around are the forms for who belongs to a resident, and for an ending that was a mistake. */
export const around: Form[] = [
  {
    file: "desk/application/Representatives.tsx", what: "records who acts for a resident", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_RECEIVED", "Lijn Optreden");
      const acting = scene.page.getByRole("region", { name: desk("around.acting") });
      await acting.getByText(desk("around.add")).click();
      await acting.getByRole("radio", { name: desk("around.REPRESENTATION_KIND_MENTOR") }).check();
      await acting.getByLabel(desk("around.field.name")).fill("Mina Mentor");
      return { button: button(acting, desk("around.add.do")), done: acting.getByText("Mina Mentor", { exact: true }) };
    },
  },
  {
    file: "desk/application/Representatives.tsx", what: "removes who acted for a resident", as: "coordinator",
    fill: async (scene) => {
      const { page, go, api } = scene;
      const id = await submitted(api, "Lijn Opgetreden");
      const { resident } = await api<{ resident: string }>("GET", `/applications/${id}`);
      await api("POST", `/residents/${resident}/representatives`, { kind: "REPRESENTATION_KIND_MENTOR", name: "Mina Mentor" });
      await go(`/desk/gm0867/applications/${id}`);
      await page.getByText(desk("around.gone", { name: "Mina Mentor" })).click();
      return { button: button(page, desk("around.gone.do", { name: "Mina Mentor" })), done: page.getByText(desk("around.acting.none")).first() };
    },
  },
  {
    file: "desk/application/Housemate.tsx", what: "looks for somebody who lives with a resident", as: "coordinator", looks: true,
    fill: async (scene) => {
      const home = await alone(scene, "Lijn Zoekt", "0611930934");
      return { button: button(home, desk("search.do")), done: button(home, desk("around.together.whom", { name: "Lijn Zoekt Samen" })) };
    },
  },
  {
    file: "desk/application/Housemate.tsx", what: "puts two residents in one household", as: "coordinator",
    fill: async (scene) => {
      const home = await alone(scene, "Lijn Woont", "0611930935");
      await button(home, desk("search.do")).click();
      return { button: button(home, desk("around.together.whom", { name: "Lijn Woont Samen" })), done: home.getByRole("listitem") };
    },
  },
  {
    file: "desk/application/HouseholdOf.tsx", what: "takes a resident out of a household", as: "coordinator",
    fill: async (scene) => {
      const home = await together(scene, "Lijn Gaat", "0611930936");
      return { button: button(home, desk("around.leave")), done: home.getByText(desk("around.household.none")) };
    },
  },
  {
    file: "desk/application/HouseholdOf.tsx", what: "puts a resident back in a household", as: "coordinator",
    fill: async (scene) => {
      const home = await together(scene, "Lijn Komt", "0611930937");
      await button(home, desk("around.leave")).click();
      return { button: button(home, desk("around.back")), done: home.getByRole("listitem") };
    },
  },
  {
    file: "desk/application/Ended.tsx", what: "takes an ending back", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_ENDED", "Lijn Hervat");
      return { button: button(scene.page, desk("ended.undo")), done: scene.page.getByText(desk("state.APPLICATION_STATE_RECEIVED"), { exact: true }).first() };
    },
  },
];
