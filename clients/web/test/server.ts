import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the website of each platform under test is: one for each worker, in the order of their numbers. */
    addresses: string[];
  }
}

const root = join(import.meta.dirname, "../../..");

/**
 * setup starts as many platforms as there are workers: what the tests of one file do is never in the way of another
 * file that runs at the same time.
 */
export default async function setup({ provide, vitest }: TestProject): Promise<() => Promise<void>> {
  const platforms = await Promise.all(Array.from({ length: Number(vitest.config.maxWorkers) }, platform));
  provide("addresses", platforms.map(({ address }) => address)); // prettier-ignore
  return async () => void (await Promise.all(platforms.map(({ stop }) => stop())));
}

/** Platform is one that runs, and how it is stopped. */
interface Platform {
  address: string;
  stop: () => Promise<void>;
}

/**
 * platform starts one with the demo region, as `make run` does, on ports and data of its own. All files of a worker use
 * it, and sign in as the same few people, who together ask more than one person may.
 */
async function platform(): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), "oco-web-"));
  await chmod(folder, 0o755); // as root the server runs its Postgres as another user
  const server = spawn(
    join(root, "build/bin/oco-server"),
    // prettier-ignore
    ["serve", "--demo", "--web-dir", join(root, "build/web"), "--data-dir", join(folder, "data"), "--log-level", "warn",
      "--grpc-addr", "127.0.0.1:0", "--http-addr", "127.0.0.1:0", "--metrics-addr", "", "--rate-per-address", "100000/s",
      "--rate-per-client", "100000/s"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  return {
    address: await addressOf(server),
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** addressOf waits until the server has told people how to begin, and returns where it serves. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout!.on("data", (part: Buffer) => {
      said += part.toString();
      const address = /serves REST on (http:\S+)/.exec(said);
      if (address && said.includes("Three calls")) resolve(address[1]!);
    });
    server.once("exit", (code) => reject(new Error(`the server ended before it was ready (${code}):\n${said}`)));
  });
}
