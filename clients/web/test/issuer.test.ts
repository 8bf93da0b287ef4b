import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import Provider from "oidc-provider";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { useBrowser, type Visit } from "./browser.ts";
import { signIn as signInAtDemo } from "./signin.ts";

// Signing in at a certified OpenID Connect provider that is not ours, on a platform without demo data.
const visit = useBrowser();
const root = join(import.meta.dirname, "../../..");
const program = join(root, "build/bin/oco-server");

let folder: string;
let issuer: Server;
let url: string;
let server: ChildProcess;
let address: string;

/** listen gives a server a port of its own. */
async function listen(on: Server): Promise<string> {
  await new Promise<void>((resolve) => on.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(on.address() as AddressInfo).port}`;
}

/** free is an address that nobody serves yet: the issuer must know where the website will be. */
async function free(): Promise<string> {
  const probe = createServer();
  const found = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  return found;
}

/** How many seconds an access token counts: so few that a test sees the end of one. */
const brief = 12;

/**
 * provider is the issuer, with one public client: the website at an address. Its tokens are JWTs for audience oco, and each
 * refresh token counts once; one that is used again ends the sign-in.
 */
function provider(website: string): Provider {
  return new Provider(url, {
    clients: [
      {
        client_id: "oco-web", redirect_uris: [`${website}/login`], token_endpoint_auth_method: "none",
        response_types: ["code"], grant_types: ["authorization_code", "refresh_token"],
      },
    ],
    clientBasedCORS: () => true,
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    ttl: { AccessToken: brief },
    claims: { profile: ["name"] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, name: id }) }),
    features: {
      resourceIndicators: {
        defaultResource: () => "urn:oco",
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: "openid profile", audience: "oco", accessTokenTTL: brief, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } }),
      },
    },
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oco-issuer-"));
  await chmod(folder, 0o755); // as root the server runs its Postgres as another user
  address = await free();
  issuer = createServer();
  url = await listen(issuer);
  issuer.on("request", provider(address).callback());
  const data = ["--data-dir", join(folder, "data")];
  // prettier-ignore
  await promisify(execFile)(program, ["grant", "--first", "--municipality", "gm0867", "--municipality-name", "Waalwijk", "--oidc-issuer", url,
    "--administrator", "anna=Anna Beheer", "--administrator", "bram=Bram Beheer", ...data]);
  // prettier-ignore
  server = spawn(program, ["serve", ...data, "--oidc-issuer", url, "--web-dir", join(root, "build/web"), "--http-addr", new URL(address).host,
    "--grpc-addr", "127.0.0.1:0", "--metrics-addr", "", "--log-level", "warn"], { stdio: ["ignore", "ignore", "inherit"] });
  await vi.waitFor(async () => expect((await fetch(`${address}/readyz`)).status).toBe(200), { timeout: 60_000 });
}, 120_000);

afterAll(async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  issuer.closeAllConnections();
  await new Promise((resolve) => issuer.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** signIn goes through the pages of the issuer itself. */
async function signIn({ page }: Visit, who: string): Promise<void> {
  await page.goto(`${address}/desk/settings`);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.locator("input[name=login]").fill(who);
  await page.locator("input[name=password]").fill("whatever");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}

it("lets in who has an account here, and renews a session in a window of its own", async () => {
  const anna = await visit();
  await signIn(anna, "anna");
  const { page } = anna;
  await page.getByRole("heading", { level: 1, name: "Instellingen" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/desk/settings");
  expect(page.url(), "nothing of the sign-in stays in the address").not.toContain("code=");
  expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ""]);

  await page.getByLabel("Inleiding").fill("Wij denken met u mee.");
  const expired = (route: Route) => route.continue({ headers: { ...route.request().headers(), authorization: "Bearer run.out.now" } });
  await page.route(/\/v1\/municipalities\/gm0867(\?|$)/, (route) => (route.request().method() === "PATCH" ? expired(route) : route.continue()), { times: 1 });
  await page.getByRole("button", { name: "Sla op" }).click();
  await page.getByRole("alert").getByText("U bent niet meer ingelogd.").waitFor();
  const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button", { name: "Log opnieuw in" }).click()]);
  if (!popup.isClosed()) await popup.waitForEvent("close"); // the issuer still knows who this is, and asks nothing
  expect(await page.getByLabel("Inleiding").inputValue()).toBe("Wij denken met u mee.");
  await page.getByRole("button", { name: "Sla op" }).click();
  await page.getByText("Opgeslagen.").waitFor();
});

/** Kept is what the page keeps of a sign-in. */
interface Kept {
  access_token: string;
  refresh_token?: string;
}

function kept(page: Page): Promise<Kept> {
  return page.evaluate(() => JSON.parse(Object.entries(sessionStorage).find(([key]) => key.startsWith("oidc.user:"))![1] as string) as Kept);
}

/** ranOut waits until the server refuses a token. */
async function ranOut(token: string): Promise<void> {
  const status = async () => (await fetch(`${address}/v1/caller`, { headers: { Authorization: `Bearer ${token}` } })).status;
  await expect.poll(status, { timeout: 40_000, interval: 500 }).toBe(401);
}

it("goes on when a token has run out, without asking anybody, until the issuer ends the sign-in", async () => {
  const bram = await visit();
  await signIn(bram, "bram");
  const { page } = bram;
  await page.getByRole("heading", { level: 1, name: "Instellingen" }).waitFor();
  const shown: string[] = [];
  const refused: string[] = [];
  page.on("popup", (popup) => shown.push(popup.url()));
  page.on("framenavigated", (frame) => shown.push(frame.url()));
  page.on("response", (response) => response.status() === 401 && refused.push(response.url()));
  const first = await kept(page);
  await ranOut(first.access_token);
  await page.getByLabel("Inleiding").fill("Wij denken met u mee, de hele dag.");
  await page.getByRole("button", { name: "Sla op" }).click();
  await page.getByText("Opgeslagen.").waitFor();
  expect([shown, refused], "asked of somebody, or of the server in vain").toEqual([[], []]);
  expect((await kept(page)).refresh_token, "a refresh token counts once").not.toBe(first.refresh_token);
  expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ""]);

  // A refresh token that was used is used again: the issuer ends the sign-in, and the page asks.
  const again = new URLSearchParams({ grant_type: "refresh_token", client_id: "oco-web", refresh_token: first.refresh_token ?? "" });
  expect((await fetch(`${url}/token`, { method: "POST", body: again })).status).toBe(400);
  await ranOut((await kept(page)).access_token);
  await page.getByLabel("Inleiding").fill("Wij denken morgen weer met u mee.");
  await page.getByRole("button", { name: "Sla op" }).click();
  await page.getByRole("alert").getByText("U bent niet meer ingelogd.").waitFor();
  const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button", { name: "Log opnieuw in" }).click()]);
  await popup.getByRole("button", { name: "Continue" }).click();
  await expect.poll(async () => (await kept(page)).refresh_token).toBeDefined();
  await page.getByRole("button", { name: "Sla op" }).click();
  await page.getByText("Opgeslagen.").waitFor();
}, 120_000);

it("wakes after hours of sleep in the demo with one renewal, before any call", async () => {
  const carla = await visit();
  const { page } = carla;
  await page.clock.install();
  await signInAtDemo(carla, "coordinator", "/desk/search");
  const before = await kept(page);
  const renewals: string[] = [];
  const calls: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/dev-issuer/token")) renewals.push(request.postData() ?? "");
    if (request.url().includes("/v1/")) calls.push(request.headers()["authorization"] ?? "");
  });
  await page.clock.fastForward("08:00:00");
  await page.getByRole("link", { name: "Werklijst" }).click();
  await page.getByRole("link", { name: "Joris Kikkert" }).waitFor();
  expect(renewals.map((body) => new URLSearchParams(body).get("refresh_token"))).toEqual([before.refresh_token]);
  expect(calls.length, "calls that share the renewal").toBeGreaterThan(3);
  expect(new Set(calls)).toEqual(new Set([`Bearer ${(await kept(page)).access_token}`]));
});

it("tells whoever has no account that they have none", async () => {
  const stranger = await visit();
  await signIn(stranger, "vreemde");
  await stranger.page.getByRole("heading", { name: "U hebt hier geen toegang" }).waitFor();
});
