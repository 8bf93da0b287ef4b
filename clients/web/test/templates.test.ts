import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { apiOf, submitted } from "./reached.ts";
import { apiAs, signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("an administrator ($language)", ({ language, locale, desk }) => {
  it("writes the municipality's own text, sees what it becomes, and goes back to the platform's", async () => {
    const who = await visit({ locale });
    await signIn(who, "administrator", "/desk/settings");
    const { page, go } = who;
    await go("/desk/settings/templates");
    await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
    await page.getByLabel(desk("templates.which")).selectOption(`week_supporter.mail.${language}`);
    const preview = page.getByRole("complementary");
    await preview.locator(".oco-card").waitFor();
    await expectUsable(page);
    const body = page.getByLabel(desk("templates.body"));
    const standard = await body.inputValue();
    await body.fill("Dag {{naam}}, tot dan.");
    await preview.getByText(/^Dag [^{]+, tot dan\.$/).waitFor();
    await body.fill("Dag {{onbekend}}.");
    await preview.getByText(desk("templates.preview.none")).waitFor();
    await page.getByRole("button", { name: desk("save"), exact: true }).click();
    await page.getByRole("alert").getByRole("link", { name: /onbekend/ }).waitFor();
    await expectUsable(page);
    await body.fill("Dag {{naam}}, tot dan.");
    await page.getByRole("button", { name: desk("save"), exact: true }).click();
    await page.getByText(desk("templates.own")).waitFor();
    await page.reload();
    await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
    await page.getByLabel(desk("templates.which")).selectOption(`week_supporter.mail.${language}`);
    await expect.poll(() => body.inputValue()).toBe("Dag {{naam}}, tot dan.");
    await page.getByRole("button", { name: desk("templates.back") }).click();
    await page.getByText(desk("templates.standard")).waitFor();
    await expect.poll(() => body.inputValue()).toBe(standard);
  });

  it("is told on every page of the settings that a system that is not there any more gets nothing", async () => {
    const gone = createServer((_request, response) => response.writeHead(410).end());
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/${language}`;
    try {
      const who = await visit({ locale });
      await signIn(who, "administrator", "/desk/settings");
      const { page, go } = who;
      const { id } = await apiOf(page)<{ id: string }>("POST", "/webhook-subscriptions", { url, eventTypes: ["ApplicationReceived"] });
      await submitted(await apiAs(await visit(), "coordinator"), `Haak ${language}`);
      await expect.poll(async () => (await apiOf(page)<{ state: string }>("GET", `/webhook-subscriptions/${id}`)).state).toBe("WEBHOOK_STATE_STOPPED");
      await go("/desk/settings/lists");
      await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
      await page.getByRole("link", { name: desk("webhooks.stopped.look") }).click();
      const card = page.locator(".oco-card").filter({ hasText: url });
      await card.getByText(desk("webhooks.WEBHOOK_STATE_STOPPED"), { exact: true }).waitFor();
      await card.getByText(startsWith(desk("webhooks.WEBHOOK_FAILURE_GONE"))).waitFor();
      await expectUsable(page);
      await card.getByText(desk("webhooks.away"), { exact: true }).click();
      await card.getByRole("button", { name: startsWith(desk("webhooks.away.do")) }).click();
      await card.waitFor({ state: "detached" });
    } finally {
      gone.close();
    }
  });

  it("has another system told, and sees its secret once", async () => {
    const who = await visit({ locale });
    await signIn(who, "administrator", "/desk/settings");
    const { page, go } = who;
    await go("/desk/settings/webhooks");
    await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
    const url = `https://haak.example/verhaal/${language}`;
    await page.getByText(desk("webhooks.new"), { exact: true }).click();
    await page.getByLabel(desk("webhooks.url")).fill("http://haak.example");
    await page.getByRole("button", { name: desk("webhooks.new.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.webhook.url") }).waitFor();
    await page.getByLabel(desk("webhooks.url")).fill("https://10.0.0.1/");
    await page.getByRole("button", { name: desk("webhooks.new.send") }).click();
    await page.getByRole("alert").getByRole("link").first().waitFor();
    await expectUsable(page);
    await page.getByLabel(desk("webhooks.url")).fill(url);
    await page.getByRole("button", { name: desk("webhooks.new.send") }).dblclick();
    await page.getByText(/^whsec_/).waitFor();
    await expectUsable(page);
    const card = page.locator(".oco-card").filter({ hasText: url });
    await card.getByRole("button", { name: startsWith(desk("webhooks.pause")) }).click();
    await card.getByText(desk("webhooks.WEBHOOK_STATE_PAUSED"), { exact: true }).waitFor();
    await card.getByRole("button", { name: startsWith(desk("webhooks.replay")) }).click();
    await page.reload();
    await page.getByLabel(desk("column.municipality"), { exact: true }).selectOption({ label: "Waalwijk" });
    await card.waitFor();
    expect(await page.getByText(/^whsec_/).count(), "the secret is shown once").toBe(0);
    await expectUsable(page);
    await card.getByText(desk("webhooks.away"), { exact: true }).click();
    await card.getByRole("button", { name: startsWith(desk("webhooks.away.do")) }).click();
    await card.waitFor({ state: "detached" });
  });
});
