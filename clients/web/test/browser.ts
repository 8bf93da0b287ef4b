import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import axe from "axe-core";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";

/** phone and desktop are the sizes that pages are looked at; the first is the smallest that must work. */
export const phone = { width: 320, height: 640 };
export const desktop = { width: 1280, height: 900 };

const root = join(import.meta.dirname, "../../..");

/** executable finds a Chromium: the machine's own, else the one that tools/chromium/install fetched. */
function executable(): string {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const fetched = join(root, "build/chromium/chromium");
  const found = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), fetched].find((path) => existsSync(path));
  if (!found) throw new Error("no Chromium: run tools/chromium/install");
  return found;
}

/** launch starts a browser that talks to nobody but the server. */
export function launch(): Promise<Browser> {
  // prettier-ignore
  const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: executable(), args: quiet });
}

/** Visit is one browser window, as one person uses it. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Goes to a path of the website. */
  go: (path: string) => Promise<void>;
}

/**
 * useBrowser opens a browser for a test file. Whatever a page says on the console (an error, a refused policy) fails
 * the test it happened in.
 */
export function useBrowser(): (options?: BrowserContextOptions) => Promise<Visit> {
  // Workers are numbered from 1.
  const address = inject("addresses")[Number(process.env.VITEST_POOL_ID) - 1]!;
  const said: string[] = [];
  const open: BrowserContext[] = [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    for (const context of open.splice(0)) {
      // A call that a test still answers itself is let go: there is no page any more to answer to.
      await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: "ignoreErrors" })));
      await context.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
    }
    expect(said.splice(0), "said on the console").toEqual([]);
  });
  afterAll(() => browser.close());
  return async (options = {}) => {
    const context = await browser.newContext({ viewport: desktop, locale: "nl-NL", ...options });
    context.setDefaultTimeout(20_000);
    open.push(context);
    const page = await context.newPage();
    context.on("console", (message) => {
      // A call that the test breaks or refuses on purpose is told by the browser too; the page must cope.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) said.push(message.text());
    });
    context.on("weberror", (error) => said.push(String(error.error())));
    return { page, context, go: async (path) => void (await page.goto(address + path)) };
  };
}

/** keysOf collects the idempotency keys that a page sends. */
export function keysOf({ page }: Visit): string[] {
  const keys: string[] = [];
  page.on("request", (request) => {
    const key = request.headers()["idempotency-key"];
    if (key) keys.push(key);
  });
  return keys;
}

declare global {
  interface Window {
    /** What axe-core adds to a page that it looks at. */
    axe?: typeof axe;
  }
}

/** WCAG 2.2 at level A and AA, as axe-core tests it. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * expectAccessible fails for anything on the page that axe-core calls a violation, and for two things with one id: a
 * label and an error would then lead to the first of them.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index), "ids that are there twice").toEqual([]);
  expect(page.frames().length, "pages within the page, which nobody looks at").toBe(1);
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((values) => window.axe!.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }), tags);
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" · ")}`)).toEqual([]);
}

/** expectNoSideways fails when a page is wider than its window. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(wide, "width of the page").toBeLessThanOrEqual(window!);
}

/**
 * expectUsable waits until the server was heard and fails for what not everybody can use: as wide as it is, and as narrow
 * as the smallest phone. What is folded is unfolded first where that is asked; the page is left as wide as it was.
 */
export async function expectUsable(page: Page, { unfolded = false } = {}): Promise<void> {
  await expect.poll(() => page.locator("[aria-busy=true]").or(page.getByText(/^(Een ogenblik|One moment)/)).filter({ visible: true }).count()).toBe(0);
  if (unfolded) await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  const before = page.viewportSize()!;
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    await expectNoSideways(page);
  }
  await page.setViewportSize(before);
}
