import type { Visit } from "./browser.ts";

/** signIn signs a persona of the demo in, and waits for the first page behind the door. */
export async function signIn({ page, go }: Visit, persona: string, path = "/desk"): Promise<void> {
  await go(path);
  await page.getByRole("button", { name: /^(Log in|Sign in)$/ }).click();
  await page.locator(`button[name=persona][value="${persona}"]`).click();
  await page.waitForURL(`**${path}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}
