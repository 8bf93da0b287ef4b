import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { planned } from "./forms/appointments.ts";
import { opened } from "./forms/portal.ts";
import { apiOf } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

/** onCase is Pim on the page of a case of his own. */
async function onCase(name: string, { locale = "nl-NL", safe = "" } = {}) {
  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  const api = apiOf(coordinator.page);
  const { id } = await opened(api, name);
  if (safe) {
    const { application } = await api<{ application: string }>("GET", `/cases/${id}`);
    const { resident } = await api<{ resident: string }>("GET", `/applications/${application}`);
    const { etag } = await api<{ etag: string }>("GET", `/residents/${resident}`);
    await api("PATCH", `/residents/${resident}?updateMask=safeContact`, { safeContact: { [safe]: true } }, etag);
  }
  const who = await visit({ locale });
  await signIn(who, "formal-supporter", "/portal");
  await who.go(`/portal/gm0867/cases/${id}`);
  return { ...who, id, api: apiOf(who.page), coordinator: api };
}

describe.each(spokenIn)("appointments ($language)", ({ locale, portal }) => {
  it("are planned, moved, put in a calendar and called off", async () => {
    const { page, id, api } = await onCase("Noor Afspraak", { locale });
    await page.getByText(portal("appointments.none")).waitFor();
    await page.getByText(portal("appointments.plan"), { exact: true }).click();
    await page.getByRole("button", { name: portal("appointments.plan.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.meeting.kind") }).waitFor();
    await page.getByLabel(portal("appointments.date")).fill("2090-03-29");
    await page.getByLabel(portal("appointments.time")).fill("14:30");
    await page.getByLabel(portal("appointments.minutes")).fill("0");
    await page.getByLabel(portal("appointments.kind")).selectOption("APPOINTMENT_KIND_ELSEWHERE");
    await page.getByLabel(portal("appointments.place")).fill("Stadhuis, kamer 12");
    await page.getByRole("checkbox", { name: portal("appointments.with.APPOINTMENT_COMPANY_OWN_NETWORK") }).check();
    await page.getByRole("button", { name: portal("appointments.plan.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.lasts") }).waitFor();
    await expectUsable(page, { unfolded: true });
    await page.getByLabel(portal("appointments.minutes")).fill("45");
    await page.getByRole("button", { name: portal("appointments.plan.send") }).dblclick();
    const card = page.locator(".oco-card").filter({ hasText: "Stadhuis, kamer 12" });
    await card.getByText(/14:30\s?–\s?15:15/).waitFor();
    expect((await api<{ appointments: object[] }>("GET", `/appointments?case=${id}`)).appointments).toHaveLength(1);
    expect(await card.getByRole("button", { name: startsWith(portal("appointments.to.APPOINTMENT_STATE_HELD")) }).count(), "it is not its day yet").toBe(0);
    await expectUsable(page, { unfolded: true });

    const [file] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: startsWith(portal("appointments.file.SUPPORTER")) }).click()]);
    const calendar = await readFile(await file.path(), "utf8");
    expect(calendar).toContain("BEGIN:VCALENDAR");
    expect(calendar).toMatch(/DTSTART[^\r\n]*20900329T143000/);
    expect(calendar).not.toContain("Noor Afspraak");

    const fold = (title: string) => card.locator("details").filter({ has: page.locator(`summary:text-is("${title}")`) });
    await fold(portal("appointments.move")).getByLabel(portal("appointments.date")).fill("2090-03-30");
    await card.getByRole("button", { name: startsWith(portal("appointments.move.send")) }).click();
    await card.getByText(/30 (maart|March) 2090/).waitFor();
    await fold(portal("appointments.cancel")).evaluate((details: HTMLDetailsElement) => (details.open = true));
    await card.getByRole("button", { name: startsWith(`${portal("appointments.cancel.send")}:`) }).click();
    await card.getByRole("alert").getByRole("link", { name: portal("wrong.meeting.reason") }).waitFor();
    await card.getByRole("radio", { name: portal("appointments.APPOINTMENT_CANCEL_REASON_RESIDENT") }).check();
    await card.getByRole("button", { name: startsWith(`${portal("appointments.cancel.send")}:`) }).click();
    await page.getByText(portal("appointments.past", { count: 1 })).waitFor();
    await expectUsable(page, { unfolded: true });
    await page.getByText(portal("appointments.cancelled", { reason: portal("appointments.APPOINTMENT_CANCEL_REASON_RESIDENT") })).waitFor();
  });

  it("say on their day whether they took place, and that there is another at that time", async () => {
    const { page, id, api } = await onCase("Noor Vandaag", { locale });
    await planned(api, id, 0);
    await planned(api, id, 0);
    await page.reload();
    const cards = page.locator(".oco-card").filter({ hasText: "Lijn: kamer 12" });
    await expect.poll(() => cards.count()).toBe(2);
    await cards.first().getByRole("button", { name: startsWith(portal("appointments.to.APPOINTMENT_STATE_HELD")) }).click();
    await page.getByText(portal("appointments.past", { count: 1 })).waitFor();
    await page.getByText(startsWith(portal("appointment.was", { day: "" }))).waitFor();
    await cards.first().getByRole("button", { name: startsWith(portal("appointments.to.APPOINTMENT_STATE_MISSED")) }).click();
    await page.getByText(portal("appointments.past", { count: 2 })).waitFor();
    await expectUsable(page, { unfolded: true });
    await page.getByText(portal("appointments.APPOINTMENT_STATE_MISSED")).waitFor();

    // Two at one time are no mistake, but worth a word.
    await planned(api, id, 1);
    const { appointments } = await api<{ appointments: { startTime: string }[] }>("GET", `/appointments?case=${id}`);
    const [date, clock] = new Date(appointments[0]!.startTime).toLocaleString("sv", { timeZone: "Europe/Amsterdam" }).split(" ");
    await page.getByText(portal("appointments.plan"), { exact: true }).waitFor();
    const plan = page.locator("form").filter({ has: page.getByRole("button", { name: portal("appointments.plan.send") }) });
    await plan.getByLabel(portal("appointments.date")).fill(date!);
    await plan.getByLabel(portal("appointments.time")).fill(clock!.slice(0, 5));
    await plan.getByLabel(portal("appointments.kind")).selectOption("APPOINTMENT_KIND_PHONE");
    await plan.getByRole("button", { name: portal("appointments.plan.send") }).click();
    await page.locator(".utrecht-alert--warning").getByText(/afspraak|appointment/i).first().waitFor();
  });
});

describe("a calendar file", () => {
  const { portal } = dutch;

  it("is not made for a resident who may have none at home", async () => {
    const { page, id, api } = await onCase("Noor Veilig", { safe: "noCalendar" });
    await planned(api, id, 3);
    await page.reload();
    const card = page.locator(".oco-card").filter({ hasText: "Lijn: kamer 12" });
    await card.getByRole("button", { name: startsWith(portal("appointments.file.RESIDENT")) }).click();
    await card.getByRole("alert").waitFor();
    await expectUsable(page, { unfolded: true });
    const [file] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: startsWith(portal("appointments.file.SUPPORTER")) }).click()]);
    expect(await readFile(await file.path(), "utf8")).not.toContain("kamer 12");
  });
});
