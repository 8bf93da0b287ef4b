import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { desktop, expectAccessible, expectNoSideways, phone, useBrowser } from "./browser.ts";
import { open, pages } from "./pages.ts";

// As people set their device, on every page that the routers know.
const visit = useBrowser();

/** unseen lists the buttons that are told from the page by their colour alone, which forced colours take away. */
const unseen = (page: Page) =>
  page.locator("button:visible").evaluateAll((buttons) =>
    buttons.filter((button) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
      return borderTopStyle === "none" || borderTopWidth === "0px";
    }).map((button) => button.textContent),
  );

/** onPaper is what of a page is wrong on paper: what nobody can press, and what is cut off. */
const onPaper = (page: Page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => element.checkVisibility());
    const pressed = shown.filter((element) => element.matches("button, nav, summary")).map((element) => `${element.tagName} ${element.textContent}`);
    const cut = shown.filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible" && element.clientWidth > 1);
    return [...pressed, ...cut.map((element) => `cut off: ${element.tagName} ${element.className}`)];
  });

describe("as people set their device", () => {
  it.each(pages)("%s%s can be used", async (door, path, persona) => {
    const who = await visit({ viewport: phone });
    const { page } = who;
    await open(visit, who, door, path, persona);

    await page.emulateMedia({ forcedColors: "active" });
    await expectAccessible(page);
    expect(await unseen(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: "none", colorScheme: "dark" });
    if (!persona) await expectAccessible(page); // the doors share one look

    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.reload();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await page.evaluate(() => document.getAnimations().length), "what moves").toBe(0);

    // Text twice as large: the page grows downward, never sideways.
    await page.setViewportSize({ width: 640, height: 800 });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await expectNoSideways(page);
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    await page.setViewportSize(phone);
    await expectNoSideways(page);

    // An A4 is 794 CSS pixels wide.
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await onPaper(page)).toEqual([]);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize(desktop);
  });
});
