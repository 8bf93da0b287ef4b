import { connect, pages, Refusal, type Schemas } from "../../../ts/src/rest.ts";

export { connect, pages, Refusal, type Schemas };

/** Client calls the API, signed in or not. */
export type Client = ReturnType<typeof connect>;

/** Where the API is: beside the pages. A test that only lists the pages has no location. */
export const address = globalThis.location?.origin ?? "";

/**
 * LineLost is a call that got no answer: the line is gone, or the server is. Whether it was done is not known; the
 * same call with the same Idempotency-Key may be sent again.
 */
export class LineLost extends Error {
  override readonly name = "LineLost";
}

/** overLine is fetch, but tells a lost line from a refusal. */
export async function overLine(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new LineLost("no answer", { cause: error });
  }
}

/** part unwraps the data of an answer: a refusal was thrown before, so it is there. */
export function part<Data>(answer: { data?: Data }): Data {
  if (answer.data === undefined) throw new LineLost("an answer without content");
  return answer.data;
}

/** Config is what the pages must know of the server that they belong to. */
export interface Config {
  /** Whose sign-in counts (OpenID Connect); empty when nobody can sign in with a browser. */
  issuer: string;
  /** Who we are to the issuer. */
  clientId: string;
  /** Invented people: choose who to be. */
  demo: boolean;
}

/** config asks the server. */
export async function config(): Promise<Config> {
  const response = await overLine(new Request("/config.json"));
  if (!response.ok) throw new LineLost(`config: ${response.status}`);
  return (await response.json()) as Config;
}

/**
 * once are the headers of a change: its key, the same for every attempt, and the version that was looked at, so that
 * nobody overwrites what somebody else did meanwhile.
 */
export function once(key: string, etag?: string): { "Idempotency-Key": string; "If-Match"?: string } {
  return { "Idempotency-Key": key, ...(etag ? { "If-Match": `"${etag}"` } : {}) };
}
