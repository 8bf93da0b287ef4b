import { describe, expect, it } from "vitest";

import { stepsOf } from "../src/public/steps/steps.tsx";
import { pages } from "../src/public/routes.tsx";
import { desktop, expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

/** Every address of the aanmeldwebsite: the pages of a municipality, the choice of one, and a page that is not there. */
const addresses = ["/", "/nergens", "/waalwijk/nergens", ...pages.map(({ path }) => `/waalwijk${path.replace("/:step?", "").replace(/\/$/, "")}`)];

describe.each(["", "/en"])("every page (%s)", (prefix) => {
  it.each(addresses)("%s can be used by everybody", async (path) => {
    const { page, go } = await visit({ viewport: phone });
    await go(prefix + path);
    await page.locator("h1").waitFor();
    expect(await page.title()).not.toContain("undefined");
    expect(await page.locator("h1").count()).toBe(1);
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.setViewportSize(desktop);
    await expectAccessible(page);
    // Text twice as large: the page grows downward, never sideways.
    await page.setViewportSize({ width: 640, height: 800 });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await expectNoSideways(page);
  });
});

describe("the colours of a municipality", () => {
  it("are its own where it has them, and the neutral ones elsewhere", async () => {
    const { page, go } = await visit();
    const button = async (path: string) => {
      await go(path);
      return page.getByRole("button", { name: "Bel mij terug" }).evaluate((element) => getComputedStyle(element).backgroundColor);
    };
    expect(await button("/waalwijk/bel-mij")).toBe("rgb(0, 86, 139)");
    await page.getByRole("img", { name: "Waalwijk" }).waitFor();
    expect(await button("/tilburg/bel-mij")).toBe("rgb(20, 96, 47)");
    expect(await button("/goirle/bel-mij")).toBe("rgb(81, 21, 239)");
    expect(await page.getByRole("banner").getByRole("img").count()).toBe(0);
  });
});

describe("a slow line", () => {
  it.each(["aanmelden", "toegankelijkheid", "status"])("does not push aside what somebody looks at when /%s comes", async (path) => {
    const { page, go } = await visit({ viewport: phone });
    await page.addInitScript(() => {
      Object.assign(window, { shifted: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) Object.assign(window, { shifted: Reflect.get(window, "shifted") + Reflect.get(entry, "value") });
      }).observe({ type: "layout-shift", buffered: true });
    });
    let arrive = () => {};
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/assets\/(Apply|About|Status)-/, async (route) => {
      await held;
      await route.continue();
    });
    await go(`/waalwijk/${path}`);
    await page.locator("main").getByText("Een ogenblik").waitFor();
    arrive();
    await page.locator("h1").waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    // What a good page stays under, by https://web.dev/articles/cls.
    expect(await page.evaluate(() => Reflect.get(window, "shifted"))).toBeLessThan(0.1);
  });
});

describe.each(spokenIn)("applying for oneself ($language)", ({ prefix, site }) => {
  it("asks one question at a time, goes back without loss, shows all answers, and gives a receipt", async () => {
    const { page, go } = await visit({ viewport: phone });
    await go(`${prefix}/waalwijk`);
    await page.getByRole("link", { name: site("home.self") }).click();
    const next = () => page.getByRole("button", { name: site("next") }).click();
    await page.getByLabel(site("domain.housing")).check();
    await expectAccessible(page);
    await next();
    await page.getByLabel(site("question.label")).fill("Ik snap de brief over mijn huur niet.");
    await next();
    await next();
    await page.getByRole("alert").getByText(site("wrong.choose")).waitFor();
    await expectAccessible(page);
    await page.getByLabel(site("haste.appointment")).check();
    await page.getByLabel(site("haste.date")).fill("2031-03-01");
    await next();
    await page.getByLabel(site("field.name")).fill("Noor Voorbeeld");
    await page.goBack();
    await page.getByRole("heading", { name: site("haste.label") }).waitFor();
    await page.goForward();
    expect(await page.getByLabel(site("field.name")).inputValue()).toBe("Noor Voorbeeld");
    await next();
    await page.getByLabel(site("field.phone")).fill("06 1193 0331");
    await next();
    await page.getByLabel(site("safe.no")).check();
    await page.getByLabel(site("unsafe.voicemail")).check();
    await expectAccessible(page);
    await next();
    await page.getByLabel(site("place.label")).selectOption({ index: 1 });
    await next();
    await page.getByRole("heading", { name: site("check.title") }).waitFor();
    for (const answer of [site("domain.housing"), "Ik snap de brief over mijn huur niet.", "Noor Voorbeeld", site("unsafe.voicemail")]) {
      await page.getByRole("definition").getByText(answer, { exact: true }).waitFor();
    }
    await page.getByRole("definition").getByText(/^(zaterdag 1 maart|Saturday,? 1 March) 2031$/).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("button", { name: site("check.send") }).click();
    await page.getByRole("heading", { name: site("receipt.title") }).waitFor();
    const code = await page.locator(".oco-code").innerText();
    await expectAccessible(page);

    await page.getByRole("link", { name: site("status.title") }).click();
    await page.getByRole("button", { name: site("status.look") }).click();
    await page.getByRole("alert").getByText(site("wrong.code")).waitFor();
    await page.getByLabel(site("status.code")).fill(code.toLowerCase());
    await page.getByRole("button", { name: site("status.look") }).click();
    await page.getByRole("heading", { name: site("status.received") }).waitFor();
    await expectAccessible(page);
    // Another municipality does not know it.
    await go(`${prefix}/tilburg/status`);
    await page.getByLabel(site("status.code")).fill(code);
    await page.getByRole("button", { name: site("status.look") }).click();
    await page.getByRole("alert").getByText(site("status.unknown")).waitFor();
  });
});

describe("what was typed by somebody who applies", () => {
  it("has an address for each question, and begins at the first that is not answered", async () => {
    const { page, go } = await visit();
    await go(`/waalwijk/aanmelden/${stepsOf.self.at(-1)!.slug}`);
    await page.getByRole("heading", { level: 1, name: "Is er haast bij?" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/waalwijk/aanmelden/haast");
  });

  it("leaves nothing on a shared computer, and keeps what was typed on one's own", async () => {
    const { page, go } = await visit();
    await go("/waalwijk/aanmelden/vraag");
    await page.getByLabel("Wat is uw vraag?").fill("Alleen hier");
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ""]);
    await page.reload();
    expect(await page.getByLabel("Wat is uw vraag?").inputValue()).toBe("");
    await page.getByLabel("Wat is uw vraag?").fill("Op mijn telefoon");
    await page.getByLabel(/Dit is mijn eigen telefoon/).check();
    await page.reload();
    expect(await page.getByLabel("Wat is uw vraag?").inputValue()).toBe("Op mijn telefoon");
    await page.getByLabel(/Dit is mijn eigen telefoon/).uncheck();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it("is empty after a quarter of an hour without a touch", async () => {
    const { page, go } = await visit();
    await page.clock.install();
    await go("/waalwijk/aanmelden/vraag");
    await page.getByLabel("Wat is uw vraag?").fill("Niet voor de volgende");
    await page.clock.fastForward("14:00");
    expect(await page.getByLabel("Wat is uw vraag?").inputValue()).toBe("Niet voor de volgende");
    await page.clock.fastForward("15:10");
    await page.getByText("alles gewist wat was ingevuld").waitFor();
  });

  it("takes anything that people type, and runs none of it", async () => {
    const { page, go } = await visit();
    await go("/waalwijk/aanmelden/vraag");
    const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)> "'\`{{7*7}} مرحبا 🧓🏽 ${"é".repeat(3000)}`;
    page.on("dialog", () => expect.fail("a script ran"));
    await page.getByLabel("Wat is uw vraag?").fill(hostile);
    await page.getByRole("button", { name: "Volgende" }).click();
    await page.getByLabel("Nee").check();
    await page.getByRole("button", { name: "Volgende" }).click();
    await page.getByLabel("Hoe heet u?").fill("مريم <b>Vet</b>");
    await page.getByRole("button", { name: "Volgende" }).click();
    await page.getByLabel("Uw telefoonnummer").fill("0611930332");
    await page.getByRole("button", { name: "Volgende" }).click();
    await page.getByLabel("Ja, dat is goed").check();
    await page.getByRole("button", { name: "Volgende" }).click();
    await page.getByRole("button", { name: "Volgende" }).click();
    await page.getByText("<script>alert(1)</script>").waitFor();
    await expectNoSideways(page);
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByRole("heading", { name: "Uw aanmelding is binnen" }).waitFor();
  });
});

describe.each(spokenIn)("applying for another ($language)", ({ prefix, site }) => {
  it("asks whether the resident agrees, and until then shows that it was received, and no more", async () => {
    const { page, go } = await visit();
    await go(`${prefix}/waalwijk`);
    await page.getByRole("link", { name: site("home.other") }).click();
    const next = () => page.getByRole("button", { name: site("next") }).click();
    await page.getByLabel(site("agrees.no")).check();
    await next();
    await page.getByLabel(site("field.ownName")).fill("Lou Voorbeeld");
    await page.getByLabel(site("field.phone")).fill("0611930341");
    await next();
    await page.getByLabel(site("field.name.other")).fill("Riet");
    await next();
    await next();
    await next();
    await page.getByLabel(site("haste.no"), { exact: true }).check();
    await next();
    await page.getByLabel(site("field.phone.other")).fill("0611930342");
    await next();
    await page.getByLabel(site("safe.yes")).check();
    await next();
    await next();
    await page.getByRole("button", { name: site("check.send") }).click();
    await page.getByRole("heading", { name: site("receipt.title") }).waitFor();
    const code = await page.locator(".oco-code").innerText();
    await page.getByRole("link", { name: site("status.title") }).click();
    await page.getByLabel(site("status.code")).fill(code);
    await page.getByRole("button", { name: site("status.look") }).click();
    await page.getByRole("heading", { name: site("status.received") }).waitFor();
  });
});

describe.each(spokenIn)("a professional ($language)", ({ prefix, site }) => {
  it("refers somebody on one page", async () => {
    const { page, go } = await visit();
    await go(`${prefix}/waalwijk`);
    await page.getByRole("link", { name: site("home.professional") }).click();
    await page.getByRole("button", { name: site("check.send") }).click();
    await page.getByRole("alert").getByText(site("wrong.organisation")).waitFor();
    await expectAccessible(page);
    await page.getByLabel(site("field.organisation")).fill("Huisartsenpraktijk De Linde");
    await page.getByLabel(site("field.ownName")).fill("Dr. Voorbeeld");
    await page.getByLabel(site("field.phone")).fill("0611930351");
    await page.getByLabel(site("field.name.other")).fill("Henk");
    await page.getByLabel(site("field.phone.other")).fill("0611930352");
    await page.getByLabel(site("agrees.yes"), { exact: true }).check();
    await page.getByRole("button", { name: site("check.send") }).click();
    await page.getByRole("heading", { name: site("receipt.title") }).waitFor();
  });
});
