import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import Provider from "oidc-provider";
import type { Route } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { useBrowser, type Visit } from "./browser.ts";

// Signing in at a certified OpenID Connect provider that is not ours, on a platform without demo data.
const visit = useBrowser();
const root = join(import.meta.dirname, "../../..");
const program = join(root, "build/bin/oco-server");

let folder: string;
let issuer: Server;
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

/** provider is the issuer, with one public client: the website at an address. Its tokens are JWTs for audience oco. */
function provider(url: string, website: string): Provider {
  return new Provider(url, {
    clients: [
      {
        client_id: "oco-web", redirect_uris: [`${website}/login`], token_endpoint_auth_method: "none",
        response_types: ["code"], grant_types: ["authorization_code"],
      },
    ],
    clientBasedCORS: () => true,
    pkce: { required: () => true },
    claims: { profile: ["name"] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, name: id }) }),
    features: {
      resourceIndicators: {
        defaultResource: () => "urn:oco",
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: "openid profile", audience: "oco", accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } }),
      },
    },
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oco-issuer-"));
  await chmod(folder, 0o755); // as root the server runs its Postgres as another user
  address = await free();
  issuer = createServer();
  const url = await listen(issuer);
  issuer.on("request", provider(url, address).callback());
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

it("tells whoever has no account that they have none", async () => {
  const stranger = await visit();
  await signIn(stranger, "vreemde");
  await stranger.page.getByRole("heading", { name: "U hebt hier geen toegang" }).waitFor();
});
