import type { Visit } from "./browser.ts";
import { apiOf, type Made } from "./reached.ts";
import { signIn } from "./signin.ts";

type Role = "ROLE_SUPPORTER" | "ROLE_COORDINATOR";

/** holds gives somebody of the demo roles beside their own, as two administrators do; it returns their account. */
export async function holds(visit: () => Promise<Visit>, name: string, ...roles: Role[]): Promise<string> {
  const [one, two] = [await visit(), await visit()];
  await signIn(one, "administrator", "/desk/settings");
  await signIn(two, "second-administrator", "/desk/settings");
  const admin = apiOf(one.page);
  const { accounts } = await admin<{ accounts: (Made & { name: string })[] }>("GET", "/accounts?pageSize=200");
  const account = accounts.find((held) => held.name === name)!.id;
  for (const role of roles) {
    const grant = await admin<Made>("POST", "/grants", { account, role });
    await apiOf(two.page)("POST", `/grants/${grant.id}/_confirm`, {}, grant.etag);
  }
  return account;
}

/** supports makes somebody of the demo, who supports nobody there, a supporter: what is theirs is in no other test's way. */
export async function supports(visit: () => Promise<Visit>, name: string, phone: string): Promise<Made> {
  const account = await holds(visit, name, "ROLE_SUPPORTER");
  const coordinator = await visit();
  await signIn(coordinator, "coordinator");
  return apiOf(coordinator.page)<Made>("POST", "/supporters", { kind: "SUPPORT_KIND_FORMAL", name, organisation: "Buro Naast", phone, maxCases: 3, account });
}
