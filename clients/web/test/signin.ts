import type { Visit } from "./browser.ts";
import { apiOf, type Api } from "./reached.ts";

/** The sign-ins of this test file, by persona: what the page keeps of one in its tab. */
const signedIn = new Map<string, [string, string]>();

/**
 * signIn signs a persona of the demo in, and waits for the first page behind the door. The first time in a file it goes
 * through the pages of the issuer, and later it brings what they gave.
 */
export async function signIn({ page, go }: Visit, persona: string, path = "/desk"): Promise<void> {
  const kept = signedIn.get(persona);
  if (kept) {
    await go("/config.json");
    await page.evaluate(([key, user]) => sessionStorage.setItem(key, user), kept);
    await go(path);
  } else {
    await go(path);
    await page.getByRole("button", { name: /^(Log in|Sign in)$/ }).click();
    await page.locator(`button[name=persona][value="${persona}"]`).click();
    await page.waitForURL(`**${path}`);
  }
  await page.getByRole("heading", { level: 1 }).waitFor();
  const stored = await page.evaluate(() => Object.entries(sessionStorage).find(([key]) => key.startsWith("oidc.user:")));
  signedIn.set(persona, stored!);
}

/** apiAs calls the platform as a persona, from a window in which no page is opened when the sign-in of before still counts. */
export async function apiAs(visitor: Visit, persona: string, path?: string, municipality?: string): Promise<Api> {
  const kept = signedIn.get(persona);
  const until = kept ? (JSON.parse(kept[1]) as { expires_at: number }).expires_at : 0;
  if (kept && until * 1000 > Date.now() + enough) {
    await visitor.go("/config.json");
    await visitor.page.evaluate(([key, user]) => sessionStorage.setItem(key, user), kept);
  } else {
    await signIn(visitor, persona, path);
  }
  return apiOf(visitor.page, municipality);
}

/** For so long, in milliseconds, a token must count yet: longer than any test takes. */
const enough = 180_000;
