import { address, LineLost, overLine, Refusal, type Schemas } from "./client.ts";

/** Watched is one message of a stream of events. */
export type Watched = Schemas["WatchEventsResponse"];

/** Watching says where a stream comes from. */
export interface Watching {
  municipality: string;
  /** The position after which to go on; "-1" begins now. */
  after: string;
  token: () => Promise<string>;
  signal: AbortSignal;
}

/**
 * watch yields what happens in a municipality, a message a line (newline-delimited JSON), until the stream ends. Who
 * reads it keeps the last position and comes back with it.
 */
export async function* watch({ municipality, after, token, signal }: Watching): AsyncGenerator<Watched, void> {
  const url = `${address}/v1/municipalities/${municipality}/events/_watch?afterPosition=${after}`;
  const headers = { Authorization: `Bearer ${await token()}`, Accept: "application/x-ndjson" };
  const response = await overLine(new Request(url, { headers, signal }));
  if (!response.ok) throw new Refusal((await response.json()) as Schemas["Problem"], Number(response.headers.get("Retry-After")) || undefined);
  if (!response.body) throw new LineLost("a stream without a body");
  for await (const line of lines(response.body)) {
    const message = JSON.parse(line) as Watched & { status?: number };
    if (message.status !== undefined) throw new LineLost("the stream ended with a problem");
    yield message;
  }
}

/** lines parts a body into its lines. */
export async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const found = rest.split("\n");
      rest = found.pop()!;
      for (const line of found) if (line.trim() !== "") yield line;
      if (done) break;
    }
    if (rest.trim() !== "") yield rest;
  } finally {
    reader.releaseLock();
  }
}
