import { expect, it } from "vitest";

import { connect, LineLost, Refusal } from "../../api/client.ts";
import { play, type Played } from "./play.ts";

const year = { seed: 1, blind: false };

/** played is what comes of a stream of these lines; one that breaks off ends with an error. */
async function played(lines: string[], broken = false): Promise<Played[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const line of lines) controller.enqueue(new TextEncoder().encode(`${line}\n`));
      if (!broken) controller.close();
    },
    pull(controller) {
      if (broken) controller.error(new TypeError("network error"));
    },
  });
  const client = connect({ address: "https://oco.example", fetch: async () => new Response(body, { headers: { "Content-Type": "application/x-ndjson" } }) });
  const found: Played[] = [];
  for await (const message of play(client, "gm0867", year, new AbortController().signal)) found.push(message);
  return found;
}

it("yields how far it is, and at the end what came of it", async () => {
  const messages = [{ done: 1, of: 2, years: [] }, { done: 2, of: 2, years: [] }];
  expect(await played(messages.map((message) => JSON.stringify(message)))).toEqual(messages);
});

it("refuses with the problem that the stream ends with", async () => {
  const problem = { type: "urn:oco:problem:UNAVAILABLE", title: "Storing", status: 503, detail: "Probeer het later.", traceId: "" };
  await expect(played([JSON.stringify({ done: 1, of: 2, years: [] }), JSON.stringify(problem)])).rejects.toBeInstanceOf(Refusal);
});

it("says that the line is lost when it breaks off", async () => {
  await expect(played([JSON.stringify({ done: 1, of: 2, years: [] })], true)).rejects.toBeInstanceOf(LineLost);
});
