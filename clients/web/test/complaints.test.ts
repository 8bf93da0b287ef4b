import { expect, describe, it } from "vitest";

import { desktop, expectUsable, phone, useBrowser } from "./browser.ts";
import { complained, worried } from "./forms/complaints.ts";
import { apiOf, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { dutch, spokenIn } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("a complaint ($language)", ({ language, locale, prefix, site, desk }) => {
  it("is made without a name, and handled by who may read it", async () => {
    const said = `Niemand belde mij terug (${language}).`;
    const somebody = await visit({ viewport: phone, locale });
    await somebody.go(`${prefix}/waalwijk/klacht`);
    const { page } = somebody;
    await page.getByRole("button", { name: site("complaint.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: site("wrong.about") }).waitFor();
    await page.getByRole("link", { name: site("danger.112") }).waitFor();
    await expectUsable(page);
    await page.getByRole("radio", { name: site("complaint.COMPLAINT_ABOUT_COORDINATOR") }).check();
    await page.getByLabel(site("complaint.text")).fill(said);
    await page.getByRole("button", { name: site("complaint.send") }).dblclick();
    const code = await page.locator(".oco-code").innerText();
    expect(code).toMatch(/^[2-9A-Z-]{17}$/);
    await expectUsable(page);

    const officer = await visit({ locale });
    await signIn(officer, "complaints-officer", "/desk/complaints");
    const list = await apiOf(officer.page)<{ complaints: { id: string; receiptCode: string }[] }>("GET", "/complaints?pageSize=200");
    const { id } = list.complaints.find(({ receiptCode }) => receiptCode === code)!;
    await expectUsable(officer.page);
    await officer.go(`/desk/gm0867/complaints/${id}`);
    await officer.page.getByText(said).waitFor();
    await officer.page.getByText(desk("complaints.anonymous")).waitFor();
    await officer.page.getByText(desk("complaints.acknowledge"), { exact: true }).click();
    await expectUsable(officer.page);
    await officer.page.getByRole("button", { name: desk("complaints.acknowledge.do") }).click();
    await officer.page.getByText(desk("complaints.settle"), { exact: true }).click();
    await officer.page.getByRole("button", { name: desk("complaints.settle.do"), exact: true }).click();
    await officer.page.getByRole("alert").getByRole("link", { name: desk("wrong.outcome.complaint") }).waitFor();
    await officer.page.getByRole("radio", { name: desk("complaint.COMPLAINT_OUTCOME_PARTLY_FOUNDED") }).check();
    await officer.page.getByLabel(desk("complaints.explanation"), { exact: true }).fill("Er was niemand, en dat is nu anders.");
    await officer.page.getByRole("button", { name: desk("complaints.settle.do"), exact: true }).click();
    await officer.page.locator(".oco-badge").getByText(desk("complaint.COMPLAINT_STATE_SETTLED")).waitFor();
    await expectUsable(officer.page);

    // It was about a coordinator: to every coordinator there is no such complaint.
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator", "/desk/complaints");
    await coordinator.page.getByRole("heading", { level: 2 }).first().waitFor();
    expect(await coordinator.page.getByRole("link").filter({ hasText: desk("complaint.COMPLAINT_ABOUT_COORDINATOR") }).count()).toBe(0);
    await coordinator.go(`/desk/gm0867/complaints/${id}`);
    await coordinator.page.getByRole("alert").first().waitFor();
    expect(await coordinator.page.getByText(said).count()).toBe(0);
  });

  it("goes past whom it concerns", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator", "/desk/complaints");
    const said = `De coördinator vergat mij (${language}).`;
    const id = await complained(apiOf(coordinator.page), said);
    await coordinator.go(`/desk/gm0867/complaints/${id}`);
    await coordinator.page.getByText(said).waitFor();
    expect(await coordinator.page.getByText(desk("concerned.title")).count()).toBe(0);

    const officer = await visit({ locale });
    await signIn(officer, "complaints-officer", "/desk/complaints");
    await officer.go(`/desk/gm0867/complaints/${id}`);
    await officer.page.getByText(desk("concerned.change"), { exact: true }).click();
    await officer.page.getByLabel(desk("concerned.who")).selectOption({ label: desk("concerned.coordinator", { name: "Carla Coördinator" }) });
    await expectUsable(officer.page);
    await officer.page.getByRole("button", { name: desk("save"), exact: true }).click();
    await officer.page.getByRole("paragraph").getByText("Carla Coördinator").waitFor();
    await coordinator.page.reload();
    await coordinator.page.getByRole("alert").first().waitFor();
    expect(await coordinator.page.getByText(said).count()).toBe(0);
  });
});

describe.each(spokenIn)("a worry ($language)", ({ language, locale, desk, portal }) => {
  it("goes from the supporter through five steps to a decision of two", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    const { application, support } = await worried(api, `Zora Zorg ${language}`);
    const supporter = await visit({ viewport: phone, locale });
    await signIn(supporter, "formal-supporter", "/portal");
    await supporter.go(`/portal/gm0867/cases/${support}`);
    const own = supporter.page;
    await own.getByText(portal("risk.open"), { exact: true }).click();
    await own.getByLabel(portal("risk.warning")).fill("Er is een grote hond.");
    await own.getByRole("button", { name: portal("risk.send") }).click();
    await own.getByRole("listitem").getByText("Er is een grote hond.").waitFor();
    await own.getByText(portal("worry.open"), { exact: true }).click();
    await own.getByRole("button", { name: portal("worry.send") }).click();
    await own.getByRole("alert").getByRole("link", { name: portal("wrong.signals") }).waitFor();
    await own.getByLabel(portal("worry.signals")).fill("Blauwe plekken op beide armen.");
    await expectUsable(own);
    await own.getByRole("button", { name: portal("worry.send") }).dblclick();
    await own.getByText(portal("safety.asked.nothing")).waitFor();
    expect(await own.getByText(portal("safety.asked.nothing")).count()).toBe(1);

    await coordinator.go(`/desk/gm0867/applications/${application}`);
    const safety = coordinator.page.getByRole("region", { name: desk("safety.title") });
    await safety.getByText("Blauwe plekken op beide armen.").waitFor();
    const take = async (step: "CONSULT" | "TALK" | "WEIGH" | "DECIDE", note: string, taken = true) => {
      const fold = safety.locator("details").filter({ has: coordinator.page.getByText(desk("safety.record"), { exact: true }) });
      if (!(await fold.getAttribute("open").then((open) => open !== null))) await fold.getByText(desk("safety.record"), { exact: true }).click();
      await fold.getByRole("radio", { name: desk(`safety.SAFETY_STEP_${step}`) }).check();
      await fold.getByLabel(desk("safety.note"), { exact: true }).fill(note);
      if (step === "DECIDE") {
        await fold.getByRole("radio", { name: desk("safety.SAFETY_DECISION_HELP"), exact: true }).check();
        await fold.getByLabel(desk("safety.second"), { exact: true }).fill("A. Aandacht, aandachtsfunctionaris");
        await expectUsable(coordinator.page);
        await coordinator.page.setViewportSize(desktop);
      }
      await fold.getByRole("button", { name: desk("safety.record.do"), exact: true }).click();
      if (taken && step !== "DECIDE") await expect.poll(() => fold.getAttribute("open")).toBe(null);
    };
    await take("WEIGH", "Te vroeg.", false);
    await safety.getByRole("alert").waitFor(); // the talk and the consultation come first
    await take("CONSULT", "Overlegd, zonder naam.");
    await safety.getByRole("listitem").getByText("Overlegd, zonder naam.").waitFor();
    await take("TALK", "Gesproken.");
    await safety.getByRole("listitem").getByText("Gesproken.").waitFor();
    await take("WEIGH", "Gewogen.");
    await safety.getByRole("listitem").getByText("Gewogen.").waitFor();
    await take("DECIDE", "Hulp is op weg.");
    await safety.getByText(desk("safety.SAFETY_CONCERN_STATE_DECIDED")).waitFor();
    await safety.getByText(desk("safety.ask"), { exact: true }).click();
    await safety.getByLabel(desk("safety.ask.label")).fill("Ga niet alleen op bezoek.");
    await safety.getByRole("button", { name: desk("save"), exact: true }).click();
    await expectUsable(coordinator.page);

    await expect.poll(async () => {
      await own.reload();
      await own.getByText(portal("safety.SAFETY_CONCERN_STATE_DECIDED")).waitFor();
      return own.getByText("Ga niet alleen op bezoek.").count();
    }).toBe(1);
    expect(await own.getByText("Hulp is op weg.").count()).toBe(0);
    await expectUsable(own);
  });
});

it("an incident is closed once the supporter was spoken with", async () => {
  const { desk } = dutch;
  const who = await visit();
  await signIn(who, "coordinator", "/desk/incidents");
  const { page } = who;
  await page.getByText(desk("incidents.new"), { exact: true }).click();
  await page.getByRole("button", { name: desk("incidents.new.do"), exact: true }).click();
  await page.getByRole("alert").getByRole("link", { name: desk("wrong.incident") }).waitFor();
  await page.getByRole("radio", { name: desk("incident.INCIDENT_KIND_AGGRESSION") }).check();
  await page.getByRole("checkbox", { name: desk("incident.INCIDENT_AFFECTED_SUPPORTER") }).check();
  await page.getByLabel(desk("incidents.text")).fill("Uitgescholden aan de deur.");
  await expectUsable(page);
  await page.setViewportSize(desktop);
  await page.getByRole("button", { name: desk("incidents.new.do"), exact: true }).click();
  const card = page.locator(".oco-card").filter({ hasText: "Uitgescholden aan de deur." });
  await card.getByText(desk("incidents.handle"), { exact: true }).click();
  const close = async () => {
    await card.getByText(desk("incidents.close"), { exact: true }).click();
    await card.getByLabel(desk("incidents.end")).fill("Afgesproken samen te gaan.");
    await card.getByRole("button", { name: desk("incidents.close.do"), exact: true }).click();
  };
  await close();
  await card.getByRole("alert").waitFor(); // aftercare comes first
  await card.getByText(desk("incidents.note"), { exact: true }).click();
  await card.getByRole("radio", { name: desk("incident.INCIDENT_STEP_KIND_AFTERCARE") }).check();
  await card.getByLabel(desk("complaints.done")).fill("Gesproken.");
  await card.getByRole("button", { name: desk("complaints.note.do"), exact: true }).click();
  await card.getByRole("listitem").getByText("Gesproken.").waitFor();
  await card.getByRole("button", { name: desk("incidents.close.do"), exact: true }).click();
  await card.getByText(desk("incident.INCIDENT_STATE_CLOSED"), { exact: true }).first().waitFor();
  await expectUsable(page);
  expect((await apiOf(page)<{ incidents: Made[] }>("GET", "/incidents")).incidents.length).toBeGreaterThan(0);
});
