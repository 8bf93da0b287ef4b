import { describe, expect, it } from "vitest";

import { expectAccessible, expectNoSideways, phone, useBrowser, type Visit } from "./browser.ts";
import { signIn } from "./signin.ts";

const visit = useBrowser();

/** submitted sends in an application as whoever signed in on the page, and returns its id. */
function submitted({ page }: Visit, name: string, number: string): Promise<string> {
  return page.evaluate(
    async ([residentName, residentPhone]) => {
      const [, user] = Object.entries(sessionStorage).find(([key]) => key.startsWith("oidc.user:"))!;
      const headers = { Authorization: `Bearer ${(JSON.parse(user as string) as { access_token: string }).access_token}`, "Content-Type": "application/json" };
      const body = JSON.stringify({ resident: { name: residentName, phone: residentPhone }, lifeDomains: ["LIFE_DOMAIN_HOUSING"], residentAgrees: true });
      const answer = await fetch("/v1/municipalities/gm0867/applications", { method: "POST", headers, body });
      if (!answer.ok) throw new Error(await answer.text());
      return ((await answer.json()) as { application: string }).application;
    },
    [name, number] as const,
  );
}

const dutch = {
  language: "Nederlands", family: "Rondom", number: "0611930931", record: "Leg vast wie voor de inwoner optreedt", send: "Leg vast", wrong: "Kies in welke rol deze persoon optreedt.",
  role: "Bewindvoerder", name: "Naam van wie optreedt", email: "E-mailadres (niet verplicht)", extent: "Waarvoor? (niet verplicht)", money: "alleen geldzaken",
  seen: "Dag waarop u de papieren zag (niet verplicht)", shown: "Papieren gezien op 2 mrt 2026.", gone: "Riet Rondom treedt niet meer op", remove: "Verwijder Riet Rondom", removed: "Riet Rondom is verwijderd.",
  nobody: "Niemand, voor zover wij weten.", acting: "Wie voor de inwoner optreedt", household: "In hetzelfde huishouden", look: "Leg vast met wie de inwoner woont", search: "Zoek", phone: "Telefoonnummer",
  empty: "Vul een naam of een telefoonnummer in.", nothing: "Niemand gevonden.", surname: "Naam", together: "Sem Rondom woont samen met de inwoner", third: "Lou Rondom woont samen met de inwoner",
  leave: "Haal de inwoner uit dit huishouden", left: "De inwoner hoort niet meer bij dat huishouden.", undo: "Maak ongedaan",
};

const english: typeof dutch = {
  language: "English", family: "Around", number: "0611930932", record: "Record who acts for the resident", send: "Record", wrong: "Choose in which role this person acts.",
  role: "Administrator of assets", name: "Name of who acts", email: "E-mail address (optional)", extent: "For what? (optional)", money: "finances only",
  seen: "Day on which you saw the papers (optional)", shown: "Papers seen on 2 Mar 2026.", gone: "Riet Around no longer acts", remove: "Remove Riet Around", removed: "Riet Around was removed.",
  nobody: "Nobody, as far as we know.", acting: "Who acts for the resident", household: "In the same household", look: "Record whom the resident lives with", search: "Search", phone: "Phone number",
  empty: "Fill in a name or a phone number.", nothing: "Nobody found.", surname: "Name", together: "Sem Around lives with the resident", third: "Lou Around lives with the resident",
  leave: "Take the resident out of this household", left: "The resident no longer belongs to that household.", undo: "Undo",
};

/** opened is the page of an application, as a coordinator reads it in a language. */
async function opened(who: Visit, words: typeof dutch, id: string): Promise<void> {
  await who.go(`/desk/gm0867/applications/${id}`);
  const language = who.page.getByRole("button", { name: words.language });
  await who.page.getByRole("heading", { level: 1 }).waitFor();
  if (await language.count()) await language.click();
  await who.page.getByRole("heading", { name: words.household }).waitFor();
}

describe.each([dutch, english])("around a resident ($language)", (words) => {
  it("the coordinator records who acts for them, and removes somebody after a question", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    await opened(who, words, await submitted(who, `Alle ${words.family}`, words.number));
    const acting = page.getByRole("region", { name: words.acting });
    await acting.getByText(words.nobody).waitFor();
    await acting.getByText(words.record).click();
    await acting.getByRole("button", { name: words.send, exact: true }).click();
    await acting.getByRole("alert").getByRole("link", { name: words.wrong }).waitFor();
    await expectAccessible(page);
    await acting.getByRole("radio", { name: words.role }).check();
    await acting.getByLabel(words.name).fill(`Riet ${words.family}`);
    await acting.getByLabel(words.email).fill("geen adres");
    await acting.getByLabel(words.extent).fill(words.money);
    await acting.getByLabel(words.seen).fill("2026-03-02");
    await acting.getByRole("button", { name: words.send, exact: true }).click();
    await expect.poll(() => acting.locator("#acting-email-error").count(), { message: "the server's sentence stands at the field" }).toBe(1);
    await acting.getByLabel(words.email).fill("riet@voorbeeld.example");
    await acting.getByRole("button", { name: words.send, exact: true }).click();
    await acting.getByText(words.shown).waitFor();
    await acting.getByText(words.money, { exact: true }).waitFor();
    expect(await acting.getByText(words.nobody).count()).toBe(0);
    await expect.poll(() => acting.getByLabel(words.name).isVisible(), { message: "the form folds up" }).toBe(false);
    for (const size of [phone, { width: 1280, height: 900 }]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
    await acting.getByText(words.gone).click();
    await acting.getByRole("button", { name: words.remove }).click();
    await acting.getByText(words.removed).waitFor();
    await acting.getByText(words.nobody).waitFor();
  });

  it("the coordinator puts them in a household with somebody who is found, and takes them out again", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    const others = { sem: await submitted(who, `Sem ${words.family}`, words.number), lou: await submitted(who, `Lou ${words.family}`, words.number) };
    await opened(who, words, await submitted(who, `Bob ${words.family}`, words.number));
    const home = page.getByRole("region", { name: words.household });
    const lives = home.getByRole("listitem");
    await home.getByText(words.nobody).waitFor();
    await home.getByText(words.look).click();
    const search = home.getByRole("button", { name: words.search });
    await search.click();
    await home.getByRole("alert").getByRole("link", { name: words.empty }).waitFor();
    await home.getByLabel(words.surname).fill("Niemendal");
    await search.click();
    await home.getByText(words.nothing).waitFor();
    await home.getByLabel(words.surname).fill("");
    await home.getByLabel(words.phone).fill(words.number);
    await search.click();
    await expectAccessible(page);
    await home.getByRole("button", { name: words.together }).click();
    await expect.poll(() => lives.allInnerTexts()).toEqual([`Sem ${words.family}`]);
    await search.click();
    await home.getByRole("button", { name: words.third }).click();
    await expect.poll(() => lives.allInnerTexts()).toEqual([`Sem ${words.family}`, `Lou ${words.family}`]);

    await home.getByRole("button", { name: words.leave }).click();
    await home.getByText(words.left).waitFor();
    await expect.poll(() => lives.count()).toBe(0);
    await expectAccessible(page);
    await home.getByRole("button", { name: words.undo }).click();
    await expect.poll(() => lives.allInnerTexts()).toEqual([`Sem ${words.family}`, `Lou ${words.family}`]);
    await home.getByRole("button", { name: words.leave }).click();
    await expect.poll(() => lives.count()).toBe(0);

    // The others still live together, and somebody of them is found from the page of either.
    await opened(who, words, others.sem);
    await expect.poll(() => lives.allInnerTexts()).toEqual([`Lou ${words.family}`]);
  });
});

it("shows nothing of this to the desk, which sees no dossier", async () => {
  const who = await visit();
  await signIn(who, "desk");
  const asked: string[] = [];
  who.page.on("request", (request) => asked.push(request.url()));
  await who.go(`/desk/gm0867/applications/${await submitted(who, "Door Balie", "0611930933")}`);
  await who.page.getByRole("heading", { level: 1, name: "Door Balie" }).waitFor();
  await expect.poll(() => who.page.getByText("Een ogenblik.").count()).toBe(0);
  expect(await who.page.getByRole("heading", { name: dutch.household }).count()).toBe(0);
  expect(asked.filter((url) => /residents|households/.test(url))).toEqual([]);
});
