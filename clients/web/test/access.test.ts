import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { opened } from "./forms/portal.ts";
import { askedAccess } from "./forms/transfers.ts";
import { apiOf } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("the question of the access team ($language)", ({ locale, language, portal, desk }) => {
  it("is asked by the supporter, once", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    const { id } = await opened(api, "Noor Structureel");
    const supporter = await visit({ locale });
    await signIn(supporter, "formal-supporter", "/portal");
    await supporter.go(`/portal/gm0867/cases/${id}`);
    const { page } = supporter;
    await page.getByText(portal("access.open"), { exact: true }).click();
    await page.getByRole("button", { name: portal("access.send") }).click();
    for (const wrong of ["wrong.access.reason", "wrong.access.note"] as const) await page.getByRole("alert").getByRole("link", { name: portal(wrong) }).waitFor();
    await page.getByLabel(portal("access.reason")).selectOption("ACCESS_QUESTION_REASON_STRUCTURAL");
    await page.getByLabel(portal("access.note")).fill("Elk jaar dezelfde aanvraag. De Toegang kan vaste hulp regelen.");
    await expectUsable(page, { unfolded: true });
    await page.reload();
    expect(await page.getByLabel(portal("access.note")).inputValue(), "a reload takes nothing").toMatch(startsWith("Elk jaar"));
    await page.getByRole("button", { name: portal("access.send") }).dblclick();
    await page.locator(".oco-written").getByText("Elk jaar dezelfde aanvraag").waitFor();
    expect((await api<{ accessQuestions: object[] }>("GET", `/access-questions?case=${id}`)).accessQuestions, "it is sent once").toHaveLength(1);
    expect(await page.getByText(portal("access.open"), { exact: true }).count(), "it is asked once").toBe(0);
  });

  it("stands on the worklist until the coordinator says why the case goes on", async () => {
    const name = `Noor Gaat Door ${language}`;
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const { id } = await askedAccess(api, name);
    await go("/desk");
    const row = page.getByRole("region", { name: startsWith(desk("access.title")) }).getByRole("row", { name });
    await row.getByText(desk("access.ACCESS_QUESTION_REASON_STRUCTURAL")).waitFor();
    await expectUsable(page, { unfolded: true });
    await row.getByRole("link", { name }).click();
    await page.getByText(desk("access.goes_on"), { exact: true }).click();
    await page.getByRole("button", { name: desk("access.goes_on.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.access.answer") }).waitFor();
    await page.getByLabel(desk("access.answer")).fill("Eerst nog het gesprek van dinsdag.");
    await expectUsable(page, { unfolded: true });
    await page.getByRole("button", { name: desk("access.goes_on.send") }).dblclick();
    await page.locator(".oco-written").getByText("Eerst nog het gesprek van dinsdag.").waitFor();
    await go("/desk");
    await page.getByRole("region", { name: startsWith(desk("section.running")) }).getByRole("row", { name }).waitFor();
    await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
    expect(await row.count(), "what was answered waits no more").toBe(0);

    const supporter = await visit({ locale });
    await signIn(supporter, "formal-supporter", "/portal");
    await supporter.go(`/portal/gm0867/cases/${id}`);
    await supporter.page.locator(".oco-written").getByText("Eerst nog het gesprek van dinsdag.").waitFor();
  });

  it("is answered when the resident is handed over, and whoever asked reads that of the closed case", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    const { id, application } = await askedAccess(api, `Noor Overgedragen ${language}`);
    const supporter = await visit({ locale });
    await signIn(supporter, "formal-supporter", "/portal");
    const { page } = supporter;
    const consent = { givenBy: "HANDOVER_CONSENT_GIVER_RESIDENT", givenDate: new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" }), purpose: "dat de Toegang mij belt" };
    await api("POST", "/handovers", { application, recipientKind: "HANDOVER_RECIPIENT_KIND_ACCESS_TEAM", reason: "HANDOVER_REASON_LONG", fields: ["HANDOVER_FIELD_NAME"], consent });
    await supporter.go(`/portal/gm0867/cases/${id}`);
    const theirs = page.getByRole("region", { name: portal("access.title") });
    await expect.poll(() => theirs.getByRole("listitem").count()).toBe(1);
    const handed = portal("access.ACCESS_QUESTION_STATE_HANDED_OVER", { asked: "|", day: "|" }).split("|")[1]!;
    await theirs.getByRole("listitem").filter({ hasText: handed }).waitFor();
    expect(await page.getByText(portal("access.open"), { exact: true }).count(), "a closed case asks no more").toBe(0);
    await expectUsable(page, { unfolded: true });
  });
});
