import { UserManager, WebStorageStateStore, type User } from "oidc-client-ts";

import { address, config, connect, LineLost, overLine, part, Refusal, type Client, type Schemas } from "../api/client.ts";
import { chosenLanguage } from "../text/chosen.ts";

/** Door is a part of the website for which people sign in. */
export type Door = "desk" | "portal";

/** Caller is who signed in, and what they may do. */
export type Caller = Schemas["Caller"];

/** Session is a sign-in of this tab: it ends with the tab, and leaves nothing on the machine. */
export interface Session {
  caller: Caller;
  client: Client;
  /** Gives the token of the moment, for what the client cannot do: streams. */
  token: () => Promise<string>;
  /** Signs in again in a window of its own, so that this page and what was typed in it stay. */
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

/** back is where the issuer sends people back to; both doors share it, so that an issuer needs one address. */
const back = `${address}/login`;

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
  if (!user || user.expired) return { kind: "out", begin: () => manager.signinRedirect({ state: window.location.pathname }) };
  const token = async () => (await current(manager)).access_token;
  const client = connect({ address, language: chosenLanguage, fetch: overLine, token });
  try {
    const caller = part(await client.GET("/caller"));
    const renew = async () => void (await manager.signinPopup());
    return { kind: "in", session: { caller, client, token, renew, leave } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.problem.status === 401) {
      await manager.removeUser();
      return { kind: "out", begin: () => manager.signinRedirect({ state: window.location.pathname }) };
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

/** current is the sign-in of the moment; a renewal in a window of its own put it there. */
async function current(manager: UserManager): Promise<User> {
  const user = await manager.getUser();
  if (!user) throw new LineLost("signed out");
  return user;
}

function managerOf(issuer: string, clientId: string): UserManager {
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: back,
    response_type: "code", // with PKCE, which oidc-client-ts always does
    scope: "openid profile",
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
    monitorSession: false,
    automaticSilentRenew: true, // with a refresh token, where the issuer gives one
  });
}
