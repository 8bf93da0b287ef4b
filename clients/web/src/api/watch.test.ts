import { expect, it } from "vitest";

import { lines } from "./watch.ts";

const body = (...parts: string[]) => {
  const encoder = new TextEncoder();
  const bytes = encoder.encode(parts.join(""));
  // Cut in the middle of characters too: a network knows no letters.
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 3) controller.enqueue(bytes.slice(at, at + 3));
      controller.close();
    },
  });
};

it("parts a stream into lines, wherever it was cut", async () => {
  const found: string[] = [];
  for await (const line of lines(body('{"a":"é"}\n', "\n", '{"b":"🧓🏽"}\n{"c":1}'))) found.push(line);
  expect(found).toEqual(['{"a":"é"}', '{"b":"🧓🏽"}', '{"c":1}']);
});
