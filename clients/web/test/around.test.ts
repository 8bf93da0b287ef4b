import { describe, expect, it } from "vitest";

import { desktop, expectAccessible, expectNoSideways, phone, useBrowser, type Visit } from "./browser.ts";
import { apiOf, submitted } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, spokenIn, startsWith } from "./words.ts";

const visit = useBrowser();

/** sent sends in an application as whoever signed in on the page, and returns its id. */
function sent({ page }: Visit, name: string, number: string): Promise<string> {
  return submitted(apiOf(page), name, { residentAgrees: true, resident: { name, phone: number } });
}

/** shown waits for what a page shows once it has heard from the server. */
const shown = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 10_000 });

describe.each(spokenIn)("around a resident ($language)", ({ language, locale, desk }) => {
  const number = { nl: "0611930931", en: "0611930932" }[language];

  it("the coordinator records who acts for them, and removes somebody after a question", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page } = who;
    await who.go(`/desk/gm0867/applications/${await sent(who, `Alle Rondom ${language}`, number)}`);
    const acting = page.getByRole("region", { name: desk("around.acting") });
    const send = acting.getByRole("button", { name: desk("around.add.do"), exact: true });
    await acting.getByText(desk("around.acting.none")).waitFor();
    await acting.getByText(desk("around.add")).click();
    await send.click();
    await acting.getByRole("alert").getByRole("link", { name: desk("wrong.representation") }).waitFor();
    await expectAccessible(page);
    await acting.getByRole("radio", { name: desk("around.REPRESENTATION_KIND_ADMINISTRATOR") }).check();
    await acting.getByLabel(desk("around.field.name")).fill("Riet Rondom");
    await acting.getByLabel(desk("around.field.phone")).fill("0611930938");
    await acting.getByLabel(desk("around.field.email")).fill("geen adres");
    await acting.getByLabel(desk("around.field.extent")).fill("Zijn geld.");
    await acting.getByLabel(desk("around.field.seenDate")).fill("2026-03-02");
    await send.click();
    await acting.locator("#acting-email-error").waitFor(); // the server's sentence stands at the field
    await acting.getByLabel(desk("around.field.email")).fill("riet@voorbeeld.example");
    await send.click();
    await acting.getByText(startsWith(desk("around.seen", { day: "2 " }))).waitFor();
    await acting.getByText("Zijn geld.", { exact: true }).waitFor();
    await acting.getByRole("link", { name: "06 1193 0938" }).waitFor();
    expect(await acting.getByText(desk("around.acting.none")).count()).toBe(0);
    await acting.getByLabel(desk("around.field.name")).waitFor({ state: "hidden" }); // the form folds up
    await acting.getByText(desk("around.gone", { name: "Riet Rondom" })).click();
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
    await acting.getByRole("button", { name: desk("around.gone.do", { name: "Riet Rondom" }) }).click();
    await acting.getByText(desk("around.gone.done", { name: "Riet Rondom" })).waitFor();
    await acting.getByText(desk("around.acting.none")).waitFor();
  });

  it("the coordinator puts them in a household with somebody who is found, and takes them out again", async () => {
    const who = await visit({ locale });
    await signIn(who, "coordinator");
    const { page } = who;
    const [sem, lou, bob] = ["Sem", "Lou", "Bob"].map((name) => `${name} Rondom ${language}`) as [string, string, string];
    const ofSem = await sent(who, sem, number);
    await sent(who, lou, number);
    await who.go(`/desk/gm0867/applications/${await sent(who, bob, number)}`);
    const home = page.getByRole("region", { name: desk("around.household") });
    const lives = home.getByRole("listitem");
    const search = home.getByRole("button", { name: desk("search.do"), exact: true });
    await home.getByText(desk("around.household.none")).waitFor();
    await home.getByText(desk("around.household.add")).click();
    await search.click();
    await home.getByRole("alert").getByRole("link", { name: desk("wrong.housemate") }).waitFor();
    await home.getByLabel(desk("search.name"), { exact: true }).fill("Niemendal");
    await search.click();
    await home.getByText(desk("around.household.nothing")).waitFor();
    await home.getByLabel(desk("search.name"), { exact: true }).fill("");
    await home.getByLabel(desk("search.phone"), { exact: true }).fill(number);
    await search.click();
    await home.getByRole("button", { name: desk("around.together.whom", { name: sem }) }).waitFor();
    await expectAccessible(page);
    await home.getByRole("button", { name: desk("around.together.whom", { name: sem }) }).click();
    await shown(() => lives.allInnerTexts()).toEqual([sem]);
    await search.click();
    await home.getByRole("button", { name: desk("around.together.whom", { name: lou }) }).click();
    await shown(() => lives.allInnerTexts()).toEqual([sem, lou]);

    await home.getByRole("button", { name: desk("around.leave") }).click();
    await home.getByText(desk("around.left")).waitFor();
    await shown(() => lives.count()).toBe(0);
    await expectAccessible(page);
    await home.getByRole("button", { name: desk("around.back") }).click();
    await shown(() => lives.allInnerTexts()).toEqual([sem, lou]);
    await home.getByRole("button", { name: desk("around.leave") }).click();
    await shown(() => lives.count()).toBe(0);

    // Whoever comes to live with one of them lives with all.
    await search.click();
    await home.getByRole("button", { name: desk("around.together.whom", { name: lou }) }).click();
    await shown(() => lives.allInnerTexts()).toEqual([sem, lou]);
    await home.getByRole("button", { name: desk("around.leave") }).click();
    await shown(() => lives.count()).toBe(0);

    // The others still live together.
    await who.go(`/desk/gm0867/applications/${ofSem}`);
    await shown(() => lives.allInnerTexts()).toEqual([lou]);
  });
});

it("shows nothing of this to the desk, which sees no dossier", async () => {
  const who = await visit();
  await signIn(who, "desk");
  const asked: string[] = [];
  who.page.on("request", (request) => asked.push(request.url()));
  await who.go(`/desk/gm0867/applications/${await sent(who, "Door Balie", "0611930933")}`);
  await who.page.getByRole("heading", { level: 1, name: "Door Balie" }).waitFor();
  await shown(() => who.page.getByText("Een ogenblik.").count()).toBe(0);
  expect(await who.page.getByRole("heading", { name: dutch.desk("around.household") }).count()).toBe(0);
  expect(asked.filter((url) => /residents|households/.test(url))).toEqual([]);
});
