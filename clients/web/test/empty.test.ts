import type { Page } from "playwright-core";
import { it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { signIn } from "./signin.ts";
import { dutch } from "./words.ts";

// A municipality that has just begun has nothing to list yet: each list then says so, and what will come to stand there.
const visit = useBrowser();
const { desk, portal } = dutch;

/** What holds names and choices, and who one is: without them no page can be drawn. */
const kept = /\/(codes|supporters)$/;

/** bare has every list come without anything in it, as one of a municipality that has just begun. */
async function bare(page: Page): Promise<void> {
  await page.route(/\/v1\/municipalities\/gm\d{4}\/[a-z-]+(\?|$)/, async (route) => {
    const request = route.request();
    if (request.method() !== "GET" || kept.test(new URL(request.url()).pathname)) return route.fallback();
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    const answer = Object.entries((await response.json()) as object).map(([name, value]) => [name, Array.isArray(value) ? [] : name === "nextPageToken" ? "" : value]);
    return route.fulfill({ response, json: Object.fromEntries(answer) as object });
  });
}

it.each([
  ["/desk/messages", "coordinator", [desk("sending.calls.none"), desk("sending.letters.none"), desk("sending.failed.none")]],
  ["/desk/handovers", "coordinator", [desk("handovers.none"), desk("incoming.none")]],
  ["/desk/signals", "coordinator", [desk("signals.new.none"), desk("patterns.none")]],
  ["/desk/patterns", "policy-adviser", [desk("released.none")]],
  ["/desk/partners", "coordinator", [desk("partners.none")]],
  ["/desk/rights", "coordinator", [desk("rights.none")]],
  ["/desk/complaints", "coordinator", [desk("complaints.none")]],
  ["/desk/incidents", "coordinator", [desk("incidents.none")]],
  ["/desk/cards", "coordinator", [desk("cards.none")]],
  ["/desk/surveys", "coordinator", [desk("surveys.none")]],
  ["/desk/claims", "coordinator", [desk("claims.waiting.none"), desk("paid.none")]],
  ["/desk/colleagues", "coordinator", [desk("colleagues.others.none")]],
  ["/desk/meetings/groups", "coordinator", [desk("groups.none")]],
  ["/desk/settings/webhooks", "administrator", [desk("webhooks.none")]],
  ["/portal", "formal-supporter", [portal("offers.none"), portal("cases.none")]],
  ["/portal/meetings", "formal-supporter", [portal("meetings.ahead.none"), portal("meetings.past.none")]],
  ["/portal/colleagues", "formal-supporter", [portal("colleagues.mine.none"), portal("colleagues.others.none")]],
  ["/portal/claims", "formal-supporter", [portal("work.none"), portal("claims.none")]],
  ["/portal/signals", "formal-supporter", [portal("signals.none")]],
  ["/portal/referrals", "referrer", [portal("referrals.none")]],
])("%s says that there is nothing yet", async (path, persona, none) => {
  const who = await visit();
  await signIn(who, persona, persona === "administrator" ? "/desk/settings" : path.startsWith("/desk") ? "/desk" : "/portal");
  await bare(who.page);
  await who.go(path);
  for (const says of none) await who.page.getByText(says, { exact: true }).waitFor();
  await expectUsable(who.page);
});
