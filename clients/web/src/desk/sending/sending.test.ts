import { expect, it } from "vitest";

import { isLeaving, type Message } from "./sending.ts";

const now = new Date("2026-03-02T09:00:00Z");

it.each<[string, Partial<Message>, boolean]>([
  ["was written just now", { state: "MESSAGE_STATE_QUEUED" }, true],
  ["is with the mail server", { state: "MESSAGE_STATE_SENDING", attempts: 1 }, true],
  ["is tried again later", { state: "MESSAGE_STATE_QUEUED", attempts: 1 }, false],
  ["waits for a mail server", { state: "MESSAGE_STATE_QUEUED", updateTime: "2026-03-02T08:58:59Z" }, false],
  ["left", { state: "MESSAGE_STATE_SENT" }, false],
  ["is to be told", { state: "MESSAGE_STATE_TO_DO" }, false],
])("a message that %s", (_what, message, leaving) => {
  expect(isLeaving({ updateTime: "2026-03-02T08:59:58Z", ...message } as Message, now)).toBe(leaving);
});
