import type { Visit } from "./browser.ts";

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
