import type { Locator, Page } from "playwright-core";

import { dayOf } from "../../src/support/days.ts";
import type { Api, Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form } from "./form.ts";

const { portal: t } = dutch;

/** So many cases Pim can have, so that the questions of other tests reach him: the most that a supporter can have here. */
const room = 50;

/** ownRecord is the record of the supporter who calls. */
export async function ownRecord(supporter: Api): Promise<Made & { maxCases: number }> {
  return (await supporter<{ supporters: (Made & { maxCases: number })[] }>("GET", "/supporters")).supporters[0]!;
}

/** invited plans a meeting, and invites the supporter to it. */
export async function invited(api: Api, supporter: string, title: string): Promise<Made> {
  const body = {
    kind: "MEETING_KIND_THEME_SESSION", title, startTime: "2090-03-14T18:00:00Z", endTime: "2090-03-14T20:00:00Z", location: "Wijkpunt Centrum", onlineLink: "https://vergadering.example/thema",
    agenda: [{ title: "Schulden: wie helpt waarmee?" }],
  };
  const meeting = await api<Made>("POST", "/meetings", body);
  await api("POST", `/meetings/${meeting.id}/_invite`, { supporters: [supporter] }, meeting.etag);
  return meeting;
}

/** drafted enters a claim of some costs, with what tells it from others. */
export async function drafted(supporter: Api, description: string, line: object = {}): Promise<Made> {
  const { id } = await ownRecord(supporter);
  return supporter<Made>("POST", "/expense-claims", { supporter: id, lines: [{ kind: "EXPENSE_KIND_TICKET", date: "2020-01-02", quantity: 1234, description, ...line }] });
}

/** logged logs an hour, with what tells it from others. */
export async function logged(supporter: Api, description: string, more: object = {}): Promise<Made> {
  const { id } = await ownRecord(supporter);
  return supporter<Made>("POST", "/work-entries", { supporter: id, date: dayOf(new Date()), minutes: 60, kilometreTenths: 0, description, ...more });
}

/** entryOf finds what was logged and not claimed yet, by what tells it from others. */
export const entryOf = (page: Page, description: string): Locator => page.locator("#claim-chosen > .oco-stack > div").filter({ hasText: description });

/** own are the forms of the portal about the supporter: when they can, where they come, what they claim. */
export const own: Form[] = [
  {
    file: "portal/availability/Week.tsx", what: "says when they can", as: "formal-supporter",
    fill: async ({ page, go }) => {
      await go("/portal/availability");
      await page.getByRole("checkbox", { name: `${t("weekday.6")}, ${t("part.DAY_PART_EVENING")}` }).check();
      await page.getByLabel(t("week.cases")).fill(`${room}`);
      return { button: button(page, t("week.send")), done: page.getByText(t("week.saved")) };
    },
  },
  {
    file: "portal/availability/Break.tsx", what: "takes a break", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      const { id, etag } = await ownRecord(supporter);
      await supporter("PATCH", `/supporters/${id}?updateMask=maxCases`, { maxCases: room }, etag);
      await go("/portal/availability");
      await page.getByText(t("break.open")).or(page.getByText(t("break.another"))).click();
      await page.getByRole("radio", { name: startsWith(t("break.fewer")) }).check();
      await page.getByLabel(t("break.cases")).selectOption(`${room - 1}`);
      return { button: button(page, t("break.send")), done: page.getByText(t("pause.fewer", { count: room - 1 })).first() };
    },
  },
  {
    file: "portal/availability/Holidays.tsx", what: "reports a holiday", as: "formal-supporter",
    fill: async ({ page, go }) => {
      await go("/portal/availability");
      await page.getByText(t("holidays.open")).click();
      await page.getByLabel(t("holidays.first")).fill("2088-07-01");
      await page.getByLabel(t("holidays.last")).fill("2088-07-14");
      return { button: button(page, t("holidays.send")), done: page.getByText(/1 juli 2088/).first() };
    },
  },
  {
    file: "portal/availability/PauseCard.tsx", what: "takes a holiday back", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      await supporter("POST", "/pauses", { kind: "PAUSE_KIND_HOLIDAY", startDate: "2089-05-01", endDate: "2089-05-08" });
      await go("/portal/availability");
      const card = page.locator(".oco-card").filter({ hasText: "1 mei 2089" });
      return { button: card.getByRole("button", { name: startsWith(t("pause.cancel")) }), done: page.locator("main:not(:has-text('1 mei 2089'))") };
    },
  },
  {
    file: "portal/meetings/MeetingCard.tsx", what: "says that they come", as: "formal-supporter",
    fill: async ({ page, go, api, supporter }) => {
      await invited(api, (await ownRecord(supporter)).id, "Lijn: wie komt?");
      await go("/portal/meetings");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: wie komt?" });
      return { button: button(card, t("answer.which", { answer: t("answer.INVITATION_ANSWER_YES"), title: "Lijn: wie komt?" })), done: card.getByText(t("answered.INVITATION_ANSWER_YES")) };
    },
  },
  {
    file: "portal/work/WorkForm.tsx", what: "logs hours", as: "formal-supporter",
    fill: async ({ page, go }) => {
      await go("/portal/claims");
      await page.getByText(t("work.open"), { exact: true }).click();
      const form = page.locator("details").filter({ hasText: t("work.open") });
      await form.getByLabel(t("claims.hours")).fill("1,5");
      await form.getByLabel(t("claims.description")).fill("Lijn: genoteerd");
      return { button: button(form, t("work.send")), done: page.getByText("Lijn: genoteerd").first() };
    },
  },
  {
    file: "portal/work/WorkForm.tsx", what: "changes what was logged", as: "formal-supporter", again: true,
    fill: async ({ page, go, supporter }) => {
      await logged(supporter, "Lijn: te veranderen uren");
      await go("/portal/claims");
      const entry = entryOf(page, "Lijn: te veranderen uren");
      await entry.getByText(t("work.change"), { exact: true }).click();
      await entry.getByLabel(t("claims.description")).fill("Lijn: veranderde uren");
      return { button: entry.getByRole("button", { name: startsWith(t("work.save")) }), done: page.locator("label").getByText("Lijn: veranderde uren", { exact: true }) };
    },
  },
  {
    file: "portal/work/EntryText.tsx", what: "removes what was logged", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      await logged(supporter, "Lijn: weg uit de lijst");
      await go("/portal/claims");
      const entry = entryOf(page, "Lijn: weg uit de lijst");
      await entry.getByText(t("work.remove"), { exact: true }).click();
      return { button: entry.getByRole("button", { name: startsWith(t("work.remove.do")) }), done: page.locator("main:not(:has-text('Lijn: weg uit de lijst'))") };
    },
  },
  {
    file: "portal/work/WorkLog.tsx", what: "makes a claim of what was logged", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      await logged(supporter, "Lijn: in de declaratie");
      await go("/portal/claims");
      await entryOf(page, "Lijn: in de declaratie").waitFor();
      return { button: button(page, t("work.claim")), done: page.locator(".oco-card").getByText("Lijn: in de declaratie") };
    },
  },
  {
    file: "portal/claims/Draft.tsx", what: "takes what was logged out of a claim", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      const { id } = await ownRecord(supporter);
      const entries = [await logged(supporter, "Lijn: blijft erin"), await logged(supporter, "Lijn: gaat eruit")];
      await supporter("POST", "/expense-claims", { supporter: id, workEntries: entries.map((entry) => entry.id) });
      await go("/portal/claims");
      const line = page.locator(".oco-card").getByRole("listitem").filter({ hasText: "Lijn: gaat eruit" });
      return { button: line.getByRole("button", { name: startsWith(t("draft.out")) }), done: entryOf(page, "Lijn: gaat eruit") };
    },
  },
  {
    file: "portal/claims/ClaimForm.tsx", what: "enters a claim", as: "formal-supporter",
    fill: async ({ page, go }) => {
      await go("/portal/claims");
      await page.getByText(t("claims.new"), { exact: true }).click();
      const form = page.locator("details").filter({ hasText: t("claims.new") });
      await form.getByLabel(t("claims.ticket")).fill("7,05");
      await form.getByLabel(t("claims.description")).fill("Lijn: nieuwe declaratie");
      return { button: button(form, t("claims.look")), done: page.locator(".oco-card").getByText("Lijn: nieuwe declaratie") };
    },
  },
  {
    file: "portal/claims/ClaimForm.tsx", what: "changes a claim before it is sent in", as: "formal-supporter", again: true,
    fill: async ({ page, go, supporter }) => {
      await drafted(supporter, "Lijn: nog te veranderen");
      await go("/portal/claims");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: nog te veranderen" });
      await card.getByText(t("claims.change")).click();
      await card.getByLabel(t("claims.description")).fill("Lijn: veranderd");
      return { button: button(card, t("claims.look")), done: page.locator(".oco-card").filter({ hasText: "Lijn: veranderd" }).getByText("Lijn: veranderd", { exact: true }) };
    },
  },
  {
    file: "portal/claims/Draft.tsx", what: "sends a claim in", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      await drafted(supporter, "Lijn: verstuur");
      await go("/portal/claims");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: verstuur" });
      return { button: card.getByRole("button", { name: startsWith(t("draft.send.which", { amount: "" })) }), done: card.getByText(t("claim.EXPENSE_CLAIM_STATE_SUBMITTED")) };
    },
  },
  {
    file: "portal/claims/Draft.tsx", what: "throws a draft away", as: "formal-supporter",
    fill: async ({ page, go, supporter }) => {
      await drafted(supporter, "Lijn: gooi weg");
      await go("/portal/claims");
      const card = page.locator(".oco-card").filter({ hasText: "Lijn: gooi weg" });
      return { button: card.getByRole("button", { name: startsWith(t("draft.away")) }), done: page.locator("main:not(:has-text('Lijn: gooi weg'))") };
    },
  },
  {
    file: "portal/claims/Bank.tsx", what: "says where to pay", as: "formal-supporter",
    fill: async ({ page, go }) => {
      await go("/portal/claims");
      await page.getByText(t("bank.open")).or(page.getByText(t("bank.change"))).click();
      await page.getByLabel(t("bank.iban")).fill("NL91 ABNA 0417 1643 00");
      await page.getByLabel(t("bank.holder")).fill("P. Lijn");
      return { button: button(page, t("bank.send")), done: page.getByText(t("bank.on", { end: "4300", holder: "P. Lijn" })) };
    },
  },
];
