import type { Locator, Page } from "playwright-core";

import type { Visit } from "../browser.ts";
import type { Api } from "../reached.ts";
import { dutch, startsWith } from "../words.ts";

const { desk } = dutch;

/** Scene is where a form is filled in. */
export interface Scene extends Visit {
  /** Calls the platform as the coordinator, to bring about what the form is for. */
  api: Api;
  /** Calls the other municipality as its coordinator. */
  neighbour: Api;
  /** Calls it as the administrator. */
  admin: Api;
  /** Calls it as the complaints officer. */
  officer: Api;
  /** Calls it as Pim Professional, who supports. */
  supporter: Api;
}

/** Ready is a form that was filled in, and waits to be sent. */
export interface Ready {
  /** What sends it. */
  button: Locator;
  /** What shows that it was done. */
  done: Locator;
}

/** Form is a form, or a button that changes something by itself, of the website. */
export interface Form {
  /** The file of the website that has it. */
  file: string;
  what: string;
  /** Who uses it; nobody signs in for the aanmeldwebsite. */
  as?: "coordinator" | "neighbour-coordinator" | "administrator" | "second-administrator" | "privacy-officer" | "complaints-officer" | "formal-supporter";
  /** Where a form of another line is used as well: not one more in its file. */
  again?: true;
  /** It only looks something up, so that it needs no key. */
  looks?: true;
  fill: (scene: Scene) => Promise<Ready>;
}

/** button finds a button by all that it says. */
export const button = (part: Page | Locator, name: string | RegExp): Locator => part.getByRole("button", { name, exact: true });

/** closing fills in how a case ends, in either door. */
export async function closing(page: Page, { need, hours, send }: { need: string; hours: string; send: Locator }, done: string): Promise<Ready> {
  await page.getByLabel(need).fill("Ik wilde iemand die meekeek.");
  await page.locator("select#outcome").selectOption({ index: 1 });
  await page.getByRole("radio", { name: desk("fit.FIT_YES"), exact: true }).check();
  await page.getByLabel(hours).fill("2,5");
  return { button: send, done: page.getByText(startsWith(done)).first() };
}
