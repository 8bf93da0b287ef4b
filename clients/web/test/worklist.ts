import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** more are the buttons below the parts of the worklist that are longer than what is shown. */
const more = (page: Page) => page.getByRole("button", { name: /^(Meer|More)$/ });

/** unfold shows all rows of the worklist: other tests put theirs in as well, and who waits longest stands first. */
export async function unfold(page: Page): Promise<void> {
  await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
  for (const button of await more(page).all()) await button.click();
  await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
}

/** inWorklist finds somebody's application in the worklist. */
export async function inWorklist(page: Page, name: string): Promise<Locator> {
  const link = page.getByRole("link", { name });
  await expect
    .poll(async () => {
      if ((await link.count()) === 0) await unfold(page);
      return link.count();
    })
    .toBe(1);
  return link;
}
