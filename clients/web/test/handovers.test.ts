import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { incoming } from "./forms/handovers.ts";
import { apiOf, reached } from "./reached.ts";
import { apiAs, signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("a hand-over ($language)", ({ language, locale, desk }) => {
  it("leaves with consent alone, stands without receipt, and is closed by what the receiver said", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const application = await reached.APPLICATION_STATE_IN_SUPPORT(api, `Noor Over ${language}`);
    await go(`/desk/gm0867/applications/${application}`);
    const region = page.getByRole("region", { name: desk("handovers.one"), exact: true });
    await region.getByText(desk("handovers.do"), { exact: true }).click();
    await region.getByRole("button", { name: desk("handovers.do.send") }).click();
    for (const wrong of ["wrong.handover.to", "wrong.handover.reason", "wrong.handover.giver", "wrong.handover.purpose"] as const) await region.getByRole("alert").getByRole("link", { name: desk(wrong) }).waitFor();
    await expectUsable(page, { unfolded: true });
    await region.getByRole("radio", { name: desk("handovers.HANDOVER_RECIPIENT_KIND_ACCESS_TEAM") }).check();
    await region.getByLabel(desk("handovers.reason")).selectOption("HANDOVER_REASON_STRUCTURAL");
    await region.getByRole("checkbox", { name: desk("handovers.HANDOVER_FIELD_NEED") }).uncheck();
    await region.getByRole("radio", { name: desk("handovers.HANDOVER_CONSENT_GIVER_RESIDENT") }).check();
    await region.getByLabel(desk("handovers.purpose")).fill("Dat de Toegang mij belt.");
    await region.getByRole("button", { name: desk("handovers.do.send") }).dblclick();
    await region.locator(".oco-card").waitFor();
    const { handovers } = await api<{ handovers: { fields: string[] }[] }>("GET", `/handovers?application=${application}`);
    expect(handovers.map(({ fields }) => fields)).toEqual([["HANDOVER_FIELD_NAME", "HANDOVER_FIELD_REACH", "HANDOVER_FIELD_LIFE_DOMAINS"]]);

    await go("/desk/handovers");
    const waiting = page.getByRole("region", { name: startsWith(desk("handovers.open")) });
    const card = waiting.locator(".oco-card").filter({ has: page.locator(`a[href$="${application}"]`) });
    await card.waitFor();
    await expectUsable(page, { unfolded: true });
    await card.getByRole("button", { name: startsWith(desk("handovers.received.send")) }).click();
    await card.getByRole("alert").getByRole("link", { name: desk("wrong.receiver") }).waitFor();
    await card.getByLabel(desk("handovers.receiver")).first().fill("Toos Toegang");
    await card.getByRole("button", { name: startsWith(desk("handovers.received.send")) }).click();
    await card.waitFor({ state: "detached" });
    await expectUsable(page, { unfolded: true });
    const answered = page.locator("details .oco-card").filter({ has: page.locator(`a[href$="${application}"]`) });
    await answered.getByText(desk("handovers.receiver.was", { name: "Toos Toegang" })).waitFor();
  });

  it("goes to a municipality of the region, and with what reaches the resident", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const application = await reached.APPLICATION_STATE_HANDED_OVER(api, `Noor Verhuist ${language}`);
    await go(`/desk/gm0867/applications/${application}`);
    const region = page.getByRole("region", { name: desk("handovers.one"), exact: true });
    await region.getByText(desk("handovers.do"), { exact: true }).click();
    await region.getByRole("radio", { name: desk("handovers.HANDOVER_RECIPIENT_KIND_MUNICIPALITY") }).check();
    await region.getByLabel(desk("handovers.reason")).selectOption("HANDOVER_REASON_MOVED");
    await region.getByRole("checkbox", { name: desk("handovers.HANDOVER_FIELD_REACH") }).uncheck();
    await region.getByRole("radio", { name: desk("handovers.HANDOVER_CONSENT_GIVER_RESIDENT") }).check();
    await region.getByLabel(desk("handovers.purpose")).fill("Dat Tilburg mij belt.");
    await region.getByRole("button", { name: desk("handovers.do.send") }).click();
    await region.getByRole("alert").getByRole("link", { name: desk("wrong.handover.place") }).waitFor();
    await region.getByLabel(desk("handovers.place")).selectOption("elsewhere");
    await region.getByLabel(desk("handovers.name")).waitFor();
    await region.getByLabel(desk("handovers.place")).selectOption({ label: "Tilburg" });
    await region.getByLabel(desk("handovers.name")).waitFor({ state: "detached" });
    await region.getByRole("button", { name: desk("handovers.do.send") }).click();
    await region.getByRole("alert").getByRole("link", { name: desk("wrong.handover.reach") }).waitFor();
    await expectUsable(page, { unfolded: true });
    await region.getByRole("checkbox", { name: desk("handovers.HANDOVER_FIELD_REACH") }).check();
    await region.getByRole("button", { name: desk("handovers.do.send") }).click();
    const card = region.locator(".oco-card");
    await card.getByText(desk("handovers.answers", { who: "Tilburg" })).waitFor();
    expect(await card.getByText(desk("handovers.received"), { exact: true }).count()).toBe(0);
    const { handovers } = await api<{ handovers: object[] }>("GET", `/handovers?application=${application}`);
    expect(handovers).toMatchObject([{ recipientMunicipality: "gm0855", recipientName: "Tilburg" }]);
  });

  it("comes in from another municipality, is read when somebody asks, and becomes an application", async () => {
    const neighbour = await apiAs(await visit({ locale }), "neighbour-coordinator", "/desk", "gm0855");
    const { id, handover } = await incoming(neighbour, `Vera Verhuist ${language}`);
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    await go("/desk");
    await page.getByRole("region", { name: startsWith(desk("worklist.handovers")) }).getByRole("link", { name: startsWith(desk("worklist.handovers.incoming")) }).click();
    await page.getByRole("heading", { level: 1, name: desk("handovers.title") }).waitFor();
    const card = page.locator(`#incoming-${id}`);
    await card.getByRole("heading", { name: "Tilburg" }).waitFor();
    expect(await page.getByText(`Vera Verhuist ${language}`).count()).toBe(0);
    await card.getByRole("button", { name: startsWith(desk("incoming.open")) }).click();
    await card.getByText(`Vera Verhuist ${language}`).waitFor();
    await expectUsable(page, { unfolded: true });
    await card.getByRole("button", { name: startsWith(desk("incoming.refuse.send")) }).click();
    await card.getByRole("alert").getByRole("link", { name: desk("wrong.incoming.refusal") }).waitFor();
    await card.getByRole("button", { name: startsWith(desk("incoming.accept")) }).dblclick();
    await card.getByRole("link", { name: desk("incoming.application") }).click();
    await page.getByRole("heading", { level: 1, name: `Vera Verhuist ${language}` }).waitFor();
    await page.getByText(desk("handovers.taken.from", { municipality: "Tilburg" })).waitFor();
    await expectUsable(page, { unfolded: true });
    expect(await neighbour("GET", `/handovers/${handover}`)).toMatchObject({ state: "HANDOVER_STATE_RECEIVED", receipt: { receiverName: "Waalwijk" } });
  });
});
