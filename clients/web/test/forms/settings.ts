import type { Visit } from "../browser.ts";
import type { Api, Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form } from "./form.ts";

const { desk } = dutch;

/** openSettings opens what administrators keep, of Waalwijk. */
export async function openSettings({ page, go }: Visit, part: "" | "/terms" | "/lists" | "/accounts" | "/templates" | "/webhooks"): Promise<void> {
  await go(`/desk/settings${part}`);
  await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
}

/** openTemplate opens the text of a message, of Waalwijk. */
async function openTemplate(scene: Visit, template: string): Promise<void> {
  await openSettings(scene, "/templates");
  await scene.page.getByLabel(desk("templates.which")).selectOption(template);
  await scene.page.getByRole("complementary").locator(".oco-card").waitFor();
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
    file: "desk/settings/Terms.tsx", what: "changes what is promised", as: "administrator",
    fill: async (scene) => {
      await openSettings(scene, "/terms");
      await scene.page.getByLabel(desk("terms.caseWeeks")).fill("13");
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
  {
    file: "desk/settings/TemplateForm.tsx", what: "changes the text of a message", as: "administrator",
    fill: async (scene) => {
      await openTemplate(scene, "requirement_lapsing.mail.nl");
      await scene.page.getByLabel(desk("templates.body")).fill(`Lijn: let op. ${Date.now()}`);
      await scene.page.getByRole("complementary").getByText(/^Lijn: let op/).waitFor();
      return { button: button(scene.page, desk("save")), done: scene.page.getByText(desk("saved")) };
    },
  },
  {
    file: "desk/settings/TemplateForm.tsx", what: "goes back to the platform's text", as: "administrator",
    fill: async (scene) => {
      const { etag } = await scene.admin<Made>("GET", "/message-templates/offer.mail.en");
      await scene.admin("PATCH", "/message-templates/offer.mail.en?updateMask=subject,body", { subject: "A question", body: "Can you help?" }, etag);
      await openTemplate(scene, "offer.mail.en");
      return { button: button(scene.page, desk("templates.back")), done: scene.page.getByText(desk("templates.standard")) };
    },
  },
  {
    file: "desk/settings/NewWebhook.tsx", what: "adds a webhook", as: "administrator",
    fill: async (scene) => {
      await openSettings(scene, "/webhooks");
      await scene.page.getByText(desk("webhooks.new"), { exact: true }).click();
      await scene.page.getByLabel(desk("webhooks.url")).fill(`https://haak.example/lijn/${Date.now()}`);
      return { button: button(scene.page, desk("webhooks.new.send")), done: scene.page.getByText(/^whsec_/) };
    },
  },
  ...(["pause", "resume", "replay", "away.do"] as const).map((what): Form => ({
    file: "desk/settings/Webhooks.tsx", what: `does with a webhook: ${what}`, as: "administrator",
    fill: async (scene) => {
      const url = `https://haak.example/${what}/${Date.now()}`;
      const { id, etag } = await scene.admin<Made>("POST", "/webhook-subscriptions", { url, eventTypes: ["WebhookStopped"] });
      // One that is paused stays as it is while the form is tried: nothing is delivered meanwhile.
      if (what !== "pause") await scene.admin("POST", `/webhook-subscriptions/${id}/_pause`, {}, etag);
      await openSettings(scene, "/webhooks");
      const card = scene.page.locator(".oco-card").filter({ hasText: url });
      if (what === "away.do") await card.getByText(desk("webhooks.away"), { exact: true }).click();
      const done = { pause: button(card, startsWith(desk("webhooks.resume"))), resume: button(card, startsWith(desk("webhooks.pause"))), replay: card, "away.do": scene.page.locator(`main:not(:has-text("${url}"))`) };
      return { button: button(card, startsWith(`${desk(`webhooks.${what}`)}:`)), done: done[what] };
    },
  })),
];
