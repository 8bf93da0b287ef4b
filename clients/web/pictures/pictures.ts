import { join } from "node:path";

import { expect, it } from "vitest";

import { desktop, phone, useBrowser, type Visit } from "../test/browser.ts";
import { apiOf, submitted } from "../test/reached.ts";
import { signIn } from "../test/signin.ts";

const visit = useBrowser();
const folder = join(import.meta.dirname, "../../../docs/pictures");

/** A phone as many people have one; the tests take the narrowest. */
const mobile = { viewport: { ...phone, width: 390, height: 844 }, deviceScaleFactor: 1 };

/** take keeps a picture of the page, once nothing is on its way any more; whole takes what is below the window too. */
async function take({ page }: Visit, name: string, whole = false): Promise<void> {
  await expect.poll(() => page.getByText(/^Een ogenblik/).count()).toBe(0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole, animations: "disabled", caret: "hide" });
}

it("the aanmeldwebsite", async () => {
  const wide = await visit({ viewport: desktop });
  await wide.go("/waalwijk");
  await take(wide, "website");
  await wide.go("/waalwijk/wat-is-het");
  await take(wide, "website-about");
  await wide.go("/waalwijk/aanmelden-als-professional");
  await take(wide, "website-professional", true);
  const small = await visit(mobile);
  await small.go("/waalwijk/bel-mij");
  await take(small, "website-call-me");
  await small.go("/waalwijk/aanmelden");
  await take(small, "website-question");
  await small.go("/waalwijk/bel-mij");
  await small.page.getByLabel("Uw voornaam").fill("Noor");
  await small.page.getByLabel("Uw telefoonnummer").fill("06 1193 0331");
  await small.page.getByRole("button", { name: "Bel mij terug" }).click();
  await small.page.getByRole("heading", { name: "Uw aanmelding is binnen" }).waitFor();
  await take(small, "website-receipt", true);
});

it("the portal", async () => {
  const volunteer = await visit(mobile);
  await signIn(volunteer, "supporter", "/portal");
  await volunteer.page.getByRole("button", { name: "Ja, ik help" }).first().waitFor();
  await take(volunteer, "portal-question");
});

it("the desk", async () => {
  const coordinator = await visit({ viewport: desktop });
  await signIn(coordinator, "coordinator");
  const { page, go } = coordinator;
  await page.getByRole("link", { name: "Joris Kikkert" }).waitFor();
  await take(coordinator, "desk-worklist");
  await page.getByRole("link", { name: "Joris Kikkert" }).click();
  await page.getByRole("heading", { name: "Triage" }).waitFor();
  await take(coordinator, "desk-application", true);
  await page.getByRole("radio", { name: /Formele/ }).check();
  await page.getByRole("button", { name: "Leg vast" }).click();
  await page.getByRole("button", { name: /^Vraag / }).first().waitFor();
  await page.getByRole("heading", { name: "Koppelen" }).scrollIntoViewIfNeeded();
  await take(coordinator, "desk-matching");
  const api = apiOf(page);
  for (const [n, domain] of ["WMO", "INCOME", "CARE", "YOUTH", "WELFARE", "WMO", "INCOME", "CARE", "INCOME"].entries()) {
    const id = await submitted(api, `${["Noor", "Bram", "Fatima", "Jan"][n % 4]} ${["Jansen", "Vos", "Smit"][n % 3]}`, { residentAgrees: true, lifeDomains: [`LIFE_DOMAIN_${domain}`], neighbourhood: "centrum" });
    await api("POST", `/applications/${id}/triage-decisions`, { route: "ROUTE_INFORMAL" });
  }
  await go("/desk/match-plan");
  await page.getByRole("button", { name: "Maak een plan" }).click();
  await page.getByRole("heading", { name: /^Wie krijgt wie/ }).waitFor();
  await take(coordinator, "desk-plan", true);
  await go("/desk/match-plan/simulation");
  await page.getByRole("radio", { name: /^Als Almere/ }).check();
  await page.getByRole("button", { name: "Speel het jaar" }).click();
  await page.getByRole("heading", { name: "Wat eruit kwam" }).waitFor();
  await take(coordinator, "desk-simulation", true);
  await go("/desk/monitor");
  await page.getByRole("heading", { name: "Per maand" }).waitFor();
  await take(coordinator, "desk-monitor", true);
  await go("/desk/direct-answer");
  await take(coordinator, "desk-direct-answer");
  await go("/desk/import");
  await page.getByRole("radio", { name: "Aanmeldingen" }).check();
  await page.getByLabel("Het bestand").setInputFiles(join(import.meta.dirname, "../test/lijst.csv"));
  await page.getByRole("button", { name: "Probeer" }).click();
  await page.getByText("Alle rijen zijn bekeken.").waitFor();
  await take(coordinator, "desk-import", true);
  const administrator = await visit({ viewport: desktop });
  await signIn(administrator, "administrator", "/desk/settings");
  await take(administrator, "desk-settings");
});

it("the desk's supporters and meetings", async () => {
  const coordinator = await visit({ viewport: desktop });
  await signIn(coordinator, "coordinator", "/desk/supporters");
  const { page, go } = coordinator;
  await page.getByRole("link", { name: "Nina Nieuwkomer" }).waitFor();
  await take(coordinator, "desk-supporters");
  await page.getByRole("link", { name: "Nina Nieuwkomer" }).click();
  await page.getByRole("heading", { name: "Eisen" }).waitFor();
  await take(coordinator, "desk-supporter", true);
  await go("/desk/supporters/load");
  await page.getByRole("table").waitFor();
  await take(coordinator, "desk-load");
  await go("/desk/meetings");
  await page.getByRole("table").waitFor();
  await take(coordinator, "desk-meetings");
});
