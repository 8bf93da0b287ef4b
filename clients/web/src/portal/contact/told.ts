import type { Schemas } from "../../api/client.ts";

/** Moment is one contact within a case (contactmoment), Draft what is being typed of one (concept); answers have all of it. */
export type Moment = Required<Schemas["ContactMoment"]>;
export type Draft = Required<Schemas["ContactDraft"]>;

/** Kind is the way of a contact, Party who else was there. */
export type Kind = Exclude<Moment["kind"], "CONTACT_KIND_UNSPECIFIED">;
export type Party = Exclude<Moment["withWhom"][number], "CONTACT_PARTY_UNSPECIFIED">;

/** kinds and parties are what can be chosen, the most usual first. */
export const kinds: Kind[] = [
  "CONTACT_KIND_PHONE_CALL", "CONTACT_KIND_HOME_VISIT", "CONTACT_KIND_VISIT_ELSEWHERE", "CONTACT_KIND_CONVERSATION_BESIDE", "CONTACT_KIND_MESSAGE",
  "CONTACT_KIND_VIDEO", "CONTACT_KIND_OTHER",
];
export const parties: Party[] = [
  "CONTACT_PARTY_RESIDENT", "CONTACT_PARTY_OWN_NETWORK", "CONTACT_PARTY_ACCESS_TEAM", "CONTACT_PARTY_CARE_PROVIDER",
  "CONTACT_PARTY_OTHER_ORGANISATION", "CONTACT_PARTY_COLLEAGUE",
];

/** Values are the fields as they are typed. */
export interface Values {
  kind: Kind | "";
  date: string;
  minutes: string;
  withWhom: Party[];
  note: string;
}

/** Wrong names the sentence that says what is wrong. */
export type Wrong = "wrong.kind" | "wrong.date" | "wrong.future" | "wrong.minutes";

/** most is how many minutes one contact holds. */
const most = 24 * 60;

/** emptyOf is a contact of which nothing was typed yet: today, with the resident. */
export function emptyOf(date: string): Values {
  return { kind: "", date, minutes: "", withWhom: ["CONTACT_PARTY_RESIDENT"], note: "" };
}

/** wrongOf is what is wrong with a contact that is about to be sent, by field. */
export function wrongOf({ kind, date, minutes }: Values, today: string): Partial<Record<keyof Values, Wrong>> {
  return {
    ...(kind ? {} : { kind: "wrong.kind" as const }),
    ...(date ? (date > today ? { date: "wrong.future" as const } : {}) : { date: "wrong.date" as const }),
    ...(isMinutes(minutes) ? {} : { minutes: "wrong.minutes" as const }),
  };
}

function isMinutes(typed: string): boolean {
  return /^\d{0,4}$/.test(typed.trim()) && Number(typed) <= most;
}

/** bodyOf is what was typed as the contract has it. What cannot be is left out: a draft may be incomplete. */
export function bodyOf(support: string, { kind, date, minutes, withWhom, note }: Values) {
  return {
    case: support, ...(kind ? { kind } : {}), contactDate: date, minutes: isMinutes(minutes) ? Number(minutes) : 0, withWhom, note,
    ownNetworkPresent: kind === "CONTACT_KIND_CONVERSATION_BESIDE" && withWhom.includes("CONTACT_PARTY_OWN_NETWORK"),
  };
}

/** valuesOf is the reverse. */
export function valuesOf({ kind, contactDate, minutes, withWhom, note }: Pick<Draft, "kind" | "contactDate" | "minutes" | "withWhom" | "note">): Values {
  return { kind: kind === "CONTACT_KIND_UNSPECIFIED" ? "" : kind, date: contactDate, minutes: minutes > 0 ? String(minutes) : "", withWhom: withWhom as Party[], note };
}

/** Kept is what this browser keeps of a draft that the platform did not get yet. */
export interface Kept {
  id: string;
  etag: string;
  values: Values;
}

/** Shelf is where a browser keeps texts. */
type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const shelfKey = (account: string, support: string) => `oco.contact.${account}.${support}`;

/**
 * keep keeps a draft until the platform has it: in the tab, and on the device as well when somebody said that it is
 * their own. A shared computer keeps nothing that outlives the tab.
 */
export function keep(account: string, support: string, kept: Kept | undefined, own: boolean, tab: Shelf, device: Shelf): void {
  for (const [shelf, use] of [[tab, true], [device, own]] as const) {
    try {
      if (kept && use) shelf.setItem(shelfKey(account, support), JSON.stringify(kept));
      else shelf.removeItem(shelfKey(account, support));
    } catch {
      // A browser that keeps nothing keeps nothing; the page still has it.
    }
  }
}

/** keptOf is what was kept, and whether the device has it. */
export function keptOf(account: string, support: string, tab: Shelf, device: Shelf): { kept: Kept | undefined; own: boolean } {
  const read = (shelf: Shelf): Kept | undefined => {
    try {
      return (JSON.parse(shelf.getItem(shelfKey(account, support)) ?? "null") as Kept | null) ?? undefined;
    } catch {
      return undefined;
    }
  };
  const onDevice = read(device);
  return { kept: read(tab) ?? onDevice, own: onDevice !== undefined };
}

/**
 * begunOf is the draft that the form goes on with: what this browser kept, else the newest that the platform has. What
 * the platform has under the same id in another version was typed elsewhere: both stay, and what was kept here becomes a
 * draft of its own.
 */
export function begunOf(kept: Kept | undefined, drafts: readonly Draft[], empty: Values, newID: () => string): Kept {
  if (kept) {
    const there = drafts.find(({ id }) => id === kept.id);
    return there && there.etag !== kept.etag ? { ...kept, id: newID(), etag: "" } : kept;
  }
  const [newest] = drafts;
  return newest ? { id: newest.id, etag: newest.etag, values: valuesOf(newest) } : { id: newID(), etag: "", values: empty };
}
