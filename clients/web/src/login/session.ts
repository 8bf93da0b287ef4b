import { address, config, connect, overLine, part, Refusal, type Client, type Schemas } from "../api/client.ts";
import { chosenLanguage } from "../text/chosen.ts";
import { isRenewable, managerOf, scopeOf, tokenOf } from "./manager.ts";

/** Door is a part of the website for which people sign in. */
export type Door = "desk" | "portal";

/** Caller is who signed in, and what they may do. */
export type Caller = Schemas["Caller"];

/** Session is a sign-in of this tab: it ends with the tab, and leaves nothing on the machine. */
export interface Session {
  caller: Caller;
  client: Client;
  /** Gives the token of the moment, renewed when it has run out, for what the client cannot do: streams. */
  token: () => Promise<string>;
  /** Signs in again in a window of its own, so that this page and what was typed in it stay; for what cannot be renewed. */
  renew: () => Promise<void>;
  leave: () => Promise<void>;
}

/** Entry is how somebody stands before a door. */
export type Entry =
  /** Nobody signed in; `begin` goes to the issuer and comes back to the same page. */
  | { kind: "out"; begin: () => Promise<void> }
  /** Nobody can: the server has no issuer. */
  | { kind: "closed" }
  /** Signed in, but no account or no grant. */
  | { kind: "stranger"; leave: () => Promise<void> }
  | { kind: "in"; session: Session };

/** enter finds out who stands before the door. */
export async function enter(): Promise<Entry> {
  const { issuer, clientId } = await config();
  if (!issuer) return { kind: "closed" };
  const manager = managerOf(issuer, clientId);
  const user = await manager.getUser();
  const leave = async () => {
    await manager.removeUser();
    window.location.assign("/");
  };
  const begin = async () => manager.signinRedirect({ state: window.location.pathname, scope: await scopeOf(manager) });
  if (!user || !isRenewable(user)) return { kind: "out", begin };
  const token = () => tokenOf(manager);
  const client = connect({ address, language: chosenLanguage, fetch: overLine, token });
  try {
    const caller = part(await client.GET("/caller"));
    const renew = async () => void (await manager.signinPopup({ scope: await scopeOf(manager) }));
    return { kind: "in", session: { caller, client, token, renew, leave } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.problem.status === 401) {
      await manager.removeUser();
      return { kind: "out", begin };
    }
    return { kind: "stranger", leave };
  }
}

/** arrive ends a sign-in: it returns where to go on, or undefined in the window of a renewal, which closes. */
export async function arrive(): Promise<string | undefined> {
  const { issuer, clientId } = await config();
  const manager = managerOf(issuer, clientId);
  if (isRenewal()) {
    await manager.signinPopupCallback();
    return undefined;
  }
  const user = await manager.signinCallback();
  return user ? pathOf(user.state) : undefined;
}

/**
 * isRenewal tells whether this is the window of a renewal: the page that opened it began the sign-in, and has the other
 * half of what came back. A window gets a copy of its opener's storage as it is opened, which is before that.
 */
function isRenewal(): boolean {
  const state = new URLSearchParams(window.location.search).get("state") ?? "";
  return window.opener !== null && window.sessionStorage.getItem(`oidc.${state}`) === null;
}

/** pathOf believes only a path of ours. */
function pathOf(state: unknown): string {
  return typeof state === "string" && /^\/(desk|portal)(\/|$)/.test(state) ? state : "/login";
}
