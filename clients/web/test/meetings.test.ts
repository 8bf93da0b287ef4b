import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { addMonths } from "../src/desk/meetings/month.ts";
import { expectUsable, phone, useBrowser } from "./browser.ts";
import { attended, invited, planned } from "./meetings.ts";
import { dayFrom, volunteer } from "./people.ts";
import { apiOf, submitted, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("a meeting ($language)", ({ language, locale, desk }) => {
  it("is planned, stands on the calendar, and people are invited to it", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const title = `Themamiddag ${language}`;
    const guest = `Gus Gast ${language}`;
    const day = dayFrom(31);
    await volunteer(apiOf(page), guest, "SUPPORTER_STATE_ACTIVE");
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    await page.getByRole("link", { name: desk("meeting.new") }).click();
    const send = page.getByRole("button", { name: desk("meeting.do"), exact: true });
    await send.click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.title") }).waitFor();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.date") }).waitFor();
    await expectUsable(page, { unfolded: true });
    await page.getByLabel(desk("meeting.kind")).selectOption("MEETING_KIND_THEME_SESSION");
    await page.getByLabel(desk("meeting.title"), { exact: true }).fill(title);
    await page.getByLabel(desk("meeting.date"), { exact: true }).fill(day);
    await page.getByLabel(desk("meeting.begins"), { exact: true }).fill("21:00");
    await page.getByLabel(desk("meeting.ends"), { exact: true }).fill("20:00");
    await page.getByLabel(desk("meeting.agenda")).fill("Kennismaken\nHulp bij schulden");
    await page.getByRole("checkbox").first().check();
    await page.getByLabel(desk("meeting.places")).fill("10");
    await page.getByLabel(desk("meeting.regionPlaces")).fill("2");
    await send.click();
    await page.locator("#meeting-ends-error").waitFor(); // the server's sentence stands at the field
    await page.getByLabel(desk("meeting.ends"), { exact: true }).fill("22:30");
    await send.click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByText(/21:00 .* 22:30/).waitFor();
    await page.getByRole("listitem").getByText("Hulp bij schulden").waitFor();
    await page.getByText(desk("meeting.region", { taken: 0, most: 2 })).waitFor();

    await page.getByText(desk("invite.title"), { exact: true }).click();
    await page.getByRole("button", { name: desk("invite.do"), exact: true }).click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.invite") }).waitFor();
    await page.getByRole("checkbox", { name: guest, exact: true }).check();
    await page.getByRole("button", { name: desk("invite.do"), exact: true }).click();
    await page.getByRole("link", { name: guest, exact: true }).waitFor();
    await page.getByRole("button", { name: desk("answer.whom", { name: guest, answer: desk("answer.INVITATION_ANSWER_YES") }), exact: true }).click();
    await page.getByText(desk("meeting.coming", { count: 1 })).waitFor();
    await expectUsable(page, { unfolded: true });

    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: desk("meeting.file") }).click()]);
    expect(file.suggestedFilename()).toMatch(/\.ics$/);
    expect(await readFile(await file.path(), "utf8")).toContain(`SUMMARY:${title}`);

    await go("/desk/meetings");
    for (let month = addMonths(dayFrom(0), 1); month <= day; month = addMonths(month, 1)) await page.getByRole("button", { name: desk("calendar.after") }).click();
    await page.getByRole("cell", { name: new RegExp(`21:00.*${title}`) }).waitFor();
    expect(await page.getByRole("columnheader").allInnerTexts()).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => desk(`weekday.${day}` as "weekday.1")));
    await expectUsable(page, { unfolded: true });
    await page.setViewportSize(phone); // a list of the days on which there is something
    expect(await page.getByRole("cell").filter({ visible: true }).count()).toBeLessThan(28);
    await page.getByRole("cell").filter({ visible: true }).getByRole("link", { name: title }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByText(desk("cancel.title"), { exact: true }).first().click();
    await page.getByLabel(desk("cancel.reason")).fill("De zaal is dicht.");
    await page.getByRole("button", { name: desk("cancel.do"), exact: true }).click();
    await page.getByText(desk("meeting.cancelled", { reason: "De zaal is dicht." })).waitFor();
    await expectUsable(page, { unfolded: true });
  }, 120_000);

  it("was held: who was there is recorded, and corrected afterwards", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const title = `Voorbij ${language}`;
    const { id } = await invited(apiOf(page), title, -3);
    await go(`/desk/gm0867/meetings/${id}`);
    const send = page.getByRole("button", { name: desk("attendance.do"), exact: true });
    await send.click();
    await page.getByRole("alert").getByText(desk("wrong.attendance")).waitFor();
    await expectUsable(page, { unfolded: true });
    await page.getByRole("button", { name: desk("attendance.everybody") }).click();
    await send.click();
    await page.locator(".oco-badge").getByText(desk("meeting.MEETING_STATE_HELD"), { exact: true }).waitFor();
    await page.getByText(desk("saved"), { exact: true }).waitFor();
    const guest = page.getByLabel(`${title} Gast`, { exact: true });
    expect(await guest.inputValue()).toBe("ATTENDANCE_PRESENT");
    // What was recorded is corrected; nobody can make it unknown again. What a colleague corrects meanwhile stands there too.
    expect(await guest.getByRole("option", { name: desk("attendance.unknown"), includeHidden: true }).count()).toBe(0);
    const { meetingInvitations } = await apiOf(page)<{ meetingInvitations: Made[] }>("GET", `/meeting-invitations?meeting=${id}`);
    await apiOf(page)("POST", `/meetings/${id}/_attend`, { attendances: [{ meetingInvitation: meetingInvitations[0]!.id, attendance: "ATTENDANCE_ABSENT" }] });
    await submitted(apiOf(page), `${title} Hoort`); // the page looks again when something happened
    await expect.poll(() => guest.inputValue()).toBe("ATTENDANCE_ABSENT");
    await guest.selectOption("ATTENDANCE_ABSENT_WITH_NOTICE");
    await send.click();
    await page.getByText(desk("saved"), { exact: true }).waitFor();
    await page.reload();
    await expect.poll(() => guest.inputValue()).toBe("ATTENDANCE_ABSENT_WITH_NOTICE");
    await expectUsable(page, { unfolded: true });
  }, 120_000);
});

it("is changed while it is planned: what it was about keeps its theme, and a night in it stays", async () => {
  const who = await visit();
  await signIn(who, "coordinator");
  const { page, go } = who;
  const { desk } = dutch;
  const api = apiOf(page);
  const agenda = [{ title: "Hulp bij schulden", theme: "poverty" }, { title: "Rondvraag", theme: "" }];
  const meeting = await planned(api, "Werkbezoek", 36, { agenda, endTime: `${dayFrom(37)}T09:00:00Z`, places: 8 });
  await go(`/desk/gm0867/meetings/${meeting.id}`);
  await page.getByText(desk("meeting.change"), { exact: true }).click();
  const field = (id: Parameters<typeof desk>[0]) => page.getByLabel(desk(id), { exact: true });
  const send = page.getByRole("button", { name: desk("save"), exact: true });
  await field("meeting.title").fill("");
  await field("meeting.places").fill("veel");
  await send.click();
  await page.getByRole("alert").getByRole("link", { name: desk("wrong.title") }).waitFor();
  await page.getByRole("alert").getByRole("link", { name: desk("wrong.places") }).waitFor();
  await expectUsable(page, { unfolded: true });
  await field("meeting.title").fill("Werkbezoek aan zee");
  await field("meeting.places").fill("6");
  await field("meeting.regionPlaces").fill("7");
  await send.click();
  await page.locator("#meeting-regionPlaces-error").waitFor(); // the server's sentence stands at the field
  await field("meeting.regionPlaces").fill("2");
  await field("meeting.date").fill(dayFrom(39));
  await field("meeting.begins").fill("18:00");
  await field("meeting.location").fill("Strandtent");
  await field("meeting.agenda").fill("Hulp bij schulden\nWandelen");
  await send.click();
  await page.getByRole("heading", { level: 1, name: "Werkbezoek aan zee" }).waitFor();
  await page.getByText("Strandtent", { exact: true }).waitFor();
  await page.getByRole("listitem").getByText("Wandelen").waitFor();
  await page.getByText(desk("meeting.region", { taken: 0, most: 2 })).waitFor();
  const now = await api<{ agenda: object[]; startTime: string; endTime: string; places: number }>("GET", `/meetings/${meeting.id}`);
  expect(now.agenda).toEqual([{ title: "Hulp bij schulden", theme: "poverty" }, { title: "Wandelen", theme: "" }]);
  expect([now.startTime.slice(0, 10), now.endTime.slice(0, 10), now.places]).toEqual([dayFrom(39), dayFrom(40), 6]);
  await expectUsable(page, { unfolded: true });
});

it("who is no supporter is invited by name, and so is recorded that they were there", async () => {
  const who = await visit();
  await signIn(who, "coordinator");
  const { page, go } = who;
  const { desk } = dutch;
  const { id } = await planned(apiOf(page), "Samen met anderen", -1, { kind: "MEETING_KIND_JOINT_SESSION" });
  await go(`/desk/gm0867/meetings/${id}`);
  await page.getByText(desk("invite.title"), { exact: true }).click();
  const others = ["Petra Planner", "Tom Toegang", "Koen Contact"];
  for (const name of others) await page.getByRole("checkbox", { name: startsWith(name) }).check();
  expect(await page.getByRole("checkbox", { name: "Bo Beleid" }).count()).toBe(0);
  await expectUsable(page, { unfolded: true });
  await page.getByRole("button", { name: desk("invite.do"), exact: true }).click();
  for (const name of others) await page.getByLabel(name, { exact: true }).waitFor();
});

it("for whom a meeting is due stands with its day, and the month before is a press away", async () => {
  const who = await visit();
  await signIn(who, "coordinator");
  const { page, go } = who;
  const { desk } = dutch;
  const api = apiOf(page);
  // After two intervisions an in-depth meeting is due.
  const { id: supporter } = await volunteer(api, "Dirk Doet", "SUPPORTER_STATE_ACTIVE");
  for (const days of [-90, -48]) await attended(api, await planned(api, "Intervisie van Dirk", days), supporter);
  await go("/desk/meetings/due");
  const row = page.getByRole("row", { name: "Dirk Doet" }).first();
  await row.getByText(desk("late"), { exact: true }).waitFor();
  await row.getByText(desk("meeting.MEETING_KIND_IN_DEPTH"), { exact: true }).waitFor();
  await row.getByText(desk("due.never"), { exact: true }).waitFor();
  await row.getByText(desk("due.uninvited"), { exact: true }).waitFor();
  await expectUsable(page, { unfolded: true });
  await go("/desk/meetings");
  const heading = page.getByRole("heading", { level: 2 }).first();
  const now = await heading.innerText();
  await page.getByRole("button", { name: desk("calendar.before") }).click();
  await expect.poll(() => heading.innerText()).not.toBe(now);
  await page.getByRole("button", { name: desk("calendar.now") }).press("Enter");
  await expect.poll(() => heading.innerText()).toBe(now);
});
