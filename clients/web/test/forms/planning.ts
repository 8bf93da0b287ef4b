import { apiOf, neighbour, planned, quiet, reached } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form } from "./form.ts";

const { desk } = dutch;

/** planning are the forms for a plan of the backlog and for playing a year. */
export const planning: Form[] = [
  {
    file: "desk/planning/MakePlan.tsx", what: "has a plan made", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Lijn Plan");
      await go("/desk/match-plan");
      return { button: button(page, desk("plan.make")), done: page.getByRole("heading", { name: startsWith(desk("plan.matches")) }) };
    },
  },
  {
    file: "desk/planning/Apply.tsx", what: "carries a plan out", as: "neighbour-coordinator",
    fill: async ({ page, go }) => {
      const api = apiOf(page, quiet);
      await neighbour(api, "Bart Buurman");
      const plan = await planned(api, await reached.APPLICATION_STATE_WAITING_FOR_MATCH(api, "Lijn Uitvoeren"));
      await go(`/desk/${quiet}/match-plans/${plan.id}`);
      await page.getByText(desk("plan.apply"), { exact: true }).click();
      return { button: button(page, desk("plan.apply.do", { count: 1 })), done: page.getByRole("link", { name: desk("import.worklist") }) };
    },
  },
  {
    file: "desk/planning/SimulationPage.tsx", what: "plays a year", as: "coordinator", looks: true,
    fill: async ({ page, go }) => {
      await go("/desk/match-plan/simulation");
      await page.getByLabel(desk("simulation.seed"), { exact: true }).fill("7");
      return { button: button(page, desk("simulation.do")), done: page.getByRole("heading", { name: desk("outcome.title") }) };
    },
  },
];
