import type { Locator, Page } from "playwright-core";

import type { Visit } from "./browser.ts";
import { asked, reached, submitted, type Api, type Made } from "./reached.ts";
import { dutch, startsWith } from "./words.ts";

const { site, desk, portal } = dutch;

/** Scene is where a form is filled in. */
interface Scene extends Visit {
  /** Calls the platform as the coordinator, to bring about what the form is for. */
  api: Api;
  /** Calls it as the administrator. */
  admin: Api;
}

/** Ready is a form that was filled in, and waits to be sent. */
export interface Ready {
  /** What sends it. */
  button: Locator;
  /** What shows that it was done. */
  done: Locator;
}

/** Form is a form, or a button that changes something by itself, of the website. */
export interface Form {
  /** The file of the website that has it. */
  file: string;
  what: string;
  /** Who uses it; nobody signs in for the aanmeldwebsite. */
  as?: "coordinator" | "administrator" | "second-administrator" | "formal-supporter";
  /** Where a form of another line is used as well: not one more in its file. */
  again?: true;
  /** It only looks something up, so that it needs no key. */
  looks?: true;
  fill: (scene: Scene) => Promise<Ready>;
}

const button = (page: Page | Locator, name: string | RegExp) => page.getByRole("button", { name, exact: true });

/** openApplication opens the page of an application that was brought into a state, and waits until all of it is there. */
async function openApplication({ page, go, api }: Scene, state: keyof typeof reached, name: string): Promise<void> {
  await go(`/desk/gm0867/applications/${await reached[state](api, name)}`);
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.getByRole("heading", { level: 3, name: desk("around.acting") }).waitFor(); // the last that is read
}

/** settings opens what administrators keep, of Waalwijk. */
export async function settings({ page, go }: Visit, part: "" | "/lists" | "/accounts"): Promise<void> {
  await go(`/desk/settings${part}`);
  await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
}

/** answered goes through the questions of the aanmeldwebsite, with as little as will do. */
async function answered({ page, go }: Scene, path: string, name: string): Promise<Ready> {
  await go(path);
  const send = button(page, site("check.send"));
  const next = button(page, site("next"));
  await next.waitFor();
  while (!(await send.isVisible())) {
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    for (const [id, text] of Object.entries({ name, ownName: "Bart", phone: "0611930701", ownPhone: "0611930702", question: "Onderweg getypt." })) {
      const input = page.locator(`input#${id}, textarea#${id}`);
      if (await input.count()) await input.fill(text);
    }
    const choices = page.getByRole("radio");
    if (await choices.count()) await choices.first().check();
    await next.click();
    await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor({ state: "detached" });
  }
  return { button: send, done: page.getByRole("heading", { name: site("receipt.title") }) };
}

/** closing fills in how a case ends, in either door. */
async function closing(page: Page, { need, hours, send }: { need: string; hours: string; send: Locator }, done: string): Promise<Ready> {
  await page.getByLabel(need).fill("Ik wilde iemand die meekeek.");
  await page.locator("select#outcome").selectOption({ index: 1 });
  await page.getByRole("radio", { name: desk("fit.FIT_YES"), exact: true }).check();
  await page.getByLabel(hours).fill("2,5");
  return { button: send, done: page.getByText(startsWith(done)).first() };
}

/** rehearsing has a list read, once; its people are named after what is tried with it. */
async function rehearsing({ page, go }: Scene, name: string): Promise<Ready> {
  await go("/desk/import");
  await page.getByRole("radio", { name: desk("import.IMPORT_KIND_APPLICATIONS") }).check();
  const list = `Datum aanmelding;Naam inwoner;Telefoon;Vraag\n6-1-2026;${name};06-11930703;Brief over de huur\n`;
  await page.getByLabel(desk("import.file")).last().setInputFiles({ name: "lijst.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  return { button: button(page, desk("import.rehearse")), done: page.getByText(desk("import.done")) };
}

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

/** account makes somebody who can sign in, and returns their id. */
async function account(admin: Api, name: string): Promise<string> {
  const body = { kind: "ACCOUNT_KIND_PERSON", name, issuer: "https://login.example", subject: crypto.randomUUID(), active: true };
  return (await admin<Made>("POST", "/accounts", body)).id;
}

/** forms are all forms of the three doors. */
export const forms: Form[] = [
  {
    file: "public/pages/CallBack.tsx", what: "asks to be called back",
    fill: async ({ page, go }) => {
      await go("/waalwijk/bel-mij");
      await page.getByLabel(site("field.firstname")).fill("Lou");
      await page.getByLabel(site("field.phone")).fill("0611930322");
      return { button: button(page, site("callback.send")), done: page.getByRole("heading", { name: site("receipt.title") }) };
    },
  },
  { file: "public/pages/Check.tsx", what: "applies for oneself", fill: (scene) => answered(scene, "/waalwijk/aanmelden", "Lijn Los") },
  { file: "public/pages/Check.tsx", what: "applies for another", again: true, fill: (scene) => answered(scene, "/waalwijk/aanmelden-voor-een-ander", "Lijn Anders") },
  {
    file: "public/pages/Professional.tsx", what: "refers a resident",
    fill: async ({ page, go }) => {
      await go("/waalwijk/aanmelden-als-professional");
      await page.getByLabel(site("field.organisation")).fill("Huisartsenpraktijk De Linde");
      await page.getByLabel(site("field.ownName")).fill("A. Arts");
      await page.getByLabel(site("field.phone")).fill("0611930503");
      await page.getByLabel(site("field.name.other")).fill("Piet Patiënt");
      await page.getByLabel(site("field.phone.other")).fill("0611930504");
      await page.getByRole("radio", { name: site("agrees.yes"), exact: true }).check();
      return { button: button(page, site("check.send")), done: page.locator(".oco-code") };
    },
  },
  {
    file: "public/pages/Status.tsx", what: "looks up how an application is doing", looks: true,
    fill: async (scene) => {
      const sent = await answered(scene, "/waalwijk/aanmelden", "Lijn Stand");
      await sent.button.click();
      const code = await scene.page.locator(".oco-code").innerText();
      await scene.go("/waalwijk/status");
      await scene.page.getByLabel(site("status.code")).fill(code);
      return { button: button(scene.page, site("status.look")), done: scene.page.getByRole("heading", { name: site("status.received") }) };
    },
  },
  {
    file: "desk/pages/NewApplication.tsx", what: "writes down what somebody at the counter tells", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/new");
      await page.getByLabel(desk("new.name"), { exact: true }).fill("Karel Kabel");
      await page.getByLabel(desk("who.phone"), { exact: true }).fill("0611930501");
      return { button: button(page, desk("new.do")), done: page.getByText(desk("new.done")) };
    },
  },
  {
    file: "desk/pages/DirectAnswer.tsx", what: "counts a direct answer", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/direct-answer");
      await page.getByRole("radio", { name: desk("domain.LIFE_DOMAIN_HOUSING") }).check();
      return { button: button(page, desk("direct.do")), done: page.getByText(desk("direct.done", { count: 1 })) };
    },
  },
  {
    file: "desk/pages/Search.tsx", what: "searches", as: "coordinator", looks: true,
    fill: async ({ page, go }) => {
      await go("/desk/search");
      await page.getByLabel(desk("search.name"), { exact: true }).fill("Kikkert");
      return { button: button(page, desk("search.do")), done: page.getByRole("link", { name: "Joris Kikkert" }) };
    },
  },
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
    file: "desk/application/Agreement.tsx", what: "records what the resident says", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_AWAITING_CONSENT", "Lijn Akkoord");
      await scene.page.getByLabel(desk("agreement.manner")).fill("Aan de telefoon.");
      return { button: button(scene.page, desk("agreement.yes")), done: scene.page.getByRole("heading", { name: desk("triage.title") }) };
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
    file: "desk/application/Ended.tsx", what: "takes an ending back", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_ENDED", "Lijn Hervat");
      return { button: button(scene.page, desk("ended.undo")), done: scene.page.getByText(desk("state.APPLICATION_STATE_RECEIVED"), { exact: true }).first() };
    },
  },
  {
    file: "desk/application/Matching.tsx", what: "asks a supporter", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_WAITING_FOR_MATCH", "Lijn Vraag");
      const first = scene.page.getByRole("button", { name: startsWith(desk("matching.ask.whom", { name: "" })) }).first();
      const name = (await first.getAttribute("aria-label"))!;
      return { button: button(scene.page, name), done: button(scene.page, desk("offer.yes")) };
    },
  },
  {
    file: "desk/application/Matching.tsx", what: "records what a supporter said on the phone", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_OFFERED", "Lijn Zegt");
      return { button: button(scene.page, desk("offer.yes")), done: button(scene.page, desk("resident.RESIDENT_ANSWER_YES")) };
    },
  },
  {
    file: "desk/application/Matching.tsx", what: "withdraws a question", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_OFFERED", "Lijn Terug");
      return { button: button(scene.page, desk("offer.withdraw")), done: scene.page.getByText(new RegExp(desk("timeline.OFFER_STATE_WITHDRAWN", { name: ".+" }))) };
    },
  },
  {
    file: "desk/application/Matching.tsx", what: "records the resident's yes", as: "coordinator",
    fill: async (scene) => {
      await openApplication(scene, "APPLICATION_STATE_MATCHED", "Lijn Ja");
      return { button: button(scene.page, desk("resident.RESIDENT_ANSWER_YES")), done: scene.page.getByRole("heading", { name: desk("case.title"), exact: true }) };
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
  {
    file: "support/CloseCase.tsx", what: "closes a case in the portal", as: "formal-supporter", again: true,
    fill: async ({ page, go, api }) => {
      const { application, offer } = await asked(api, "Lijn Portaal", "Pim Professional");
      const { etag } = await api<Made>("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
      await api("POST", `/offers/${offer.id}/_confirm`, { answer: "RESIDENT_ANSWER_YES" }, etag);
      const { cases } = await api<{ cases: Made[] }>("GET", `/cases?application=${application}`);
      await go(`/portal/gm0867/cases/${cases[0]!.id}`);
      return closing(page, { need: portal("case.need"), hours: portal("case.hours"), send: button(page, portal("case.close")) }, portal("case.thanks"));
    },
  },
  {
    file: "portal/pages/Start.tsx", what: "says yes to a question", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await asked(api, "Lijn Zegt Ja", "Pim Professional", "Lijn: zeg ja.");
      await go("/portal");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: zeg ja." });
      return { button: button(card, portal("offers.yes")), done: page.getByText(portal("offers.know", { name: "Lijn Zegt Ja" })) };
    },
  },
  {
    file: "portal/pages/Start.tsx", what: "says no to a question", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      await asked(api, "Lijn Zegt Nee", "Pim Professional", "Lijn: zeg nee.");
      await go("/portal");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: zeg nee." });
      await button(card, portal("offers.no")).click();
      await card.getByRole("radio", { name: portal("decline.DECLINE_REASON_NO_TIME") }).check();
      return { button: button(card, portal("offers.send")), done: page.locator("main:not(:has-text('Lijn: zeg nee.'))") };
    },
  },
  {
    file: "portal/pages/Start.tsx", what: "tells that they know each other", as: "formal-supporter",
    fill: async ({ page, go, api }) => {
      const { offer } = await asked(api, "Lijn Bekend", "Pim Professional");
      await api("POST", `/offers/${offer.id}/_answer`, { accepted: true }, offer.etag);
      await go("/portal");
      const known = button(page, portal("offers.acquainted.whom", { name: "Lijn Bekend" }));
      return { button: known, done: page.locator("main:not(:has-text('Lijn Bekend'))") };
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
      return { button: button(scene.page, desk("import.doit")), done: scene.page.getByRole("heading", { name: desk("import.real"), exact: true }) };
    },
  },
  {
    file: "desk/settings/Texts.tsx", what: "changes the texts of the aanmeldwebsite", as: "administrator",
    fill: async (scene) => {
      await settings(scene, "");
      await scene.page.getByLabel(desk("texts.contact")).fill("Het lijnteam");
      return { button: button(scene.page, desk("save")), done: scene.page.getByText(desk("saved")) };
    },
  },
  {
    file: "desk/settings/Codes.tsx", what: "puts a choice aside", as: "administrator",
    fill: async (scene) => {
      const code = `lijn_${Date.now()}`;
      await scene.admin("POST", "/codes", { list: "CODE_LIST_NEIGHBOURHOOD", code, labelNl: code, labelEn: code, position: 90, active: true });
      await settings(scene, "/lists");
      return { button: button(scene.page, desk("codes.putaside.what", { what: code })), done: button(scene.page, desk("codes.useagain.what", { what: code })) };
    },
  },
  {
    file: "desk/settings/Codes.tsx", what: "adds a choice", as: "administrator",
    fill: async (scene) => {
      await settings(scene, "/lists");
      await scene.page.getByLabel(desk("codes.labelNl")).fill("Lijnwijk");
      return { button: button(scene.page, desk("codes.add")), done: button(scene.page, desk("codes.putaside.what", { what: "Lijnwijk" })) };
    },
  },
  {
    file: "desk/settings/Accounts.tsx", what: "makes an account", as: "administrator",
    fill: async (scene) => {
      await settings(scene, "/accounts");
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
      await settings(scene, "/accounts");
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
      await settings(scene, "/accounts");
      const confirm = button(scene.page, desk("grants.confirm.whom", { role: desk("role.ROLE_COORDINATOR"), name: "Lijn Twee" }));
      const card = scene.page.locator(".oco-card").filter({ has: scene.page.getByRole("heading", { name: "Lijn Twee" }) });
      return { button: confirm, done: card.filter({ hasNot: confirm }) };
    },
  },
  {
    file: "desk/settings/Accounts.tsx", what: "takes a role away", as: "administrator",
    fill: async (scene) => {
      await scene.admin("POST", "/grants", { account: await account(scene.admin, "Lijn Weg"), role: "ROLE_DESK" });
      await settings(scene, "/accounts");
      const revoke = button(scene.page, desk("grants.revoke.whom", { role: desk("role.ROLE_DESK"), name: "Lijn Weg" }));
      const card = scene.page.locator(".oco-card").filter({ has: scene.page.getByRole("heading", { name: "Lijn Weg" }) });
      return { button: revoke, done: card.filter({ hasNot: revoke }) };
    },
  },
];
