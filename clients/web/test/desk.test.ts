import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { pages } from "../src/desk/routes.tsx";
import { desktop, expectAccessible, expectNoSideways, phone, useBrowser, type Visit } from "./browser.ts";
import { signIn } from "./signin.ts";

const visit = useBrowser();

/** apply sends an application in as a resident does, and returns the name that it is known by. */
async function apply({ page, go }: Visit, name: string, phoneNumber: string): Promise<void> {
  await go("/waalwijk/bel-mij");
  await page.getByLabel("Uw voornaam").fill(name);
  await page.getByLabel("Uw telefoonnummer").fill(phoneNumber);
  await page.getByRole("button", { name: "Bel mij terug" }).click();
  await page.getByRole("heading", { name: "Uw aanmelding is binnen" }).waitFor();
}

describe("every page of the desk", () => {
  const plain = pages.filter(({ path }) => !path.includes(":"));
  it.each(plain.map(({ path, roles }) => [path, roles.includes("ROLE_COORDINATOR") ? "coordinator" : "administrator"] as const))("%s can be used by everybody", async (path, persona) => {
    const who = await visit();
    await signIn(who, persona, persona === "coordinator" ? "/desk" : "/desk/settings");
    const { page, go } = who;
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size);
      await go(`/desk${path === "/" ? "" : path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
      await expect.poll(() => page.getByText("Een ogenblik.").count()).toBe(0);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
    // On a phone the parts of the desk fold away under a button.
    expect(await page.getByRole("navigation", { name: "Onderdelen" }).count()).toBe(0);
    await page.getByRole("button", { name: "Menu", expanded: false }).click();
    await page.getByRole("navigation", { name: "Onderdelen" }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Nederlands" }).waitFor();
    await expectAccessible(page);
  }, 120_000);
});

describe("the main job", () => {
  it("goes from the aanmeldwebsite to a closed case and the monitor, without a manual", async () => {
    const resident = await visit({ viewport: phone });
    const coordinator = await visit();
    const name = "Bo Hoofdtaak";
    await signIn(coordinator, "coordinator");
    // A new row appears by itself, and the focus stays where it is.
    const { page } = coordinator;
    const link = page.getByRole("link", { name: "Joris Kikkert" });
    await link.focus();
    await apply(resident, name, "06 1193 0401");
    await page.getByRole("link", { name }).waitFor();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await expectAccessible(page);
    // "Bel mij terug" asks for a name and a number only: the coordinator writes down what it is about.
    await page.getByRole("checkbox", { name: "Wonen" }).check();
    await page.getByRole("button", { name: "Sla op" }).click();
    await page.getByText("Nog aan te vullen").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Leg vast" }).click();
    await page.getByRole("alert").getByText("Kies een route.").waitFor();
    await page.getByRole("radio", { name: /Formele cliëntondersteuner/ }).check();
    await page.getByLabel("Waarom deze route?").fill("Het is ingewikkeld.");
    await page.getByRole("button", { name: "Leg vast" }).click();
    await page.getByText("Gekozen route: Formele cliëntondersteuner.").waitFor();
    await expectAccessible(page);
    const address = page.url();
    await page.getByRole("button", { name: /^Vraag / }).first().click();
    await page.getByRole("button", { name: "Zegt ja" }).waitFor();
    // The worklist says who was asked, and how long ago.
    await page.getByRole("link", { name: "Werklijst" }).click();
    await page.getByRole("row", { name }).getByText(/^Gevraagd: .+, (nu|1 minuut geleden)$/).waitFor();
    await page.goto(address);
    await page.getByRole("button", { name: "Zegt ja" }).click();
    await page.getByRole("button", { name: "Inwoner zegt ja" }).click();
    await page.getByRole("heading", { name: "Traject", exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByText("Sluit af").first().click();
    await page.getByRole("button", { name: "Sluit af" }).click();
    await page.getByRole("alert").getByText("Kies of de oplossing past.").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Wat was de vraag, in de woorden van de inwoner?").fill("Ik wilde iemand die meekeek.");
    await page.getByLabel("Wat kwam eruit?").selectOption({ index: 1 });
    await page.getByRole("radio", { name: "Ja", exact: true }).check();
    await page.getByLabel("Hoeveel uur kostte het?").fill("2,5");
    await page.getByRole("button", { name: "Sluit af" }).click();
    await page.getByText("Afgesloten op").first().waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);

    await page.getByRole("link", { name: "Monitor" }).click();
    await page.getByRole("heading", { name: "Per maand" }).waitFor();
    await expectAccessible(page);
  }, 120_000);
});

describe("at the counter", () => {
  it("writes an application down, and finds it again by name", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.getByRole("heading", { level: 1, name: "Nieuwe aanmelding" }).waitFor();
    await page.getByLabel("Naam", { exact: true }).fill("Truus Toonbank");
    await page.getByLabel("Telefoon", { exact: true }).fill("0611930411");
    await page.getByLabel(/Let op met bellen/).check();
    await page.getByRole("button", { name: "Meld aan" }).click();
    await page.getByRole("alert").getByText("Schrijf op hoe contact veilig is.").waitFor();
    await page.getByLabel("Hoe is contact veilig?").fill("Alleen na school.");
    await page.getByRole("button", { name: "Meld aan" }).click();
    await page.getByText("De aanmelding is binnen").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Zoeken" }).click();
    await page.getByLabel("Naam", { exact: true }).fill("toonbank");
    await page.getByRole("button", { name: "Zoek", exact: true }).click();
    await page.getByRole("link", { name: "Truus Toonbank" }).click();
    await page.getByRole("listitem").getByText("Alleen na school.").waitFor();
    await expectAccessible(page);
  });

  it("counts a direct answer in ten seconds, as somebody of the desk", async () => {
    const who = await visit();
    await signIn(who, "desk");
    const { page } = who;
    await page.getByRole("link", { name: "Direct antwoord" }).click();
    await page.getByRole("radio", { name: "Wonen" }).check();
    await page.getByRole("button", { name: "Tel mee" }).click();
    await page.getByText("1 antwoord geteld.").waitFor();
    expect(await page.getByRole("link", { name: "Monitor" }).count()).toBe(0);
  });
});

describe("a list of one's own", () => {
  it("is rehearsed first, and then taken in", async () => {
    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    await page.getByRole("link", { name: "Lijst inlezen" }).click();
    await page.getByRole("radio", { name: "Aanmeldingen" }).check();
    await page.getByLabel("Het bestand").setInputFiles(join(import.meta.dirname, "lijst.csv"));
    await page.getByRole("button", { name: "Probeer" }).click();
    await page.getByText("Alle rijen zijn bekeken.").waitFor();
    await page.getByText("2 rijen ingelezen").waitFor();
    // What the file lacks and what was not read is told.
    await page.getByText(/^Deze kolommen (staan niet in het bestand|zijn niet gelezen): /).first().waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lees nu echt in" }).click();
    await page.getByRole("heading", { name: "Inlezen", exact: true }).waitFor();
    await page.getByText("2 rijen ingelezen").waitFor();
    await page.getByRole("link", { name: "Naar de werklijst" }).click();
    await page.getByRole("link", { name: "Gijs Lijst" }).waitFor();
  });
});

describe("settings", () => {
  it("change what the aanmeldwebsite says, with a preview", async () => {
    const who = await visit();
    await signIn(who, "administrator", "/desk/settings");
    const { page } = who;
    await page.getByLabel("Gemeente", { exact: true }).selectOption({ label: "Waalwijk" });
    const introduction = `Fijn dat u er bent. ${Date.now()}`;
    await page.getByLabel("Inleiding").fill(introduction);
    await page.getByRole("complementary").getByText(introduction).waitFor();
    await page.getByRole("button", { name: "Sla op" }).click();
    await page.getByText("Opgeslagen.").waitFor();
    const resident = await visit();
    await resident.go("/waalwijk");
    await resident.page.getByText(introduction).waitFor();
  });

  it("need a second administrator for a role that sees persons", async () => {
    const first = await visit();
    await signIn(first, "administrator", "/desk/settings/accounts");
    const { page } = first;
    await page.getByLabel("Gemeente", { exact: true }).selectOption({ label: "Waalwijk" });
    await page.getByText("Nieuw account").click();
    await page.getByLabel("Naam", { exact: true }).fill("Nieuwe Collega");
    await page.getByLabel("Waar deze persoon inlogt").fill("https://login.example");
    await page.getByLabel("Kenmerk van deze persoon daar").fill(`collega-${Date.now()}`);
    await page.getByRole("button", { name: "Maak account" }).click();
    const card = page.locator(".oco-card").filter({ has: page.getByRole("heading", { name: "Nieuwe Collega" }) });
    await card.getByText("Geef een rol").click();
    await card.getByRole("combobox").selectOption({ label: "Coördinator" });
    await card.getByRole("button", { name: "Geef" }).click();
    await card.getByText("wacht op een tweede beheerder").waitFor();
    expect(await card.getByRole("button", { name: "Bevestig" }).count()).toBe(0);
    const second = await visit();
    await signIn(second, "second-administrator", "/desk/settings/accounts");
    await second.page.getByLabel("Gemeente", { exact: true }).selectOption({ label: "Waalwijk" });
    await second.page.getByRole("button", { name: "Bevestig Coördinator voor Nieuwe Collega" }).click();
    await second.page.getByText("wacht op een tweede beheerder").waitFor({ state: "detached" });
    await expectAccessible(second.page);
  });
});

describe("a resident for whom somebody else applied", () => {
  it("is asked first, and what is written down of them can be mended", async () => {
    const near = await visit();
    await near.go("/waalwijk/aanmelden-als-professional");
    await near.page.getByLabel("Uw organisatie").fill("Huisartsenpraktijk De Linde");
    await near.page.getByLabel("Uw naam").fill("A. Arts");
    await near.page.getByLabel("Uw telefoonnummer").fill("0611930421");
    await near.page.getByLabel("Hoe heet de inwoner?").fill("Truus Toestemming");
    await near.page.getByLabel("Telefoonnummer van de inwoner").fill("0611930422");
    await near.page.getByRole("radio", { name: "Nee, nog niet" }).check();
    await near.page.getByRole("button", { name: "Verstuur" }).click();
    await near.page.locator(".oco-code").waitFor();

    const who = await visit();
    await signIn(who, "coordinator");
    const { page } = who;
    await page.getByRole("link", { name: "Truus Toestemming" }).click();
    await page.getByRole("heading", { name: "Wat zegt de inwoner zelf?" }).waitFor();
    expect(await page.getByRole("heading", { name: "Triage" }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByLabel("Hoe is het gevraagd?").fill("Aan de telefoon.");
    await page.getByRole("button", { name: "De inwoner zegt ja" }).click();
    await page.getByRole("heading", { name: "Triage" }).waitFor();

    await page.getByText("Verbeter de gegevens").click();
    await page.getByLabel("Naam van de inwoner").fill("Truus van Toestemming");
    await page.getByLabel("Postcode").fill("5141 A");
    await page.getByRole("checkbox", { name: "Geen voicemail" }).check();
    await page.getByRole("button", { name: "Sla op" }).last().click();
    await page.getByRole("alert").getByRole("link", { name: /postcode/i }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Postcode").fill("5141 ab");
    await page.getByRole("button", { name: "Sla op" }).last().click();
    await page.getByRole("heading", { level: 1, name: "Truus van Toestemming" }).waitFor();
    await page.getByRole("heading", { name: "Veilig contact" }).waitFor();
    await page.getByText("5141 AB").waitFor();
    await expectAccessible(page);
    await page.setViewportSize(phone);
    await expectNoSideways(page);
  }, 60_000);
});
