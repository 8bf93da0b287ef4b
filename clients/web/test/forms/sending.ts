import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

import { submitted, type Api, type Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form, type Scene } from "./form.ts";

const { desk } = dutch;

/** Sent is a message as the platform tells of it. */
type Sent = Made & { state: string; channel: string };

/** messageOf waits for the message about an application, which comes a moment later. */
export async function messageOf(api: Api, application: string): Promise<Sent> {
  let found: Sent | undefined;
  await expect.poll(async () => (found = (await api<{ messages: Sent[] }>("GET", `/messages?application=${application}`)).messages[0])).toBeTruthy();
  return found!;
}

/** byLetter is somebody who is reached by letter alone, byPhone by phone. Nobody spoke with them, or they had been told on the spot. */
export const byLetter = { resident: { name: "Lijn Brief", postcode: "5141 AB", houseNumber: "7a" }, channel: "CHANNEL_EMAIL" };
export const byPhone = (name: string) => ({ resident: { name, phone: "0416-123456" }, channel: "CHANNEL_EMAIL" });

/** toTell opens the page of an application with what is to be told about it. */
async function toTell({ page, go, api }: Scene, more: object): Promise<{ card: Locator; message: Sent; page: Page }> {
  const application = await submitted(api, "Lijn Bericht", more);
  const message = await messageOf(api, application);
  await go(`/desk/gm0867/applications/${application}`);
  return { card: page.locator(".oco-card").filter({ hasText: desk("sending.MESSAGE_KIND_RECEIPT") }), message, page };
}

/** sending are the forms of what has to be told. */
export const sending: Form[] = [
  {
    file: "desk/sending/Told.tsx", what: "writes down that somebody was called", as: "coordinator",
    fill: async (scene) => {
      const { card } = await toTell(scene, byPhone("Lijn Beltaak"));
      await card.getByText(desk("sending.open.call"), { exact: true }).click();
      return { button: button(card, startsWith(desk("sending.CALL_OUTCOME_REACHED"))), done: card.getByText(startsWith(desk("sending.MESSAGE_STATE_DONE"))) };
    },
  },
  {
    file: "desk/sending/MessageCard.tsx", what: "says that a letter was printed", as: "coordinator",
    fill: async (scene) => {
      const { card } = await toTell(scene, byLetter);
      return { button: button(card, startsWith(`${desk("sending.printed")}:`)), done: card.getByText(startsWith(desk("sending.MESSAGE_STATE_DONE"))) };
    },
  },
  {
    file: "desk/sending/MessageCard.tsx", what: "drops a message", as: "coordinator",
    fill: async (scene) => {
      const { card } = await toTell(scene, byPhone("Lijn Vervalt"));
      return { button: button(card, startsWith(`${desk("sending.cancel")}:`)), done: card.getByText(startsWith(desk("sending.MESSAGE_STATE_CANCELLED"))) };
    },
  },
  {
    file: "desk/sending/MessageCard.tsx", what: "tries a message again", as: "coordinator",
    fill: async (scene) => {
      const { card, message, page } = await toTell(scene, byPhone("Lijn Opnieuw"));
      await scene.api("POST", `/messages/${message.id}/_cancel`, {}, message.etag);
      await page.reload();
      return { button: button(card, startsWith(`${desk("sending.retry")}:`)), done: card.getByText(startsWith(desk("sending.MESSAGE_STATE_TO_DO"))) };
    },
  },
];
