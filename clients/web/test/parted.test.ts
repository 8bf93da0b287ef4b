import { describe, expect, it } from "vitest";

import { expectUsable, useBrowser } from "./browser.ts";
import { opened } from "./forms/portal.ts";
import { apiOf, type Api, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";
import { spokenIn } from "./words.ts";

const visit = useBrowser();

/** kept is a case as a coordinator reads it. */
const kept = (api: Api, id: string) => api<Made & { application: string; supporter: string; matchEnded: boolean; matchEndedBy: string }>("GET", `/cases/${id}`);

describe.each(spokenIn)("when it does not click ($language)", ({ language, locale, desk, portal }) => {
  it("the coordinator looks for somebody else at once, and nobody is blamed", async () => {
    const coordinator = await visit({ locale });
    await signIn(coordinator, "coordinator");
    const { page, go } = coordinator;
    const api = apiOf(page);
    const { id } = await opened(api, `Nel Klik ${language}`);
    const { application, supporter } = await kept(api, id);
    await go(`/desk/gm0867/applications/${application}`);
    const region = page.getByRole("region", { name: desk("case.title"), exact: true });
    await region.getByText(desk("parted.open"), { exact: true }).click();
    await region.getByRole("button", { name: desk("parted.send") }).click();
    for (const wrong of ["wrong.parted.by", "wrong.parted.sure"] as const) await region.getByRole("alert").getByRole("link", { name: desk(wrong) }).waitFor();
    await expectUsable(coordinator.page);
    await region.getByRole("radio", { name: desk("parted.MATCH_ENDER_COORDINATOR") }).check();
    await region.getByRole("checkbox", { name: desk("parted.sure") }).check();
    await region.getByRole("button", { name: desk("parted.send") }).dblclick();

    // The matching panel is back, without who stood beside the resident.
    const matching = page.getByRole("region", { name: desk("matching.title"), exact: true });
    await matching.getByText(desk("matching.decide")).waitFor();
    await page.getByRole("region", { name: desk("parted.title") }).getByText(desk("parted.never", { name: "Pim Professional" })).waitFor();
    expect(await matching.getByRole("button", { name: desk("matching.ask.whom", { name: "Pim Professional" }), exact: true }).count()).toBe(0);
    expect(await matching.getByText(desk("misses.anyway", { name: "Pim Professional" })).count()).toBe(0);
    const { proposals } = await api<{ proposals: { supporter: string }[] }>("GET", `/applications/${application}/proposals`);
    expect(proposals.length).toBeGreaterThan(0);
    expect(proposals.filter((one) => one.supporter === supporter)).toEqual([]);
    await page.getByText(desk("timeline.parted", { day: "" }).replace(/\s*$/, ""), { exact: false }).first().waitFor();
    expect(await kept(api, id)).toMatchObject({ matchEnded: true, matchEndedBy: "MATCH_ENDER_COORDINATOR" });
    await expectUsable(coordinator.page);
  });

  it("the supporter says so without saying why, and is thanked", async () => {
    const coordinator = await visit();
    await signIn(coordinator, "coordinator");
    const api = apiOf(coordinator.page);
    const { id } = await opened(api, `Nel Anders ${language}`);
    const who = await visit({ locale });
    await signIn(who, "formal-supporter", "/portal");
    const { page, go } = who;
    await go(`/portal/gm0867/cases/${id}`);
    await page.getByText(portal("parted.open"), { exact: true }).click();
    expect(await page.getByRole("group").or(page.getByRole("radiogroup")).getByRole("radio", { name: /oördinator/ }).count(), "the coordinator is not the supporter's to name").toBe(0);
    await page.getByRole("radio", { name: portal("parted.MATCH_ENDER_SUPPORTER"), exact: true }).check();
    await page.getByRole("button", { name: portal("parted.send") }).click();
    await page.getByRole("alert").getByRole("link", { name: portal("wrong.parted.sure") }).waitFor();
    await expectUsable(who.page);
    await page.getByRole("checkbox", { name: portal("parted.sure") }).check();
    await page.getByRole("button", { name: portal("parted.send") }).click();
    await page.getByText(portal("parted.done")).waitFor();
    expect(await kept(api, id)).toMatchObject({ matchEnded: true, matchEndedBy: "MATCH_ENDER_SUPPORTER" });
    await expectUsable(who.page);
    await go("/portal");
    await page.getByRole("heading", { level: 2, name: portal("cases.title") }).waitFor();
    await expect.poll(() => page.getByText(/^Een ogenblik/).count()).toBe(0);
    expect(await page.getByRole("link", { name: `Nel Anders ${language}` }).count()).toBe(0);
  });
});
