import { dutch } from "../words.ts";
import { button, type Form, type Ready, type Scene } from "./form.ts";

const { desk: t } = dutch;

/** rehearsing has a list read, once; its people are named after what is tried with it. */
async function rehearsing({ page, go }: Scene, name: string): Promise<Ready> {
  await go("/desk/import");
  await page.getByRole("radio", { name: t("import.IMPORT_KIND_APPLICATIONS") }).check();
  const list = `Datum aanmelding;Naam inwoner;Telefoon;Vraag\n6-1-2026;${name};06-11930703;Brief over de huur\n`;
  await page.getByLabel(t("import.file")).last().setInputFiles({ name: "lijst.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  return { button: button(page, t("import.rehearse")), done: page.getByText(t("import.done")) };
}

/** desk are the forms of the desk that have a page of their own. */
export const desk: Form[] = [
  {
    file: "desk/pages/NewApplication.tsx", what: "writes down what somebody at the counter tells", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/new");
      await page.getByLabel(t("new.name"), { exact: true }).fill("Karel Kabel");
      await page.getByLabel(t("who.phone"), { exact: true }).fill("0611930501");
      return { button: button(page, t("new.do")), done: page.getByText(t("new.done")) };
    },
  },
  {
    file: "desk/pages/DirectAnswer.tsx", what: "counts a direct answer", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/direct-answer");
      await page.getByRole("radio", { name: t("domain.LIFE_DOMAIN_HOUSING") }).check();
      return { button: button(page, t("direct.do")), done: page.getByText(t("direct.done", { count: 1 })) };
    },
  },
  {
    file: "desk/pages/Search.tsx", what: "searches", as: "coordinator", looks: true,
    fill: async ({ page, go }) => {
      await go("/desk/search");
      await page.getByLabel(t("search.name"), { exact: true }).fill("Kikkert");
      return { button: button(page, t("search.do")), done: page.getByRole("link", { name: "Joris Kikkert" }) };
    },
  },
  {
    file: "desk/importing/ImportPage.tsx", what: "rehearses a list", as: "coordinator",
    fill: (scene) => rehearsing(scene, "Lijn Lijst"),
  },
  {
    file: "desk/importing/ImportPage.tsx", what: "takes a list in for real", as: "coordinator", again: true,
    fill: async (scene) => {
      const rehearsal = await rehearsing(scene, "Lijn Echt");
      await rehearsal.button.click();
      return { button: button(scene.page, t("import.doit")), done: scene.page.getByRole("heading", { name: t("import.real"), exact: true }) };
    },
  },
];
