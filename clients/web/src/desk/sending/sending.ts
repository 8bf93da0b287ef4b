import type { Client, Schemas } from "../../api/client.ts";
import { all, useEach, useGet } from "../../api/queries.ts";

/** Message is one message to one person, by one way (bericht). */
export type Message = Schemas["Message"];

type State = Exclude<Message["state"], "MESSAGE_STATE_UNSPECIFIED" | undefined>;

/** waiting are the states in which somebody has something to do, or has to decide. */
const waiting: State[] = ["MESSAGE_STATE_TO_DO", "MESSAGE_STATE_FAILED", "MESSAGE_STATE_BOUNCED"];

const key = ["messages", "waiting"];

async function readWaiting(client: Client, municipality: string) {
  const { data } = await all(
    (pageToken) => client.GET("/municipalities/{municipality}/messages", { params: { path: { municipality }, query: { states: waiting, pageSize: 200, pageToken } } }),
    (page) => page.messages,
  );
  return { data: data.toReversed() };
}

/** useWaiting reads what somebody has to do about messages, who waits longest first; useAllWaiting of several municipalities. */
export const useWaiting = (municipality: string) => useGet(municipality, key, (client) => readWaiting(client, municipality));
export const useAllWaiting = (municipalities: readonly string[]) => useEach(municipalities, key, readWaiting);

/** How often to look whether a message left, and for how long after it changed last, in milliseconds: mostly it does within seconds, and no event tells of it. */
const [lookEvery, lookFor] = [3_000, 60_000];

/** isLeaving tells whether a message is on its way now: not one that is tried again later, or waits for a mail server. */
export const isLeaving = ({ state, attempts = 0, updateTime = "" }: Message, now: Date) =>
  (state === "MESSAGE_STATE_SENDING" || (state === "MESSAGE_STATE_QUEUED" && attempts === 0)) && now.getTime() - Date.parse(updateTime) < lookFor;

/** useMessages reads the messages about an application, the newest first. */
export function useMessages(municipality: string, application: string) {
  return useGet<Message[]>(
    municipality,
    ["messages", application],
    (client) =>
      all(
        (pageToken) => client.GET("/municipalities/{municipality}/messages", { params: { path: { municipality }, query: { application, pageSize: 200, pageToken } } }),
        (page) => page.messages,
      ),
    (messages) => (messages?.some((message) => isLeaving(message, new Date())) ? lookEvery : 0),
  );
}

/** isLetter tells whether somebody has to print it, isTold whether somebody has to say it. */
export const isLetter = ({ state, channel }: Message) => state === "MESSAGE_STATE_TO_DO" && channel === "MESSAGE_CHANNEL_LETTER";
export const isTold = (message: Message) => message.state === "MESSAGE_STATE_TO_DO" && !isLetter(message);

/** failed tells whether it did not arrive. */
export const failed = ({ state }: Message) => state === "MESSAGE_STATE_FAILED" || state === "MESSAGE_STATE_BOUNCED";

/** canRetry tells whether it can be tried again: what was given up, and what somebody took back. */
export const canRetry = (message: Message) => failed(message) || (message.state === "MESSAGE_STATE_CANCELLED" && message.fault === "MESSAGE_FAULT_NOT_NEEDED");

/** canCancel tells whether it can be taken back. */
export const canCancel = (message: Message) => failed(message) || message.state === "MESSAGE_STATE_TO_DO" || message.state === "MESSAGE_STATE_QUEUED";

/** groups are the kinds of work, in the order in which they are done. */
export const groups = [
  { title: "sending.calls", none: "sending.calls.none", holds: isTold },
  { title: "sending.letters", none: "sending.letters.none", holds: isLetter },
  { title: "sending.failed", none: "sending.failed.none", holds: failed },
] as const;
