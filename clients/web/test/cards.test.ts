import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { expectUsable, phone, useBrowser } from "./browser.ts";
import { apiOf } from "./reached.ts";
import { rendered } from "./rendered.ts";
import { signIn } from "./signin.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

/** Batch is a batch of cards as the platform tells of it. */
interface Batch {
  label: string;
  cardCode: string;
  uses?: string;
}

describe.each(spokenIn)("a thank-you card ($language)", ({ language, locale, prefix, desk, site }) => {
  it("is printed, leads whoever holds it to people, and is counted once in a visit", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator", "/desk/cards");
    const { page } = coordinator;
    const api = apiOf(page);
    const label = `Bij de bieb (${language})`;
    const batch = async () => (await api<{ cardBatches: Batch[] }>("GET", "/card-batches?pageSize=200")).cardBatches.find((one) => one.label === label)!;
    await page.getByText(desk("cards.new"), { exact: true }).click();
    await page.getByLabel(desk("cards.count.ask")).fill("401");
    await page.getByRole("button", { name: desk("cards.new.send") }).click();
    for (const wrong of ["wrong.cards.label", "wrong.cards.count"] as const) await page.getByRole("alert").getByRole("link", { name: desk(wrong) }).waitFor();
    await expectUsable(page);
    await page.getByLabel(desk("cards.label.ask")).fill(label);
    await page.getByLabel(desk("cards.count.ask")).fill("4");
    await page.getByRole("button", { name: desk("cards.new.send") }).dblclick();
    const row = page.getByRole("row").filter({ hasText: label });
    const [file] = await Promise.all([page.waitForEvent("download"), row.getByRole("button", { name: desk("cards.sheet.of", { label }) }).click()]);
    const { cardCode } = await batch();
    const sheet = await rendered(await visit(), await readFile(await file.path()));
    expect([sheet.width, sheet.height].map(Math.round), "two cards of A6 on A4").toEqual([595, 842]);
    for (const codes of sheet.codes) expect(codes.map((code) => new URL(code).pathname)).toEqual([`/gm0867/k/${cardCode}`]);
    expect(sheet.down, "dashes where it is torn, with room between them").toBeGreaterThan(0.2);
    expect(sheet.down).toBeLessThan(0.9);
    expect(sheet.across, "a line where the cards are cut").toBeGreaterThan(0.9);
    await expectUsable(page);

    const holder = await visit();
    const counted = () => holder.page.waitForResponse((answer) => answer.url().endsWith("/cards/_use"));
    const [answer] = await Promise.all([counted(), holder.go(`${prefix}/gm0867/k/${cardCode}`)]);
    expect(answer.ok()).toBe(true);
    await holder.page.getByRole("heading", { name: site("thanks.title"), level: 1 }).waitFor();
    await holder.page.locator("main").getByRole("link", { name: /^0/ }).waitFor();
    await expectUsable(holder.page);
    await holder.page.reload();
    await holder.page.getByRole("link", { name: site("thanks.self") }).click();
    await holder.page.goBack();
    await holder.page.getByRole("heading", { name: site("thanks.title"), level: 1 }).waitFor();
    expect(Number((await batch()).uses), "one visit counts once").toBe(1);
    const other = await visit();
    await Promise.all([other.page.waitForResponse((one) => one.url().endsWith("/cards/_use")), other.go(`${prefix}/gm0867/k/${cardCode}`)]);
    expect(Number((await batch()).uses)).toBe(2);
  });

  it("with a code that nobody knows, without a municipality and without a line is as kind", async () => {
    const { page, go } = await visit({ viewport: phone });
    await go(`${prefix}/gm0867/k/NIETS-99`);
    await page.getByRole("heading", { name: site("thanks.title"), level: 1 }).waitFor();
    await page.route("**/cards/_use", (route) => route.abort());
    await go(`${prefix}/gm0867/k/ANDERS-99`);
    await page.getByRole("heading", { name: site("thanks.title"), level: 1 }).waitFor();
    await go(`${prefix}/k/7KXP-M4TQ`);
    await page.getByRole("link", { name: "Waalwijk" }).click();
    await page.getByRole("heading", { name: site("thanks.title"), level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${prefix}/waalwijk/k/7KXP-M4TQ`);
    await expectUsable(page);
  });
});
