import { LineLost, Refusal, type Client, type Schemas } from "../../api/client.ts";
import { lines } from "../../api/watch.ts";

/** Played is how far a simulation is, and at the end what came of it. */
export type Played = Schemas["SimulateMatchingResponse"];

/** Year says which year to invent. */
export interface Year {
  size?: Exclude<Schemas["SimulatedSize"], "SIMULATED_SIZE_UNSPECIFIED">;
  applications?: number;
  volunteers?: number;
  professionals?: number;
  ownYear?: true;
  seed: number;
  blind: boolean;
}

/** play yields how far a simulation is, a message a line (newline-delimited JSON), until its last, which has the outcome. */
export async function* play(client: Client, municipality: string, query: Year, signal: AbortSignal): AsyncGenerator<Played, void> {
  const { data } = await client.GET("/municipalities/{municipality}/matching-simulations/_play", {
    params: { path: { municipality }, query }, headers: { Accept: "application/x-ndjson" }, parseAs: "stream", signal,
  });
  if (!data) throw new LineLost("a stream without a body");
  try {
    for await (const line of lines(data)) yield played(line);
  } catch (error) {
    // A line that is lost in the middle is no answer either.
    throw error instanceof TypeError && !signal.aborted ? new LineLost("the stream broke off", { cause: error }) : error;
  }
}

/** played reads a line: how far it is, or the problem with which a stream breaks off. */
function played(line: string): Played {
  const message = JSON.parse(line) as Played | Schemas["Problem"];
  if ("status" in message) throw new Refusal(message);
  return message;
}
