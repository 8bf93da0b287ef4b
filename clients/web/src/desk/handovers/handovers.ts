import type { Client, Schemas } from "../../api/client.ts";
import { all, useEach, useGet } from "../../api/queries.ts";

/** Handover hands a resident over to somebody else (overdracht). */
export type Handover = Schemas["Handover"];

export type Recipient = Handover["recipientKind"];
export type Reason = Handover["reason"];
export type Field = Handover["fields"][number];
export type Giver = NonNullable<Handover["consent"]>["givenBy"];

export const recipients: Recipient[] = ["HANDOVER_RECIPIENT_KIND_ACCESS_TEAM", "HANDOVER_RECIPIENT_KIND_ORGANISATION", "HANDOVER_RECIPIENT_KIND_MUNICIPALITY", "HANDOVER_RECIPIENT_KIND_PERSON"];
export const reasons: Reason[] = ["HANDOVER_REASON_STRUCTURAL", "HANDOVER_REASON_LONG", "HANDOVER_REASON_COMPLEX", "HANDOVER_REASON_MOVED"];
export const fields: Field[] = ["HANDOVER_FIELD_NAME", "HANDOVER_FIELD_REACH", "HANDOVER_FIELD_LIFE_DOMAINS", "HANDOVER_FIELD_NEED"];
export const givers: Giver[] = ["HANDOVER_CONSENT_GIVER_RESIDENT", "HANDOVER_CONSENT_GIVER_REPRESENTATIVE"];

/** useHandovers reads the hand-overs of a municipality, or of one application, the newest first. */
export function useHandovers(municipality: string, application = "") {
  const query = application ? { application } : {};
  return useGet(municipality, ["handovers", application], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/handovers", { params: { path: { municipality }, query: { ...query, pageSize: 200, pageToken } } }),
      (page) => page.handovers,
    ),
  );
}

/** IncomingHandover is a hand-over of another municipality of the region to this one. */
export type IncomingHandover = Schemas["IncomingHandover"];

/** No event tells of what comes in from elsewhere: it is asked for every five minutes. */
const incomingEvery = 300_000;

const incoming = ["incoming-handovers"];

const readIncoming = (client: Client, municipality: string) =>
  all(
    (pageToken) => client.GET("/municipalities/{municipality}/incoming-handovers", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
    (page) => page.incomingHandovers,
  );

/** useIncoming reads what other municipalities handed over to this one, the newest first; useAllIncoming of several. */
export const useIncoming = (municipality: string) => useGet(municipality, incoming, (client) => readIncoming(client, municipality), incomingEvery);
export const useAllIncoming = (municipalities: readonly string[]) => useEach(municipalities, incoming, readIncoming);

/** useAllOverdue reads of whom nobody said in time that they have them, in several municipalities. */
export const useAllOverdue = (municipalities: readonly string[]) =>
  useEach(municipalities, ["handovers", "overdue"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/handovers", { params: { path: { municipality }, query: { overdue: true, pageSize: 200, pageToken } } }),
      (page) => page.handovers,
    ),
  );

/** open tells whether a hand-over waits for a receipt. */
export const open = ({ state }: Pick<Handover, "state">) => state === "HANDOVER_STATE_SENT";
