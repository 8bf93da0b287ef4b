import { ErrorResponse, UserManager, WebStorageStateStore, type User } from "oidc-client-ts";

import { address, LineLost } from "../api/client.ts";

/** back is where the issuer sends people back to; both doors share it, so that an issuer needs one address. */
const back = `${address}/login`;

/** How many seconds before its end a token is renewed, so that a call arrives while it counts. */
const soon = 10;

/** A tab has one sign-in, and at most one renewal of it under way: a refresh token counts once. */
let only: UserManager | undefined;
let renewing: Promise<User> | undefined;

/** managerOf keeps the sign-in of this tab; it ends with the tab. */
export function managerOf(issuer: string, clientId: string): UserManager {
  const store = new WebStorageStateStore({ store: window.sessionStorage });
  only ??= new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: back,
    response_type: "code", // with PKCE, which oidc-client-ts always does
    scope: "openid profile",
    userStore: store,
    stateStore: store,
    monitorSession: false,
    automaticSilentRenew: false, // a timer sleeps with the machine; tokenOf renews before a call
  });
  return only;
}

/** scopeOf is what a sign-in asks for: a refresh token too, of an issuer that says that one is asked for in this way. */
export async function scopeOf(manager: UserManager): Promise<string> {
  const { scopes_supported: scopes } = await manager.metadataService.getMetadata();
  return [manager.settings.scope, ...(scopes?.includes("offline_access") ? ["offline_access"] : [])].join(" ");
}

/**
 * tokenOf gives the token of the moment. One that has run out is renewed first, where the issuer gave a refresh token: so
 * a sign-in lasts for the working day, and a machine that slept goes on where it was.
 */
export async function tokenOf(manager: UserManager): Promise<string> {
  const user = await signedIn(manager);
  if (isCurrent(user)) return user.access_token;
  renewing ??= renewed(manager).finally(() => {
    renewing = undefined;
  });
  return (await renewing).access_token;
}

/** isRenewable tells whether a sign-in can go on: it counts still, or its issuer may renew it. */
export function isRenewable(user: User): boolean {
  return !user.expired || user.refresh_token !== undefined;
}

async function signedIn(manager: UserManager): Promise<User> {
  const user = await manager.getUser();
  if (!user) throw new LineLost("signed out");
  return user;
}

/** isCurrent tells whether nothing is to be renewed, or nothing can be. */
function isCurrent(user: User): boolean {
  return user.refresh_token === undefined || (user.expires_in ?? Infinity) > soon;
}

async function renewed(manager: UserManager): Promise<User> {
  const user = await signedIn(manager);
  if (isCurrent(user)) return user;
  try {
    return (await manager.signinSilent()) ?? user;
  } catch (error) {
    if (!(error instanceof ErrorResponse)) throw new LineLost("no answer of the issuer", { cause: error });
    // The issuer renews it no more. The server refuses the token that ran out, and the page then offers a window to sign in.
    delete user.refresh_token;
    await manager.storeUser(user);
    return user;
  }
}
