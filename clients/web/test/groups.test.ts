import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { desktop, expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { planned } from "./meetings.ts";
import { apiOf, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("the stakeholder group ($language)", ({ language, locale, desk }) => {
  it("is written down, invited at once, answers by phone, was there, and somebody of it is removed", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const [nora, okke, title] = [`Nora Naaste ${language}`, `Okke Oom ${language}`, `Profijtgroep ${language}`];
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const fold = (says: string) => page.getByText(says, { exact: true }).click();
    const expectUsable = async () => {
      for (const size of [phone, desktop]) {
        await page.setViewportSize(size);
        await expectAccessible(page);
        await expectNoSideways(page);
      }
    };
    await go("/desk/meetings");
    await page.getByRole("link", { name: desk("groups.title"), exact: true }).click();
    await page.getByText(desk("groups.text"), { exact: true }).waitFor();
    await fold(desk("guest.new"));
    await button(desk("guest.do")).click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.name") }).waitFor();
    await page.getByLabel(desk("guest.name"), { exact: true }).filter({ visible: true }).fill(nora);
    await page.getByLabel(desk("guest.phone"), { exact: true }).filter({ visible: true }).fill("06-11934977");
    await expectUsable();
    await button(desk("guest.do")).click();
    await page.getByRole("heading", { level: 3, name: nora }).waitFor();

    await fold(desk("group.new"));
    await button(desk("group.do")).click();
    await page.getByRole("alert").getByRole("link", { name: desk("wrong.group") }).waitFor();
    await page.getByLabel(desk("group.title"), { exact: true }).filter({ visible: true }).fill(title);
    await page.getByRole("checkbox", { name: nora, exact: true }).filter({ visible: true }).check();
    await expectUsable();
    await button(desk("group.do")).click();
    const card = page.locator(".oco-card").filter({ has: page.getByRole("heading", { level: 3, name: title, exact: true }) });
    await card.getByText(nora, { exact: true }).first().waitFor();

    // On the page of a meeting the group is invited at once, and somebody new with it.
    const ahead = await planned(api, `${title} komt`, 33, { kind: "MEETING_KIND_STAKEHOLDER_GROUP" });
    await go(`/desk/gm0867/meetings/${ahead.id}`);
    await fold(desk("invite.title"));
    await page.getByLabel(desk("invite.group"), { exact: true }).selectOption({ label: title });
    await fold(desk("guest.new"));
    await page.getByLabel(desk("guest.name"), { exact: true }).fill(okke);
    await page.getByLabel(desk("guest.email"), { exact: true }).fill("okke@post.example");
    await button(desk("guest.do")).click();
    await expect.poll(() => page.getByRole("checkbox", { name: okke, exact: true }).isChecked()).toBe(true);
    await expectUsable();
    await button(desk("invite.do")).click();
    for (const name of [nora, okke]) await page.getByRole("listitem").filter({ hasText: name }).waitFor();
    await button(desk("answer.whom", { name: okke, answer: desk("answer.INVITATION_ANSWER_YES") })).click();
    await page.getByText(desk("meeting.coming", { count: 1 })).waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), button(desk("invited.file.whose", { name: okke })).click()]);
    expect((await readFile(await file.path(), "utf8")).replaceAll("\r\n ", "")).toContain(`CN=${okke};PARTSTAT=ACCEPTED:mailto:okke@post.example`);
    await expectUsable();

    const { meetingGroups } = await api<{ meetingGroups: (Made & { title: string })[] }>("GET", "/meeting-groups?pageSize=200");
    const over = await planned(api, `${title} was`, -1, { kind: "MEETING_KIND_STAKEHOLDER_GROUP" });
    await api("POST", `/meetings/${over.id}/_invite`, { meetingGroup: meetingGroups.find((group) => group.title === title)!.id });
    await go(`/desk/gm0867/meetings/${over.id}`);
    await page.getByLabel(nora, { exact: true }).selectOption("ATTENDANCE_PRESENT");
    await button(desk("attendance.do")).click();
    await page.locator(".oco-badge").getByText(desk("meeting.MEETING_STATE_HELD"), { exact: true }).waitFor();

    await go("/desk/meetings/groups");
    await page.getByLabel(desk("guest.whose", { says: desk("guest.gone"), name: nora }), { exact: true }).click();
    await button(desk("guest.gone.do", { name: nora })).click();
    await page.getByRole("status").getByText(desk("around.gone.done", { name: nora })).waitFor();
    await expect.poll(() => page.getByText(nora, { exact: true }).filter({ visible: true }).count()).toBe(0);
    await card.getByText(desk("group.empty"), { exact: true }).waitFor();
    // The group is still changed, though the form was shown with who is gone.
    await card.locator("summary").click();
    await card.getByLabel(desk("group.title"), { exact: true }).fill(`${title} 2`);
    await card.getByRole("checkbox", { name: okke, exact: true }).check();
    await card.getByRole("button").filter({ visible: true }).click();
    await page.getByRole("heading", { level: 3, name: `${title} 2`, exact: true }).waitFor();
    await go(`/desk/gm0867/meetings/${over.id}`);
    const was = page.getByLabel(desk("invited.erased", { number: 1 }), { exact: true });
    await was.waitFor();
    expect(await was.inputValue()).toBe("ATTENDANCE_PRESENT");
  }, 180_000);

  it("is still changed when the last guest is gone", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const [lotte, title] = [`Lotte Laatst ${language}`, `Leeg ${language}`];
    const guest = await api<Made>("POST", "/meeting-guests", { name: lotte });
    await api("POST", "/meeting-groups", { title, guests: [guest.id] });
    // Other tests write people down too: of these, nobody is told here but the one.
    await page.route(/\/meeting-guests\?/, async (route) => {
      const { meetingGuests } = (await (await route.fetch()).json()) as { meetingGuests: Made[] };
      await route.fulfill({ json: { meetingGuests: meetingGuests.filter(({ id }) => id === guest.id), nextPageToken: "" } });
    });
    await go("/desk/meetings/groups");
    const card = page.locator(".oco-card").filter({ has: page.getByRole("heading", { level: 3, name: title, exact: true }) });
    await card.getByText(lotte, { exact: true }).first().waitFor();
    await card.locator("summary").click();
    await card.getByLabel(desk("group.title"), { exact: true }).fill(`${title} 2`);
    await page.getByLabel(desk("guest.whose", { says: desk("guest.gone"), name: lotte }), { exact: true }).click();
    await page.getByRole("button", { name: desk("guest.gone.do", { name: lotte }), exact: true }).click();
    await page.getByText(desk("guests.none"), { exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(desk("guests.title"));
    await card.getByRole("button", { name: desk("guest.whose", { says: desk("save"), name: title }), exact: true }).click();
    await page.getByRole("heading", { level: 3, name: `${title} 2`, exact: true }).waitFor();
    await page.unrouteAll({ behavior: "ignoreErrors" }); // the list may be read once more, when nobody is there to answer
  });
});

it("two who were erased are told apart among those who were there", async () => {
  const { desk } = spokenIn[0]!;
  const who = await visit();
  await signIn(who, "coordinator");
  const { page, go } = who;
  const api = apiOf(page);
  const names = ["Gerda Gast", "Gijs Gast"];
  const guests = [];
  for (const name of names) guests.push((await api<Made>("POST", "/meeting-guests", { name })).id);
  const over = await planned(api, "Zonder namen", -3, { kind: "MEETING_KIND_STAKEHOLDER_GROUP" });
  await api("POST", `/meetings/${over.id}/_invite`, { guests });
  const { meetingInvitations } = await api<{ meetingInvitations: Made[] }>("GET", `/meeting-invitations?meeting=${over.id}`);
  await api("POST", `/meetings/${over.id}/_attend`, { attendances: meetingInvitations.map(({ id }) => ({ meetingInvitation: id, attendance: "ATTENDANCE_PRESENT" })) });
  await go("/desk/meetings/groups");
  for (const name of names) {
    await page.getByLabel(desk("guest.whose", { says: desk("guest.gone"), name }), { exact: true }).click();
    await page.getByRole("button", { name: desk("guest.gone.do", { name }), exact: true }).click();
    await page.getByRole("heading", { level: 3, name, exact: true }).waitFor({ state: "detached" });
  }
  await go(`/desk/gm0867/meetings/${over.id}`);
  for (const number of [1, 2]) await page.getByLabel(desk("invited.erased", { number }), { exact: true }).waitFor();
});
