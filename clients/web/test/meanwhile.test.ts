import { describe, expect, it } from "vitest";

import { useBrowser, type Visit } from "./browser.ts";
import { planned } from "./meetings.ts";
import { volunteer } from "./people.ts";
import { apiOf, submitted } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, startsWith } from "./words.ts";

const visit = useBrowser();
const { desk } = dutch;

/** begin signs a coordinator in. */
async function begin(): Promise<Visit> {
  const who = await visit();
  await signIn(who, "coordinator");
  return who;
}

describe("what was typed about one", () => {
  it("never stands in the other, who is a link away", async () => {
    const { page, go } = await begin();
    const api = apiOf(page);
    const [one, other] = ["Tweeling Een", "Tweeling Ander"];
    const send = (name: string) => submitted(api, name, { residentAgrees: true, resident: { name, phone: "0611930441" }, question: `Dit vraagt ${name}.` });
    const id = await send(one);
    await send(other);
    await go(`/desk/gm0867/applications/${id}`);
    const question = page.getByLabel(desk("new.question"));
    const wishes = page.getByRole("region", { name: desk("wishes.title") });
    const lived = wishes.getByLabel(desk("wishes.lived"));
    const unfold = async () => {
      await page.getByText(desk("complete.title"), { exact: true }).click();
      await wishes.getByText(desk("wishes.add")).click();
    };
    const cross = async (name: string) => {
      await page.getByRole("region", { name: desk("duplicates.title") }).getByRole("link", { name }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
    };
    await unfold();
    await question.fill("Alleen over de ene.");
    await lived.check();

    await cross(other);
    await unfold();
    expect(await question.inputValue()).toBe(`Dit vraagt ${other}.`);
    expect(await lived.isChecked()).toBe(false);
    await question.fill("Alleen over de ander.");
    await page.getByLabel(desk("wishes.gender")).selectOption({ index: 1 });

    await cross(one);
    await unfold();
    expect(await question.inputValue()).toBe(`Dit vraagt ${one}.`);
    expect(await page.getByLabel(desk("wishes.gender")).inputValue()).toBe("");
  });
});

describe("what somebody did themselves", () => {
  it("keeps nobody from changing a supporter of whom they recorded something", async () => {
    const { page, go } = await begin();
    const name = "Vos Eerst";
    const { id } = await volunteer(apiOf(page), name, "SUPPORTER_STATE_WITH_BUDDY");
    await go(`/desk/gm0867/supporters/${id}`);
    const seen = page.getByRole("listitem").filter({ hasText: desk("seen.title", { what: "VOG", name }) });
    const record = async () => {
      await seen.locator("summary").click();
      const send = seen.getByRole("button", { name: desk("seen.do"), exact: true });
      await send.click();
      await send.waitFor({ state: "hidden" });
    };
    await record();
    await page.getByText(desk("seen.done", { what: "VOG", name })).waitFor();
    await page.getByText(desk("who.change"), { exact: true }).click();
    await page.getByLabel(desk("person.maxCases"), { exact: true }).fill("6");
    await page.getByRole("button", { name: desk("save"), exact: true }).click();
    await page.getByLabel(desk("person.maxCases"), { exact: true }).waitFor({ state: "hidden" });
    await record();
    await page.getByText(desk("move.open"), { exact: true }).click();
    await page.getByRole("radio", { name: desk("move.SUPPORTER_STATE_PAUSED") }).check();
    await page.getByRole("button", { name: desk("move.do"), exact: true }).click();
    await page.locator(".oco-badge").getByText(desk("stage.SUPPORTER_STATE_PAUSED"), { exact: true }).waitFor();
    await page.getByText(desk("load", { open: 0, most: 6 }), { exact: true }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("keeps nobody from moving a newcomer whose buddy path they began", async () => {
    const { page, go } = await begin();
    const api = apiOf(page);
    await volunteer(api, "Bea Begeleidt", "SUPPORTER_STATE_ACTIVE");
    await go(`/desk/gm0867/supporters/${(await volunteer(api, "Niek Nieuw", "SUPPORTER_STATE_IN_TRAINING")).id}`);
    const path = page.getByRole("region", { name: desk("buddy.title"), exact: true });
    await path.getByText(desk("buddy.begin"), { exact: true }).click();
    await path.getByLabel(desk("buddy.who")).selectOption({ label: "Bea Begeleidt" });
    await path.getByRole("button", { name: desk("buddy.begin.do"), exact: true }).click();
    await path.getByText(desk("buddy.record"), { exact: true }).waitFor();
    await page.getByText(desk("who.change"), { exact: true }).click();
    await page.getByLabel(desk("person.maxCases"), { exact: true }).fill("3");
    await page.getByRole("button", { name: desk("save"), exact: true }).click();
    await page.getByText(desk("load", { open: 0, most: 3 }), { exact: true }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("keeps nobody from cancelling a meeting that they invited people to", async () => {
    const { page, go } = await begin();
    const api = apiOf(page);
    await volunteer(api, "Gijs Genodigd", "SUPPORTER_STATE_ACTIVE");
    await go(`/desk/gm0867/meetings/${(await planned(api, "Gaat Toch Niet Door", 34)).id}`);
    await page.getByText(desk("invite.title"), { exact: true }).click();
    await page.getByRole("checkbox", { name: "Gijs Genodigd", exact: true }).check();
    await page.getByRole("button", { name: desk("invite.do"), exact: true }).click();
    await page.getByRole("link", { name: "Gijs Genodigd", exact: true }).waitFor();
    await page.getByText(desk("cancel.title"), { exact: true }).first().click();
    await page.getByLabel(desk("cancel.reason")).fill("De zaal is dicht.");
    await page.getByRole("button", { name: desk("cancel.do"), exact: true }).click();
    await page.getByText(startsWith(desk("meeting.cancelled", { reason: "De zaal is dicht." }))).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
