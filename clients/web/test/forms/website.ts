import { dutch } from "../words.ts";
import { button, type Form, type Ready, type Scene } from "./form.ts";

const { site } = dutch;

/** answered goes through the questions of the aanmeldwebsite, with as little as will do. */
async function answered({ page, go }: Scene, path: string, name: string): Promise<Ready> {
  await go(path);
  const send = button(page, site("check.send"));
  const next = button(page, site("next"));
  await next.waitFor();
  while (!(await send.isVisible())) {
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    for (const [id, text] of Object.entries({ name, ownName: "Bart", phone: "0611930701", ownPhone: "0611930702", question: "Onderweg getypt." })) {
      const input = page.locator(`input#${id}, textarea#${id}`);
      if (await input.count()) await input.fill(text);
    }
    const choices = page.getByRole("radio");
    if (await choices.count()) await choices.first().check();
    await next.click();
    await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor({ state: "detached" });
  }
  return { button: send, done: page.getByRole("heading", { name: site("receipt.title") }) };
}

/** website are the forms of the aanmeldwebsite. */
export const website: Form[] = [
  {
    file: "public/pages/CallBack.tsx", what: "asks to be called back",
    fill: async ({ page, go }) => {
      await go("/waalwijk/bel-mij");
      await page.getByLabel(site("field.firstname")).fill("Lou");
      await page.getByLabel(site("field.phone")).fill("0611930322");
      return { button: button(page, site("callback.send")), done: page.getByRole("heading", { name: site("receipt.title") }) };
    },
  },
  { file: "public/pages/Check.tsx", what: "applies for oneself", fill: (scene) => answered(scene, "/waalwijk/aanmelden", "Lijn Los") },
  { file: "public/pages/Check.tsx", what: "applies for another", again: true, fill: (scene) => answered(scene, "/waalwijk/aanmelden-voor-een-ander", "Lijn Anders") },
  {
    file: "public/pages/Professional.tsx", what: "refers a resident",
    fill: async ({ page, go }) => {
      await go("/waalwijk/aanmelden-als-professional");
      await page.getByLabel(site("field.organisation")).fill("Huisartsenpraktijk De Linde");
      await page.getByLabel(site("field.ownName")).fill("A. Arts");
      await page.getByLabel(site("field.phone")).fill("0611930503");
      await page.getByLabel(site("field.name.other")).fill("Piet Patiënt");
      await page.getByLabel(site("field.phone.other")).fill("0611930504");
      await page.getByRole("radio", { name: site("agrees.yes"), exact: true }).check();
      return { button: button(page, site("check.send")), done: page.locator(".oco-code") };
    },
  },
  {
    file: "public/pages/MyData.tsx", what: "asks what is known of them",
    fill: async ({ page, go }) => {
      await go("/waalwijk/mijn-gegevens");
      await page.getByRole("radio", { name: site("mine.see") }).check();
      await page.getByLabel(site("field.name")).fill("Iris Inzage");
      await page.getByLabel(site("field.phone")).fill("0611930505");
      return { button: button(page, site("mine.send")), done: page.getByRole("heading", { name: site("mine.asked") }) };
    },
  },
  {
    file: "public/pages/Status.tsx", what: "looks up how an application is doing", looks: true,
    fill: async (scene) => {
      const sent = await answered(scene, "/waalwijk/aanmelden", "Lijn Stand");
      await sent.button.click();
      const code = await scene.page.locator(".oco-code").innerText();
      await scene.go("/waalwijk/status");
      await scene.page.getByLabel(site("status.code")).fill(code);
      return { button: button(scene.page, site("status.look")), done: scene.page.getByRole("heading", { name: site("status.received") }) };
    },
  },
];
