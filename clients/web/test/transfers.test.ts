import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { planned } from "./forms/appointments.ts";
import { opened } from "./forms/portal.ts";
import { succeeded } from "./forms/transfers.ts";
import { apiOf } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

/** onCase is Pim on the page of a case of his own. */
async function onCase(name: string, locale: string) {
  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  const { id } = await opened(apiOf(coordinator.page), name);
  const who = await visit({ locale });
  await signIn(who, "formal-supporter", "/portal");
  await who.go(`/portal/gm0867/cases/${id}`);
  return { ...who, id, api: apiOf(who.page) };
}

describe.each(spokenIn)("a supporter ($language)", ({ locale, portal }) => {
  it("asks for a successor, with what the resident chose that they see, and takes it back", async () => {
    const { page, id, api } = await onCase("Noor Overdracht", locale);
    await page.getByText(portal("transfer.open"), { exact: true }).click();
    await page.getByRole("button", { name: portal("transfer.send") }).click();
    for (const wrong of ["wrong.transfer.kind", "wrong.transfer.reason"] as const) await page.getByRole("alert").getByRole("link", { name: portal(wrong) }).waitFor();
    await page.getByRole("radio", { name: startsWith(portal("transfer.kind.SUPPORT_KIND_FORMAL")) }).check();
    await page.getByLabel(portal("transfer.reason")).selectOption("TRANSFER_REASON_COMPLEX");
    await page.getByLabel(portal("transfer.note")).fill("Belt graag in de ochtend.");
    await expectUsable(page, { unfolded: true });

    // What was typed outlives a reload, and is sent once.
    await page.reload();
    expect(await page.getByLabel(portal("transfer.note")).inputValue()).toBe("Belt graag in de ochtend.");
    await page.getByRole("button", { name: portal("transfer.send") }).dblclick();
    await page.getByText(portal("transfer.first.yours")).waitFor();
    expect((await api<{ transfers: object[] }>("GET", `/transfers?case=${id}`)).transfers).toHaveLength(1);
    await expectUsable(page, { unfolded: true });
    await page.getByRole("button", { name: portal("transfer.withdraw") }).click();
    await page.getByRole("listitem").filter({ hasText: startsWith(portal("transfer.TRANSFER_STATE_WITHDRAWN", { asked: "", day: "" }).slice(0, 8)) }).waitFor();
    await page.reload();
    await page.getByText(portal("transfer.open"), { exact: true }).click();
    expect(await page.getByLabel(portal("transfer.note")).inputValue(), "what was sent is typed no more").toBe("");

    await page.getByText(portal("view.none")).waitFor();
    await page.getByText(portal("view.open"), { exact: true }).click();
    await page.getByRole("radio", { name: startsWith(portal("view.SUCCESSOR_VIEW_EVERYTHING")) }).check();
    await page.getByRole("button", { name: portal("view.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.view.agreed") }).waitFor();
    await page.getByLabel(portal("view.agreed")).check();
    await page.getByRole("button", { name: portal("view.send") }).click();
    await page.getByText(portal("view.chosen", { what: portal("view.SUCCESSOR_VIEW_EVERYTHING") })).waitFor();
    await expectUsable(page, { unfolded: true });
  });

  it("changes what they wrote of a contact, and closes with all that came of it", async () => {
    const { page, id, api } = await onCase("Noor Sluit", locale);
    await api("POST", "/contact-moments", { contactMoment: { case: id, kind: "CONTACT_KIND_PHONE_CALL", contactDate: new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" }), minutes: 10, note: "Gebelt" } });
    await page.reload();
    const card = page.locator(".oco-card").filter({ hasText: /Gebel[td]/ });
    await card.getByText(portal("contact.change"), { exact: true }).click();
    await card.getByLabel(portal("contact.note")).fill("Gebeld, en een brief gelezen");
    await card.getByLabel(portal("contact.minutes")).fill("veel");
    await card.getByRole("button", { name: startsWith(`${portal("contact.change.send")}:`) }).click();
    await card.getByRole("alert").getByRole("link", { name: portal("wrong.minutes") }).waitFor();
    await card.getByLabel(portal("contact.minutes")).fill("25");
    await expectUsable(page, { unfolded: true });
    await card.getByRole("button", { name: startsWith(`${portal("contact.change.send")}:`) }).click();
    await page.getByText(portal("contact.total", { count: 1, minutes: 25 })).waitFor();
    await page.locator(".oco-written").getByText("Gebeld, en een brief gelezen").waitFor();

    const close = page.locator("form").filter({ has: page.getByRole("button", { name: portal("case.close"), exact: true }) });
    await close.getByLabel(portal("case.need")).fill("Iemand naast mij bij het gesprek.");
    await page.reload();
    expect(await close.getByLabel(portal("case.need")).inputValue(), "a reload takes nothing").toBe("Iemand naast mij bij het gesprek.");
    await close.getByLabel(portal("case.outcome")).selectOption({ index: 1 });
    await close.getByRole("radio", { name: portal("fit.FIT_YES"), exact: true }).check();
    await close.getByRole("radio", { name: portal("fit.resident.FIT_PARTLY") }).check();
    await close.getByRole("button", { name: portal("case.referral.add") }).click();
    await close.getByLabel(portal("case.referral.organisation")).fill("De Kring");
    await close.getByRole("button", { name: portal("case.close"), exact: true }).click();
    await close.getByRole("alert").getByRole("link", { name: portal("wrong.referrals") }).waitFor();
    await expectUsable(page, { unfolded: true });
    await close.getByLabel(portal("case.referral.reason")).selectOption("CASE_REFERRAL_REASON_COMPANY");
    await close.getByRole("checkbox", { name: portal("domain.LIFE_DOMAIN_INCOME") }).check();
    await close.getByRole("button", { name: portal("case.close"), exact: true }).click();
    await page.getByText(portal("case.thanks")).waitFor();
    expect(await api<object>("GET", `/cases/${id}`)).toMatchObject({
      fit: "FIT_YES", residentFit: "FIT_PARTLY", referrals: [{ organisation: "De Kring", reason: "CASE_REFERRAL_REASON_COMPANY" }], outcomeLifeDomains: ["LIFE_DOMAIN_INCOME"], minutes: 25,
    });
  });

  it("tells that something bad happened, and sees that somebody deals with it", async () => {
    const { page } = await onCase("Noor Vervelend", locale);
    await page.getByText(portal("incidents.new"), { exact: true }).click();
    await page.getByRole("button", { name: portal("incidents.new.do"), exact: true }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.incident") }).waitFor();
    await page.getByRole("radio", { name: portal("incident.INCIDENT_KIND_AGGRESSION") }).check();
    await page.getByLabel(portal("incidents.text")).fill("De buurman schold mij uit.");
    await expectUsable(page, { unfolded: true });
    await page.getByRole("button", { name: portal("incidents.new.do"), exact: true }).dblclick();
    await page.locator(".oco-card").filter({ hasText: "De buurman schold mij uit." }).getByText(portal("incident.INCIDENT_STATE_REPORTED")).waitFor();
    await expectUsable(page, { unfolded: true });
  });

  it("is asked to go on with what a colleague began, and knows the name after the yes", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    await succeeded(apiOf(coordinator.page), `Noor Opvolging ${portal("succeed.no").length}`);
    const who = await visit({ locale });
    await signIn(who, "formal-supporter", "/portal");
    const { page } = who;
    await page.getByText(portal("succeed.first")).first().waitFor();
    expect(await page.getByText(`Noor Opvolging ${portal("succeed.no").length}`).count()).toBe(0);
    await expectUsable(page, { unfolded: true });
    await page.getByRole("button", { name: portal("succeed.yes") }).first().click();
    await page.getByRole("link", { name: `Noor Opvolging ${portal("succeed.no").length}` }).click();
    // Who lays the first contact is known on both sides as long as the case runs.
    await page.getByRole("region", { name: portal("transfer.title") }).getByText(portal("succeed.first")).waitFor();
    const former = await visit({ locale });
    await signIn(former, "supporter", "/portal");
    await former.page.getByRole("region", { name: portal("handed.title") }).getByText(portal("transfer.first.yours")).first().waitFor();
  });
});

describe.each(spokenIn)("the coordinator ($language)", ({ locale, desk }) => {
  it("sees how far a case is, and records who takes it over", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const id = await succeeded(api, "Noor Traject");
    await planned(api, id, 2);
    await api("POST", "/case-goals", { case: id, text: "Rust" });
    const support = await api<{ application: string; etag: string }>("GET", `/cases/${id}`);
    await api("POST", `/cases/${id}/_hold`, { reason: "HOLD_REASON_DECISION", untilDate: "2090-01-01" }, support.etag);
    await go(`/desk/gm0867/applications/${support.application}`);
    const region = page.getByRole("region", { name: desk("case.title"), exact: true });
    await region.getByText(desk("case.met.count", { held: 0, missed: 0, cancelled: 0 })).waitFor();
    await region.getByText(desk("case.goals.count", { count: 1, reached: 0 })).waitFor();
    await region.getByText(/2090/).waitFor();
    await region.getByRole("link", { name: "Vera Vrijwilliger" }).waitFor();
    await expectUsable(page, { unfolded: true });
    await region.getByLabel(desk("handed.successor")).selectOption("");
    await region.getByRole("button", { name: desk("handed.accept.send") }).click();
    await region.getByRole("alert").getByRole("link", { name: desk("wrong.successor") }).waitFor();
    await region.getByLabel(desk("handed.successor")).selectOption({ label: (await region.getByLabel(desk("handed.successor")).locator("option").filter({ hasText: "Pim Professional" }).innerText()).trim() });
    await expectUsable(page, { unfolded: true });
    await region.getByRole("button", { name: desk("handed.accept.send") }).click();
    await region.getByRole("link", { name: "Pim Professional" }).waitFor();
    await expect.poll(() => region.getByText(desk("handed.title")).count()).toBe(0);
  });
});
