import { volunteer } from "../people.ts";
import { apiOf, neighbour, quiet, reached, weighs } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { openApplication } from "./application.ts";
import { button, type Form } from "./form.ts";

const { desk } = dutch;

/** matching are the forms for what a resident wishes of a supporter, and for going against the gates. */
export const matching: Form[] = [
  {
    file: "desk/application/Wishes.tsx", what: "records what a resident wishes of a supporter", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_WAITING_FOR_MATCH", "Lijn Wens");
      const wishes = scene.page.getByRole("region", { name: desk("wishes.title") });
      await wishes.getByText(desk("wishes.add")).click();
      await wishes.getByLabel(desk("wishes.gender")).selectOption({ label: desk("wishes.WISHED_GENDER_WOMAN.WISH_STRENGTH_PREFER") });
      await wishes.getByLabel(desk("wishes.lived")).check();
      return { button: button(wishes, desk("wishes.do")), done: wishes.getByRole("listitem").getByText(desk("wishes.lived")) };
    },
  },
  {
    file: "desk/application/Ties.tsx", what: "records a tie between a supporter and a resident", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_WAITING_FOR_MATCH", "Lijn Band");
      const ties = scene.page.getByRole("region", { name: desk("ties.title") });
      await ties.getByText(desk("ties.new"), { exact: true }).click();
      await ties.getByLabel(desk("ties.supporter")).selectOption({ label: "Fenna Formeel" });
      return { button: button(ties, desk("ties.do")), done: button(ties, desk("ties.end.whose", { name: "Fenna Formeel" })) };
    },
  },
  {
    file: "desk/application/Ties.tsx", what: "says that a tie is no more", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const id = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Lijn Bandaf");
      const { id: supporter } = await volunteer(api, "Lijn Bekende", "SUPPORTER_STATE_ACTIVE");
      await api("POST", "/ties", { application: id, supporter, kind: "TIE_KIND_FAMILY" });
      await go(`/desk/gm0867/applications/${id}`);
      return { button: button(page, desk("ties.end.whose", { name: "Lijn Bekende" })), done: page.getByText(desk("ties.none"), { exact: true }) };
    },
  },
  {
    file: "desk/application/Misses.tsx", what: "asks somebody who fails a gate, with a reason", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const id = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Lijn Toch");
      await api("POST", `/applications/${id}/match-wishes/_record`, { wishedLanguage: "zh", languageStrength: "WISH_STRENGTH_MUST" });
      await go(`/desk/gm0867/applications/${id}`);
      const misses = page.getByRole("region", { name: desk("misses.title") }).getByRole("listitem");
      // Who is nearest depends on whom other tests have added by then, so it is whoever stands first.
      const name = await misses.filter({ has: page.locator("summary") }).first().locator("strong").innerText();
      const miss = misses.filter({ has: page.locator("strong").getByText(name, { exact: true }) });
      await miss.getByText(desk("misses.anyway", { name })).click();
      await miss.getByRole("radio", { name: desk("override.OVERRIDE_REASON_OTHER") }).check();
      await miss.getByLabel(desk("misses.note")).fill("Haar zus vertaalt.");
      return { button: button(miss, desk("misses.do", { name })), done: page.getByText(startsWith(desk("offer.override", { reason: desk("override.OVERRIDE_REASON_OTHER") }))).first() };
    },
  },
  {
    file: "desk/application/AskMore.tsx", what: "asks an organisation as a whole", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_WAITING_FOR_MATCH", "Lijn Organisatie");
      return { button: button(scene.page, desk("matching.ask.whom", { name: "Buro Naast" })), done: scene.page.getByText(startsWith(desk("offer.open", { name: "Buro Naast", moment: "" }))) };
    },
  },
  {
    file: "desk/application/AskMore.tsx", what: "asks the first few at once", as: "neighbour-coordinator",
    fill: async ({ page, go }) => {
      const api = apiOf(page, quiet);
      for (const name of ["Wim Tweede", "Wia Derde"]) await neighbour(api, name);
      await weighs(api);
      await go(`/desk/${quiet}/applications/${await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Lijn Ronde")}`);
      return { button: button(page, desk("several.do")), done: button(page, startsWith(desk("offer.yes"))).first() };
    },
  },
  {
    file: "desk/application/OrganisationYes.tsx", what: "records that an organisation said yes, and who takes it", as: "coordinator",
    fill: async ({ page, go, api }) => {
      const application = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Lijn Planner");
      await api("POST", "/offers", { application, organisation: "Buro Naast" });
      await go(`/desk/gm0867/applications/${application}`);
      const standing = page.getByRole("region", { name: desk("matching.title"), exact: true }).locator(".oco-card--accent");
      await standing.getByText(desk("offer.yes"), { exact: true }).click();
      await standing.getByLabel(desk("offer.who", { organisation: "Buro Naast" })).selectOption({ label: "Fenna Formeel" });
      return { button: button(standing, startsWith(desk("offer.yes.do"))), done: button(page, startsWith(desk("resident.RESIDENT_ANSWER_YES"))) };
    },
  },
];
