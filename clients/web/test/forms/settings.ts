import type { Visit } from "../browser.ts";
import type { Api, Made } from "../reached.ts";
import { dutch } from "../words.ts";
import { button, type Form } from "./form.ts";

const { desk } = dutch;

/** openSettings opens what administrators keep, of Waalwijk. */
export async function openSettings({ page, go }: Visit, part: "" | "/lists" | "/accounts"): Promise<void> {
  await go(`/desk/settings${part}`);
  await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
}

/** account makes somebody who can sign in, and returns their id. */
async function account(admin: Api, name: string): Promise<string> {
  const body = { kind: "ACCOUNT_KIND_PERSON", name, issuer: "https://login.example", subject: crypto.randomUUID(), active: true };
  return (await admin<Made>("POST", "/accounts", body)).id;
}

/** settings are the forms of the settings. */
export const settings: Form[] = [
  {
    file: "desk/settings/Texts.tsx", what: "changes the texts of the aanmeldwebsite", as: "administrator",
    fill: async (scene) => {
      await openSettings(scene, "");
      await scene.page.getByLabel(desk("texts.contact")).fill("Het lijnteam");
      return { button: button(scene.page, desk("save")), done: scene.page.getByText(desk("saved")) };
    },
  },
  {
    file: "desk/settings/Codes.tsx", what: "puts a choice aside", as: "administrator",
    fill: async (scene) => {
      const code = `lijn_${Date.now()}`;
      await scene.admin("POST", "/codes", { list: "CODE_LIST_NEIGHBOURHOOD", code, labelNl: code, labelEn: code, position: 90, active: true });
      await openSettings(scene, "/lists");
      return { button: button(scene.page, desk("codes.putaside.what", { what: code })), done: button(scene.page, desk("codes.useagain.what", { what: code })) };
    },
  },
  {
    file: "desk/settings/Codes.tsx", what: "adds a choice", as: "administrator",
    fill: async (scene) => {
      await openSettings(scene, "/lists");
      await scene.page.getByLabel(desk("codes.labelNl")).fill("Lijnwijk");
      return { button: button(scene.page, desk("codes.add")), done: button(scene.page, desk("codes.putaside.what", { what: "Lijnwijk" })) };
    },
  },
  {
    file: "desk/settings/Accounts.tsx", what: "makes an account", as: "administrator",
    fill: async (scene) => {
      await openSettings(scene, "/accounts");
      await scene.page.getByText(desk("accounts.new")).click();
      await scene.page.getByLabel(desk("new.name"), { exact: true }).fill("Lijn Nieuw");
      await scene.page.getByLabel(desk("accounts.issuer")).fill("https://login.example");
      await scene.page.getByLabel(desk("accounts.subject")).fill("lijn-nieuw");
      return { button: button(scene.page, desk("accounts.do")), done: scene.page.getByRole("heading", { name: "Lijn Nieuw" }) };
    },
  },
  {
    file: "desk/settings/Accounts.tsx", what: "gives a role", as: "administrator",
    fill: async (scene) => {
      await account(scene.admin, "Lijn Rol");
      await openSettings(scene, "/accounts");
      const give = scene.page.getByRole("form", { name: desk("grants.give.whom", { name: "Lijn Rol" }), includeHidden: true });
      const card = scene.page.locator(".oco-card").filter({ has: scene.page.getByRole("heading", { name: "Lijn Rol" }) });
      await card.getByText(desk("grants.give"), { exact: true }).click();
      await give.getByRole("combobox").selectOption("ROLE_DESK");
      return { button: button(give, desk("grants.do")), done: card.getByText(desk("role.ROLE_DESK"), { exact: true }).first() };
    },
  },
  {
    file: "desk/settings/Accounts.tsx", what: "confirms a role as the second person", as: "second-administrator",
    fill: async (scene) => {
      await scene.admin("POST", "/grants", { account: await account(scene.admin, "Lijn Twee"), role: "ROLE_COORDINATOR" });
      await openSettings(scene, "/accounts");
      const confirm = button(scene.page, desk("grants.confirm.whom", { role: desk("role.ROLE_COORDINATOR"), name: "Lijn Twee" }));
      const card = scene.page.locator(".oco-card").filter({ has: scene.page.getByRole("heading", { name: "Lijn Twee" }) });
      return { button: confirm, done: card.filter({ hasNot: confirm }) };
    },
  },
  {
    file: "desk/settings/Accounts.tsx", what: "takes a role away", as: "administrator",
    fill: async (scene) => {
      await scene.admin("POST", "/grants", { account: await account(scene.admin, "Lijn Weg"), role: "ROLE_DESK" });
      await openSettings(scene, "/accounts");
      const revoke = button(scene.page, desk("grants.revoke.whom", { role: desk("role.ROLE_DESK"), name: "Lijn Weg" }));
      const card = scene.page.locator(".oco-card").filter({ has: scene.page.getByRole("heading", { name: "Lijn Weg" }) });
      return { button: revoke, done: card.filter({ hasNot: revoke }) };
    },
  },
];
