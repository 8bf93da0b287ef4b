import type { Page } from "playwright-core";

import { reached, type Api, type Made } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";
import { button, type Form } from "./form.ts";

const { desk: t, site } = dutch;

/** coded is the code that a resident got whose case closed; it is written a moment later. */
export async function coded(api: Api, name: string): Promise<string> {
  const application = await reached.APPLICATION_STATE_CLOSED(api, name);
  for (;;) {
    const { messages } = await api<{ messages: { id: string; kind: string }[] }>("GET", `/messages?application=${application}`);
    const invited = messages.find(({ kind }) => kind === "MESSAGE_KIND_SURVEY");
    if (invited) return (await api<{ body: string }>("GET", `/messages/${invited.id}`)).body.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/)![0];
  }
}

/** round is a yearly round that is open; the one before is closed. */
export async function round(api: Api): Promise<void> {
  const { surveyRounds } = await api<{ surveyRounds: (Made & { kind: string; state: string })[] }>("GET", "/survey-rounds");
  for (const one of surveyRounds) if (one.kind === "SURVEY_KIND_YEARLY" && one.state === "SURVEY_ROUND_STATE_OPEN") await api("POST", `/survey-rounds/${one.id}/_close`, {});
}

/** opened opens a yearly round in which somebody can be rung. */
async function opened(api: Api): Promise<void> {
  await reached.APPLICATION_STATE_IN_SUPPORT(api, "Rita Rinkel");
  await round(api);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await api("POST", "/survey-rounds", { fromDate: day(-300), untilDate: day(0), lastDate: day(30), audiences: ["SURVEY_AUDIENCE_RESIDENT", "SURVEY_AUDIENCE_SUPPORTER"] });
}

/** chosen chooses an answer to every question of a form. */
export async function chosen(page: Page | ReturnType<Page["locator"]>): Promise<void> {
  const groups = page.getByRole("radiogroup");
  for (let at = 0; at < (await groups.count()); at++) await groups.nth(at).getByRole("radio").first().check();
}

/** surveys are the forms of the survey. */
export const surveys: Form[] = [
  {
    file: "public/pages/Survey.tsx", what: "answers the survey",
    fill: async ({ page, go, api }) => {
      await go(`/gm0867/enquete#${await coded(api, "Klaas Klaar")}`);
      await page.getByRole("radiogroup").first().waitFor();
      await chosen(page);
      return { button: button(page, site("survey.send")), done: page.getByRole("heading", { name: site("survey.thanks") }) };
    },
  },
  {
    file: "public/pages/Survey.tsx", what: "types the code of a letter in", looks: true,
    fill: async ({ page, go, api }) => {
      const code = await coded(api, "Lies Letter");
      await go("/waalwijk/enquete");
      await page.getByLabel(site("survey.code"), { exact: true }).fill(code);
      return { button: button(page, site("survey.begin")), done: page.getByRole("radiogroup").first() };
    },
  },
  {
    file: "desk/surveys/NewRound.tsx", what: "opens a yearly round", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await round(api);
      await go("/desk/surveys");
      await page.getByText(t("surveys.open"), { exact: true }).click();
      return { button: button(page, t("surveys.open.do")), done: button(page, t("surveys.close")) };
    },
  },
  {
    file: "desk/surveys/Ring.tsx", what: "records what somebody says by phone", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await opened(api);
      await go("/desk/surveys");
      await page.getByText(t("surveys.ring"), { exact: true }).first().click();
      const one = page.getByRole("listitem").filter({ hasText: "Rita Rinkel" }).first();
      await one.getByText(t("surveys.record"), { exact: true }).click();
      await chosen(one);
      return { button: one.getByRole("button", { name: startsWith(t("surveys.record.do")) }), done: page.getByText(t("surveys.ring.text")) };
    },
  },
  {
    file: "desk/surveys/RoundCard.tsx", what: "closes a yearly round", as: "coordinator",
    fill: async ({ page, go, api }) => {
      await opened(api);
      await go("/desk/surveys");
      return { button: button(page, t("surveys.close")), done: page.getByText(t("surveys.results"), { exact: true }).first() };
    },
  },
];
