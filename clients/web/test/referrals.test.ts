import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { apiOf, submitted } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

describe.each(spokenIn)("a referrer who signs in ($language)", ({ language, locale, desk, portal }) => {
  it("sees where own referrals stand, more than received only when the resident agreed, and never of whom", async () => {
    const who = await visit({ locale });
    await signIn(who, "referrer", "/portal/referrals"); // who supports as well begins elsewhere
    const { page, go } = who;
    await page.getByRole("heading", { level: 1, name: portal("referrals.title") }).waitFor();
    const list = page.getByRole("region", { name: portal("referrals.where") });
    const count = async (status: "RECEIVED" | "BEING_HELPED") => {
      await expect.poll(() => page.getByText(/^(Een ogenblik|One moment)/).count()).toBe(0);
      return list.getByRole("listitem").filter({ hasText: portal(`referrals.REFERRAL_STATUS_${status}`) }).count();
    };
    const [received, helped] = [await count("RECEIVED"), await count("BEING_HELPED")];

    const application = await submitted(apiOf(page), `Wies Verwezen ${language}`);
    await page.reload();
    await list.getByRole("listitem").first().waitFor();
    expect(await count("RECEIVED")).toBe(received + 1);

    // The coordinator is on it, and nobody is told: the resident was not asked yet.
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    await apiOf(coordinator.page)("POST", `/applications/${application}/triage-decisions`, { route: "ROUTE_FORMAL" });
    await page.reload();
    await list.getByRole("listitem").first().waitFor();
    expect(await count("BEING_HELPED")).toBe(helped);
    const own = await visit({ locale });
    await signIn(own, "coordinator");
    await own.go(`/desk/gm0867/applications/${application}`);
    await own.page.getByText(desk("knows.unasked")).waitFor();
    await own.page.getByText(desk("knows.open"), { exact: true }).click();
    await own.page.getByRole("button", { name: desk("knows.send"), exact: true }).click();
    await own.page.getByRole("alert").getByRole("link", { name: desk("wrong.knows") }).waitFor();
    await expectUsable(own.page);
    await own.page.getByRole("radio", { name: desk("knows.given") }).check();
    await own.page.getByRole("button", { name: desk("knows.send"), exact: true }).click();
    await own.page.getByText(desk("knows.yes", { day: "" }).split(" (")[0]!).waitFor();
    await page.reload();
    await list.getByRole("listitem").first().waitFor();
    expect(await count("BEING_HELPED")).toBe(helped + 1);
    expect(await count("RECEIVED")).toBe(received);
    expect(await page.getByText(/Wies|Wie denkt er mee/).count(), "nothing of what it is about").toBe(0);
    await expectUsable(page);

    // Whoever comes by the wrong door is shown the right one.
    await go("/desk");
    await page.getByRole("link", { name: desk("lost.portal") }).click();
    const heading = page.getByRole("heading", { level: 1 });
    await heading.and(page.getByText(portal("referrals.title"))).or(heading.and(page.getByText(portal("start.title")))).waitFor();
  });
});
