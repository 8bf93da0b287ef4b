import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";

import { expectAccessible, expectNoSideways, keysOf, phone, useBrowser, type Visit } from "./browser.ts";
import { planned } from "./meetings.ts";
import { volunteer } from "./people.ts";
import { apiOf, reached, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { inWorklist } from "./worklist.ts";
import { dutch, startsWith } from "./words.ts";

const visit = useBrowser();
const { desk } = dutch;

/** fillCounter fills in the form of the counter. */
async function fillCounter({ page, go }: Visit, name: string): Promise<void> {
  await go("/desk/new");
  await page.getByLabel("Naam", { exact: true }).fill(name);
  await page.getByLabel("Telefoon", { exact: true }).fill("0611930501");
  await page.getByLabel("De vraag").fill("Wie leest deze brief met mij?");
}

describe("a line that is lost in between", () => {
  it("costs a resident nothing between two questions", async () => {
    const who = await visit({ viewport: phone });
    const { page, context, go } = who;
    await go("/waalwijk/aanmelden/vraag");
    const next = () => page.getByRole("button", { name: "Volgende" }).click();
    await page.getByLabel("Wat is uw vraag?").fill("Onderweg getypt.");
    await next();
    await page.getByLabel("Nee").check();
    await next();
    await page.getByLabel("Hoe heet u?").fill("Lijn Los");
    await context.setOffline(true); // the questions go on without a line
    await next();
    await page.getByLabel("Uw telefoonnummer").fill("0611930502");
    await next();
    await page.getByLabel("Ja, dat is goed").check();
    await next();
    await next();
    const keys = keysOf(who);
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByRole("alert").getByText("Er is geen verbinding").waitFor();
    await page.getByText("Onderweg getypt.").waitFor();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByRole("heading", { name: "Uw aanmelding is binnen" }).waitFor();
    expect(new Set(keys).size).toBe(1);
  });

  it("keeps how a column is to be read, and takes nothing in that was not rehearsed so", async () => {
    const who = await visit();
    await signIn(who, "coordinator", "/desk/import");
    const { page, context } = who;
    await page.getByRole("radio", { name: desk("import.IMPORT_KIND_APPLICATIONS") }).check();
    const list = "Datum aanmelding;Naam inwoner;Telefoon;Vraag\n6-1-2026;Kolom Los;06-11930507;Brief over de huur\n";
    await page.getByLabel(desk("import.file")).last().setInputFiles({ name: "lijst.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.getByRole("button", { name: desk("import.rehearse"), exact: true }).click();
    await page.getByRole("button", { name: desk("import.doit") }).waitFor();
    await page.getByText(desk("import.columns")).click();
    await context.setOffline(true);
    await page.getByLabel("Vraag", { exact: true }).selectOption("notes");
    await page.getByRole("alert").getByText(desk("form.line")).waitFor();
    expect(await page.getByLabel("Vraag", { exact: true }).inputValue()).toBe("notes");
    expect(await page.getByRole("button", { name: desk("import.doit") }).count()).toBe(0);
    await context.setOffline(false);
    await page.getByRole("button", { name: desk("import.rehearse"), exact: true }).click();
    await page.getByRole("button", { name: desk("import.doit") }).waitFor();
    expect(await page.getByRole("combobox", { name: "Vraag", exact: true, includeHidden: true }).inputValue()).toBe("notes");
  });
});

describe("two tabs", () => {
  it("of one coordinator cannot overwrite each other: the later one is told, and keeps its words", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    await fillCounter(who, "Tom Tweetabs");
    await who.page.getByRole("button", { name: "Meld aan" }).click();
    await who.page.getByText("De aanmelding is binnen").waitFor();
    await who.go("/desk");
    await (await inWorklist(who.page, "Tom Tweetabs")).click();
    await who.page.getByRole("heading", { level: 1, name: "Tom Tweetabs" }).waitFor();
    const address = new URL(who.page.url()).pathname;

    const other = await visit();
    await signIn(other, "coordinator");
    await other.go(address);
    await other.page.getByRole("checkbox", { name: "Onderwijs" }).waitFor();
    // The second tab does not hear of the first one's change.
    await other.page.route("**/v1/**/applications/*", (route) => (route.request().method() === "GET" ? route.abort() : route.continue()));
    await who.page.getByRole("checkbox", { name: "Wonen" }).check();
    await who.page.getByRole("button", { name: "Sla op" }).click();
    await who.page.getByText("Nog aan te vullen").waitFor({ state: "detached" });
    await other.page.getByRole("checkbox", { name: "Onderwijs" }).check();
    await other.page.getByRole("button", { name: "Sla op" }).click();
    await other.page.getByRole("alert").waitFor();
    expect(await other.page.getByRole("checkbox", { name: "Onderwijs" }).isChecked()).toBe(true);
    await who.page.reload();
    await who.page.getByText("Wonen", { exact: true }).first().waitFor();
  });
});

describe("a form that somebody is filling in", () => {
  it("stays as it is when somebody else changes the application meanwhile", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    await fillCounter(who, "Vera Vouwt");
    await who.page.getByRole("button", { name: "Meld aan" }).click();
    await who.page.getByText("De aanmelding is binnen").waitFor();
    await who.page.getByRole("link", { name: "Bekijk de aanmelding" }).click();
    await who.page.getByRole("checkbox", { name: "Wonen" }).check();
    const other = await visit();
    await signIn(other, "coordinator");
    await other.go(new URL(who.page.url()).pathname);
    await other.page.getByRole("checkbox", { name: "Onderwijs" }).check();
    await who.page.getByRole("button", { name: "Sla op" }).first().click();
    // The other hears of it: what was missing is there now.
    await other.page.getByText("Nog aan te vullen").waitFor({ state: "detached" });
    expect(await other.page.getByRole("checkbox", { name: "Onderwijs" }).isVisible()).toBe(true);
    expect(await other.page.getByRole("checkbox", { name: "Onderwijs" }).isChecked()).toBe(true);
  });
});

describe("what could not be read", () => {
  it("of an application: nobody is asked while it is not known who was, and wishes are not called none", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    const id = await reached.APPLICATION_STATE_WAITING_FOR_MATCH(apiOf(page), "Leen Leest");
    await page.route(/\/(offers|match-wishes)(\?|$)/, (route) => route.abort());
    await go(`/desk/gm0867/applications/${id}`);
    const parts = ["matching.title", "wishes.title"] as const;
    const [matching, wishes] = parts.map((title) => page.getByRole("region", { name: desk(title), exact: true })) as [Locator, Locator];
    const ask = matching.getByRole("button", { name: startsWith(desk("matching.ask.whom", { name: "" })) });
    for (const part of [matching, wishes]) await part.getByRole("alert").getByText(desk("read.line")).waitFor();
    expect(await ask.count()).toBe(0);
    expect(await wishes.getByText(desk("wishes.none")).count()).toBe(0);
    expect(await wishes.getByText(desk("wishes.add")).count()).toBe(0);
    await expectAccessible(page);
    await page.unrouteAll();
    // What others do meanwhile has it read again as well.
    for (const part of [matching, wishes]) {
      await Promise.race([part.getByRole("button", { name: desk("again") }).click(), part.getByRole("alert").first().waitFor({ state: "detached" })]);
    }
    await ask.first().waitFor();
    await wishes.getByText(desk("wishes.none")).waitFor();
  });

  it("of the supporters: it is said, and nothing else is said of it", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    await volunteer(apiOf(page), "Leo Alleen", "SUPPORTER_STATE_WITH_BUDDY");
    await page.route(/\/(stranded-cases|buddy-pairs|lapsing-requirements)\?/, (route) => route.abort());
    await go("/desk/supporters");
    const card = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Leo Alleen" }) });
    await card.waitFor();
    await expect.poll(() => page.getByRole("alert").count()).toBe(3);
    expect(await card.getByText(desk("board.nobuddy")).count()).toBe(0);
    await page.unrouteAll();
    for (let left = 3; left > 0; left--) {
      await page.getByRole("button", { name: desk("again") }).first().click();
      await expect.poll(() => page.getByRole("alert").count()).toBe(left - 1);
    }
    await card.getByText(desk("board.nobuddy")).waitFor();
  });

  it("of the people in a group: it is said, and nobody is not what it says", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    const api = apiOf(page);
    const { id: guest } = await api<Made>("POST", "/meeting-guests", { name: "Lena Leest" });
    await api("POST", "/meeting-groups", { title: "Ongelezen groep", guests: [guest] });
    await page.route(/\/(supporters|meeting-guests)\?/, (route) => route.abort());
    await go("/desk/meetings/groups");
    const card = page.locator(".oco-card").filter({ has: page.getByRole("heading", { level: 3, name: "Ongelezen groep", exact: true }) });
    await card.waitFor();
    const groups = page.getByRole("region", { name: desk("groups.title"), exact: true });
    await groups.getByRole("alert").first().getByText(desk("read.line")).waitFor();
    for (const nobody of ["nameless", "group.empty"] as const) expect(await card.getByText(desk(nobody), { exact: true }).count()).toBe(0);
    await card.locator("summary").click();
    await card.getByRole("alert").getByText(desk("read.line")).waitFor();
    await expectAccessible(page);
    await page.unrouteAll();
    await card.getByRole("button", { name: desk("again") }).click();
    await card.getByText("Lena Leest", { exact: true }).first().waitFor();
    await card.getByRole("checkbox", { name: "Lena Leest", exact: true }).waitFor();
  });

  it("of whom can be invited: it is said", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    const meeting = await planned(apiOf(page), "Ongelezen bijeenkomst", 46);
    await page.route(/\/meeting-groups\?/, (route) => route.abort());
    await go(`/desk/gm0867/meetings/${meeting.id}`);
    await page.getByText(desk("invite.title"), { exact: true }).click();
    await page.getByRole("alert").getByText(desk("read.line")).waitFor();
  });

  it("of the claims: none is not what it says", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page, go } = who;
    await page.route(/\/(expense-claims|payment-exports)\?/, (route) => route.abort());
    await go("/desk/claims");
    await expect.poll(() => page.getByRole("alert").count()).toBe(3);
    for (const none of ["claims.waiting.none", "pay.none", "paid.none"] as const) expect(await page.getByText(desk(none)).count()).toBe(0);
    await expectAccessible(page);
  });
});

describe("on paper", () => {
  it("a receipt has its code, the status what it is, the card what to call, and none has buttons", async () => {
    const { page, go } = await visit();
    await go("/waalwijk/bel-mij");
    await page.getByLabel("Uw voornaam").fill("Papier");
    await page.getByLabel("Uw telefoonnummer").fill("0611930506");
    await page.getByRole("button", { name: "Bel mij terug" }).click();
    await page.locator(".oco-code").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".oco-code").isVisible()).toBe(true);
    for (const button of await page.getByRole("button").all()) expect(await button.isVisible()).toBe(false);
    const code = await page.locator(".oco-code").innerText();
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("link", { name: "Hoe staat het met mijn aanmelding?" }).click();
    await page.getByLabel("Uw code").fill(code);
    await page.getByRole("button", { name: "Bekijk" }).click();
    await page.getByRole("heading", { name: "Wij hebben uw aanmelding" }).waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("heading", { name: "Wij hebben uw aanmelding" }).isVisible()).toBe(true);
    expect(await page.getByRole("button").or(page.getByRole("navigation")).filter({ visible: true }).count()).toBe(0);
    await page.emulateMedia({ media: "screen" });
    await go("/waalwijk/kaartje");
    await page.locator("h1").waitFor();
    await page.emulateMedia({ media: "print" });
    await page.getByText("Bel 085 000 00 00").filter({ visible: true }).waitFor();
    for (const button of await page.getByRole("button").all()) expect(await button.isVisible()).toBe(false);
  });
});

describe("whatever people type at the counter", () => {
  it("is shown as they typed it, runs nothing, and too much is refused by name", async () => {
    const who = await visit();
    const { page } = who;
    page.on("dialog", () => expect.fail("a script ran"));
    await signIn(who, "coordinator");
    const name = `<img src=x onerror=alert(1)> مريم 🧓🏽`;
    await fillCounter(who, name);
    await page.getByLabel("De vraag").fill("é".repeat(100_000));
    await page.getByText("96.000 tekens te veel.").waitFor();
    await page.getByRole("button", { name: "Meld aan" }).click();
    await page.getByRole("alert").getByRole("link", { name: /te lang/ }).waitFor();
    await expectAccessible(page);
    expect((await page.getByLabel("De vraag").inputValue()).length).toBe(100_000);
    expect(await page.getByLabel("De vraag").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("De vraag").fill(`</textarea><script>alert(2)</script>${"w".repeat(500)}`);
    await page.getByRole("button", { name: "Meld aan" }).click();
    await page.getByText("De aanmelding is binnen").waitFor();
    await who.go("/desk");
    await (await inWorklist(page, name)).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByText("</textarea><script>alert(2)</script>").first().waitFor();
    await page.setViewportSize(phone);
    await expectNoSideways(page);
  });
});
