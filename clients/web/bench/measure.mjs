// Measures the website in a real browser, for `make bench`: its arguments are the address of a platform with the demo
// region, a Chromium, and the folder that has lighthouse. It prints one JSON object of figures.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const [address, executablePath, lighthouseFolder] = process.argv.slice(2);

// prettier-ignore
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** The pages that anybody may open; of a form its first question. */
// prettier-ignore
const pages = ["/", "/waalwijk", "/waalwijk/bel-mij", "/waalwijk/aanmelden", "/waalwijk/aanmelden-voor-een-ander",
  "/waalwijk/aanmelden-als-professional", "/waalwijk/kaartje", "/waalwijk/status", "/waalwijk/wat-is-het", "/waalwijk/verwijzers",
  "/waalwijk/privacy", "/waalwijk/toegankelijkheid"];

const rows = 10_000;

const browser = await chromium.launch({ executablePath, args: quiet });

/** weighed opens a window and counts every compressed byte that comes in, headers left out. */
async function weighed() {
  const context = await browser.newContext({ locale: "nl-NL" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.dataReceived", ({ encodedDataLength }) => (bytes += encodedDataLength));
  return { page, context, kilobytes: () => bytes / 1024 };
}

/** signIn signs the coordinator of the demo in. */
async function signIn(page) {
  await page.goto(`${address}/desk`);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.locator('button[name=persona][value="coordinator"]').click();
  await page.waitForURL("**/desk");
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function firstPage() {
  const { page, context, kilobytes } = await weighed();
  await page.goto(`${address}/waalwijk`, { waitUntil: "networkidle" });
  const found = kilobytes();
  await context.close();
  return found;
}

async function deskFirstUse() {
  const { page, context, kilobytes } = await weighed();
  await signIn(page);
  await page.getByRole("link", { name: "Joris Kikkert" }).click();
  await page.getByRole("heading", { level: 1, name: "Joris Kikkert" }).waitFor();
  await page.getByRole("heading", { name: "Triage" }).waitFor();
  const found = kilobytes();
  await context.close();
  return found;
}

/** fill sends applications in, as residents do. */
async function fill() {
  let next = 0;
  const one = async () => {
    while (next < rows) {
      const n = next++;
      const response = await fetch(`${address}/v1/municipalities/gm0867/applications`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ resident: { name: `Rij ${n}`, phone: "06-11930999" }, question: "Een vraag.", lifeDomains: ["LIFE_DOMAIN_WMO"] }),
      });
      if (!response.ok) throw new Error(`application ${n}: ${response.status}`);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
}

/** longestTask opens the worklist, asks for more of it, and returns the longest time that the page was deaf, in ms. */
async function longestTask() {
  const context = await browser.newContext({ locale: "nl-NL" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
    }).observe({ type: "longtask", buffered: true });
  });
  await signIn(page);
  await page.getByRole("button", { name: "Meer" }).first().waitFor();
  await page.reload();
  const more = page.getByRole("button", { name: "Meer" }).first();
  for (let n = 0; n < 3; n++) {
    await more.click();
    await page.locator(`tbody tr:nth-child(${25 * (n + 2)})`).first().waitFor();
  }
  const longest = await page.evaluate(() => window.longest);
  await context.close();
  return longest;
}

/** lighthouseLowest is the lowest score of all public pages, each the median of three runs on the mobile preset. */
async function lighthouseLowest() {
  const { default: lighthouse } = await import(pathToFileURL(join(lighthouseFolder, "node_modules/lighthouse/core/index.js")));
  const port = 9222 + Math.floor(Math.random() * 1000);
  const measured = await chromium.launch({ executablePath, args: [...quiet, `--remote-debugging-port=${port}`] });
  const kinds = ["performance", "accessibility", "best-practices"];
  const lowest = { score: 100, page: "", kind: "" };
  for (const page of pages) {
    const runs = [];
    for (let n = 0; n < 3; n++) {
      const { lhr } = await lighthouse(`${address}${page}`, { port, output: "json", logLevel: "error", onlyCategories: kinds });
      runs.push(kinds.map((kind) => lhr.categories[kind].score * 100));
    }
    kinds.forEach((kind, at) => {
      const score = runs.map((run) => run[at]).sort((a, b) => a - b)[1];
      if (score < lowest.score) Object.assign(lowest, { score, page, kind });
    });
  }
  await measured.close();
  console.error(`the lowest score is ${lowest.score}, for ${lowest.kind} of ${lowest.page || "every page"}`);
  return lowest.score;
}

const found = { first_page_kb: await firstPage(), desk_first_use_kb: await deskFirstUse(), lighthouse_min: await lighthouseLowest() };
await fill();
found.worklist_10k_longest_task_ms = await longestTask();
await browser.close();
console.log(JSON.stringify(found));
