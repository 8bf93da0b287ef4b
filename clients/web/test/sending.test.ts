import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { byLetter, byPhone, messageOf } from "./forms/sending.ts";
import { apiOf, submitted } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("what cannot be sent by itself ($language)", ({ locale, desk }) => {
  it("is called, with what must be minded before the number, and nothing is read of a person until it is opened", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator", "/desk/messages");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const application = await submitted(api, "Bel Noor", { ...byPhone("Bel Noor"), safeContact: { noVoicemail: true, noCalendar: true, instruction: "Alleen tijdens schooltijd" } });
    await messageOf(api, application);
    await go("/desk");
    const told = page.getByRole("region", { name: startsWith(desk("worklist.tell")) });
    const calls = told.getByRole("link", { name: startsWith(desk("sending.calls")) });
    // Other tests have somebody called meanwhile: what stands there follows.
    await expect
      .poll(async () => {
        const { messages } = await api<{ messages: { channel: string }[] }>("GET", "/messages?states=MESSAGE_STATE_TO_DO&pageSize=200");
        const count = messages.filter(({ channel }) => channel !== "MESSAGE_CHANNEL_LETTER").length;
        return (await calls.innerText()) === desk("worklist.tell.line", { what: desk("sending.calls"), count });
      })
      .toBe(true);
    await calls.click();
    await page.getByRole("heading", { name: startsWith(desk("sending.calls")), level: 2 }).waitFor();
    await expectUsable(page);

    const read: string[] = [];
    page.on("request", (request) => read.push(new URL(request.url()).pathname));
    await go(`/desk/gm0867/applications/${application}`);
    const section = page.getByRole("region", { name: desk("sending.title"), exact: true });
    const card = section.locator(".oco-card");
    await card.getByText(startsWith(desk("sending.MESSAGE_STATE_TO_DO"))).waitFor();
    expect(read.filter((path) => /\/messages\/[^/]+$/.test(path))).toEqual([]);
    await card.getByText(desk("sending.open.call"), { exact: true }).click();
    const mind = card.locator(".utrecht-alert--warning");
    await mind.getByText("Alleen tijdens schooltijd").waitFor();
    await mind.getByText(desk("sending.voicemail")).waitFor();
    expect(read.filter((path) => /\/messages\/[^/]+$/.test(path))).toHaveLength(1);
    const number = card.getByRole("link", { name: /0416/ });
    expect((await mind.boundingBox())!.y, "what must be minded stands above the number").toBeLessThan((await number.boundingBox())!.y);
    await expectUsable(page);
    await card.getByRole("button", { name: startsWith(desk("sending.CALL_OUTCOME_NOT_REACHED")) }).click();
    await card.getByText(desk("sending.attempts", { count: 1 })).waitFor();
    await card.getByRole("button", { name: startsWith(desk("sending.CALL_OUTCOME_REACHED")) }).click();
    await card.getByText(startsWith(desk("sending.MESSAGE_STATE_DONE"))).waitFor();
    await expectUsable(page);
  });

  it("shows no number that may not be called any more", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const application = await submitted(api, `Stil ${locale}`, {
      ...byPhone(`Stil ${locale}`), residentAgrees: true, applicant: { kind: "APPLICANT_KIND_NEAR_PERSON", name: "Dochter Noor", phone: "06-11930997", relation: "dochter" },
    });
    const { resident } = await api<{ resident: string }>("GET", `/applications/${application}`);
    await messageOf(api, application);
    await go(`/desk/gm0867/applications/${application}`);
    const card = page.getByRole("region", { name: desk("sending.title"), exact: true }).locator(".oco-card");
    await card.getByText(desk("sending.open.call"), { exact: true }).waitFor();
    await api("PATCH", `/residents/${resident}?updateMask=safeContact`, { safeContact: { noPhone: true, instruction: "Partner luistert mee" } });
    await card.getByText(desk("sending.open.call"), { exact: true }).click();
    await card.getByText(desk("sending.changed", { way: desk("sending.MESSAGE_CHANNEL_COORDINATOR") })).waitFor();
    await card.locator(".utrecht-alert--warning").getByText("Partner luistert mee").waitFor();
    expect(await card.locator("a[href^='tel:']").count()).toBe(0);
    await expectUsable(page);
  });

  it("is told through whom the resident named, and nobody else", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const application = await submitted(api, `Via ${locale}`, byPhone(`Via ${locale}`));
    const { resident } = await api<{ resident: string }>("GET", `/applications/${application}`);
    await messageOf(api, application);
    await go(`/desk/gm0867/applications/${application}`);
    const card = page.getByRole("region", { name: desk("sending.title"), exact: true }).locator(".oco-card");
    await api("PATCH", `/residents/${resident}?updateMask=preferredChannel,trustedPersonName,trustedPersonPhone,safeContact`, { preferredChannel: "CONTACT_CHANNEL_TRUSTED_PERSON", trustedPersonName: "Zus Kant", trustedPersonPhone: "06-11930995", safeContact: { noPhone: true, instruction: "Via haar zus" } });
    await api("POST", `/residents/${resident}/representatives`, { kind: "REPRESENTATION_KIND_MENTOR", name: "Mies Mentor", phone: "06-11930996" });
    await card.getByText(desk("sending.open.call"), { exact: true }).click();
    await card.getByText(desk("sending.between.person")).waitFor();
    await card.getByRole("listitem").filter({ hasText: "Zus Kant" }).getByRole("link", { name: /06/ }).waitFor();
    expect(await card.getByText("Mies Mentor").count()).toBe(0);
    await expectUsable(page);
  });

  it("came back, and goes once the address is mended", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const name = `Terug ${locale}`;
    const application = await submitted(api, name, { resident: { name, email: "noor@bestaat-niet.example" }, channel: "CHANNEL_EMAIL" });
    await expect.poll(async () => (await messageOf(api, application)).state).toBe("MESSAGE_STATE_BOUNCED");
    await go("/desk");
    await page.getByRole("region", { name: startsWith(desk("worklist.tell")) }).getByRole("link", { name: startsWith(desk("sending.failed")) }).click();
    const failed = page.getByRole("region", { name: startsWith(desk("sending.failed")) });
    const more = failed.getByRole("button", { name: desk("sending.more.of", { what: desk("sending.failed") }) });
    await failed.locator(".oco-card").first().waitFor();
    while (await more.count()) await more.click();
    const back = failed.locator(".oco-card").filter({ has: page.locator(`a[href$="${application}"]`) });
    await back.getByText(desk("sending.MESSAGE_FAULT_ADDRESS_REFUSED")).waitFor();
    await expectUsable(page);
    await back.getByRole("link").click();
    const card = page.getByRole("region", { name: desk("sending.title"), exact: true }).locator(".oco-card");
    await card.getByText(startsWith(desk("sending.MESSAGE_STATE_BOUNCED"))).waitFor();
    await expectUsable(page);
    const { resident } = await api<{ resident: string }>("GET", `/applications/${application}`);
    const email = `terug.${locale}@post.example`;
    await api("PATCH", `/residents/${resident}?updateMask=email`, { email });
    await card.getByRole("button", { name: startsWith(desk("sending.retry")) }).click();
    await card.getByText(startsWith(desk("sending.MESSAGE_STATE_SENT"))).waitFor();
    await go("/demo/mail");
    await page.getByRole("row").filter({ hasText: email }).first().waitFor();
  });

  it("is printed as a letter, or dropped and tried again", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const application = await submitted(api, "Brief Noor", byLetter);
    await messageOf(api, application);
    await go("/desk/messages");
    const letters = page.getByRole("region", { name: startsWith(desk("sending.letters")) });
    const more = letters.getByRole("button", { name: desk("sending.more.of", { what: desk("sending.letters") }) });
    await letters.locator(".oco-card").first().waitFor();
    while (await more.count()) await more.click();
    await letters.locator(".oco-card").filter({ has: page.locator(`a[href$="${application}"]`) }).getByRole("link").click();
    const card = page.getByRole("region", { name: desk("sending.title"), exact: true }).locator(".oco-card");
    const [file] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: startsWith(desk("sending.letter")) }).click()]);
    expect(await readFile(await file.path(), "utf8")).toContain("5141 AB 7a");
    await card.getByRole("button", { name: startsWith(desk("sending.cancel")) }).click();
    await card.getByText(desk("sending.MESSAGE_FAULT_NOT_NEEDED")).waitFor();
    await card.getByRole("button", { name: startsWith(desk("sending.retry")) }).click();
    await card.getByRole("button", { name: startsWith(desk("sending.printed")) }).click();
    await card.getByText(startsWith(desk("sending.MESSAGE_STATE_DONE"))).waitFor();
    await expectUsable(page);
  });
});
