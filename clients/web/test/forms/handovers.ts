import { reached, type Api, type Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form, type Scene } from "./form.ts";

const { desk } = dutch;

/** today is the day in the Netherlands. */
const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });

/** handed hands somebody over to the access team, with consent. */
export async function handed(api: Api, name: string): Promise<{ application: string; handover: Made }> {
  const application = await reached.APPLICATION_STATE_HANDED_OVER(api, name);
  const consent = { givenBy: "HANDOVER_CONSENT_GIVER_RESIDENT", givenDate: today(), purpose: "dat de Toegang belt" };
  const handover = await api<Made>("POST", "/handovers", { application, recipientKind: "HANDOVER_RECIPIENT_KIND_ACCESS_TEAM", reason: "HANDOVER_REASON_LONG", fields: ["HANDOVER_FIELD_NAME"], consent });
  return { application, handover };
}

/** toAnswer opens the page of an application whose hand-over waits. */
async function toAnswer({ page, go, api }: Scene, name: string) {
  const { application } = await handed(api, name);
  await go(`/desk/gm0867/applications/${application}`);
  return page.getByRole("region", { name: desk("handovers.one"), exact: true }).locator(".oco-card");
}

/** incoming hands somebody of the neighbour over to the municipality in which most of the demo plays. */
export async function incoming(neighbour: Api, name: string): Promise<{ id: string; handover: string }> {
  const application = await reached.APPLICATION_STATE_HANDED_OVER(neighbour, name);
  const consent = { givenBy: "HANDOVER_CONSENT_GIVER_RESIDENT", givenDate: today(), purpose: "dat Waalwijk belt" };
  const fields = ["HANDOVER_FIELD_NAME", "HANDOVER_FIELD_REACH", "HANDOVER_FIELD_NEED"];
  const { id } = await neighbour<Made>("POST", "/handovers", { application, recipientKind: "HANDOVER_RECIPIENT_KIND_MUNICIPALITY", recipientMunicipality: "gm0867", reason: "HANDOVER_REASON_MOVED", fields, consent });
  return { id: `gm0855-${id}`, handover: id };
}

/** toTake opens what the neighbour handed over. */
async function toTake({ page, go, neighbour }: Scene, name: string) {
  const { id } = await incoming(neighbour, name);
  await go("/desk/handovers");
  const card = page.locator(`#incoming-${id}`);
  await button(card, startsWith(desk("incoming.open"))).click();
  await card.getByText(name).waitFor();
  return card;
}

/** handovers are the forms of handing over to others. */
export const handovers: Form[] = [
  {
    file: "desk/handovers/HandOver.tsx", what: "hands a resident over", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await go(`/desk/gm0867/applications/${await reached.APPLICATION_STATE_HANDED_OVER(api, "Lijn Overdracht")}`);
      const region = page.getByRole("region", { name: desk("handovers.one"), exact: true });
      await region.getByText(desk("handovers.do"), { exact: true }).click();
      await region.getByRole("radio", { name: desk("handovers.HANDOVER_RECIPIENT_KIND_ACCESS_TEAM") }).check();
      await region.getByLabel(desk("handovers.reason")).selectOption("HANDOVER_REASON_STRUCTURAL");
      await region.getByRole("radio", { name: desk("handovers.HANDOVER_CONSENT_GIVER_RESIDENT") }).check();
      await region.getByLabel(desk("handovers.purpose")).fill("dat de Toegang belt");
      return { button: button(region, desk("handovers.do.send")), done: region.getByText(startsWith(desk("handovers.waits", { ago: "", day: "" }).slice(0, 9))) };
    },
  },
  {
    file: "desk/handovers/Answer.tsx", what: "writes down that a hand-over was received", as: "coordinator",
    fill: async (scene) => {
      const card = await toAnswer(scene, "Lijn Ontvangen");
      await card.getByText(desk("handovers.received"), { exact: true }).click();
      await card.getByLabel(desk("handovers.receiver")).first().fill("Toos Toegang");
      return { button: button(card, startsWith(desk("handovers.received.send"))), done: card.getByText(desk("handovers.receiver.was", { name: "Toos Toegang" })) };
    },
  },
  {
    file: "desk/handovers/Answer.tsx", what: "writes down that a hand-over was refused", as: "coordinator",
    fill: async (scene) => {
      const card = await toAnswer(scene, "Lijn Geweigerd");
      await card.getByText(desk("handovers.refused"), { exact: true }).click();
      await card.getByLabel(desk("handovers.receiver")).last().fill("Toos Toegang");
      await card.getByLabel(desk("handovers.refusal")).fill("Lijn: woont elders.");
      return { button: button(card, startsWith(desk("handovers.refused.send"))), done: card.locator(".oco-written").getByText("Lijn: woont elders.") };
    },
  },
  {
    file: "desk/handovers/IncomingCard.tsx", what: "takes over whom another municipality hands over", as: "coordinator",
    fill: async (scene) => {
      const card = await toTake(scene, "Lijn Neemt Over");
      return { button: button(card, startsWith(desk("incoming.accept"))), done: card.getByRole("link", { name: desk("incoming.application") }) };
    },
  },
  {
    file: "desk/handovers/IncomingCard.tsx", what: "refuses whom another municipality hands over", as: "coordinator",
    fill: async (scene) => {
      const card = await toTake(scene, "Lijn Weigert");
      await card.getByText(desk("incoming.refuse"), { exact: true }).click();
      await card.getByLabel(desk("incoming.refusal")).fill("Lijn: woont hier niet.");
      return { button: button(card, startsWith(desk("incoming.refuse.send"))), done: scene.page.getByText(desk("incoming.refused", { who: "Tilburg" })) };
    },
  },
  {
    file: "desk/handovers/HandoverCard.tsx", what: "withdraws a hand-over", as: "coordinator",
    fill: async (scene) => {
      const card = await toAnswer(scene, "Lijn Trekt In");
      return { button: button(card, startsWith(desk("handovers.withdraw"))), done: card.getByText(desk("handovers.HANDOVER_STATE_WITHDRAWN"), { exact: true }) };
    },
  },
  {
    file: "desk/cards/CardsPage.tsx", what: "makes thank-you cards", as: "coordinator",
    fill: async ({ page, go }) => {
      await go("/desk/cards");
      await page.getByText(desk("cards.new"), { exact: true }).click();
      await page.getByLabel(desk("cards.label.ask")).fill("Lijn: bij de bieb");
      return { button: button(page, desk("cards.new.send")), done: page.getByRole("rowheader", { name: "Lijn: bij de bieb" }) };
    },
  },
];
