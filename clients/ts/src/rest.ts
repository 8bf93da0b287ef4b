/**
 * The client for browsers: the REST API, with types made from its OpenAPI document.
 *
 * It runs wherever fetch does. Paths, parameters, bodies and answers are checked by the compiler; a refusal is thrown
 * as a {@link Refusal} with the problem that the server wrote.
 */
import createClient, { type Client, type Middleware } from "openapi-fetch";

import type { components, paths } from "../../../gen/ts/openapi.js";

/** Names and shapes of everything in the API: `Schemas["Application"]`. */
export type Schemas = components["schemas"];

/** Problem (RFC 9457) is what the server says when it refuses. */
export type Problem = Schemas["Problem"];

/** Options of a client. */
export interface Options {
  /** Where the API is, without /v1: "https://oco.example". */
  address: string;
  /** Gives the token of the moment; leave it out for what anyone may call. */
  token?: () => string | Promise<string>;
  /** The language of texts in answers, or what tells it at each call; Dutch when left out. */
  language?: "nl" | "en" | (() => "nl" | "en");
  /** Another fetch than the global one. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Refusal is a call that the server refused. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    /** What the server wrote. */
    readonly problem: Problem,
    /** After how many seconds to try again, when the server says so. */
    readonly retryAfter?: number,
  ) {
    super(problem.detail);
  }

  /** The reason: "STATE_CONFLICT"; empty when the HTTP status says it all. */
  get reason(): string {
    return this.problem.type.startsWith(reasons) ? this.problem.type.slice(reasons.length) : "";
  }
}

const reasons = "urn:oco:problem:";

const writes = new Set(["POST", "PATCH", "PUT", "DELETE"]);

/** connect makes a client. Every call it makes throws a Refusal when the server refuses. */
export function connect(options: Options): Client<paths> {
  const client = createClient<paths>({
    baseUrl: options.address.replace(/\/+$/, "") + "/v1",
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  client.use(headers(options), refusals);
  return client;
}

/** headers signs in, asks for a language, and makes every write safe to repeat. */
function headers(options: Options): Middleware {
  return {
    async onRequest({ request }) {
      if (options.token) request.headers.set("Authorization", `Bearer ${await options.token()}`);
      if (!request.headers.has("Accept-Language")) request.headers.set("Accept-Language", (typeof options.language === "function" ? options.language() : options.language) ?? "nl");
      // A caller who tries again gives the key of the first try; without one each call is a call of its own.
      if (writes.has(request.method) && !request.headers.has("Idempotency-Key")) {
        request.headers.set("Idempotency-Key", crypto.randomUUID());
      }
      return request;
    },
  };
}

const refusals: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    throw new Refusal(await problemOf(response), Number(response.headers.get("Retry-After")) || undefined);
  },
};

/** problemOf reads a problem; what stands between client and server may answer with something else. */
async function problemOf(response: Response): Promise<Problem> {
  if (response.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    return (await response.json()) as Problem;
  }
  return {
    type: "about:blank",
    title: response.statusText || "Error",
    status: response.status,
    detail: `The server answered ${response.status}.`,
    traceId: "",
  };
}

/**
 * pages walks a list to its end: it asks for a page, yields it, and asks for the next.
 *
 * ```ts
 * for await (const page of pages((pageToken) => client.GET(path, { params: { path: { municipality }, query: { pageToken } } }))) …
 * ```
 */
export async function* pages<Page extends { nextPageToken: string }>(
  next: (pageToken: string) => Promise<{ data?: Page }>,
): AsyncGenerator<Page, void> {
  let token = "";
  do {
    const { data } = await next(token);
    if (!data) return;
    yield data;
    token = data.nextPageToken;
  } while (token !== "");
}
