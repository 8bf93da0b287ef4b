import { useCallback, useEffect, useRef, useState } from "react";

import { LineLost, once, part, Refusal } from "../../api/client.ts";
import { useSession } from "../../login/Gate.tsx";
import { bodyOf, keep, keptOf, type Kept, type Values } from "./told.ts";

/** Standing is how what is typed is kept. */
export type Standing =
  | { kind: "none" }
  | { kind: "saved"; time: string }
  /** The line is lost: this browser has it, and it is sent when the line is back. */
  | { kind: "line" }
  /** Somebody typed in the same draft, or sent it, in another tab or on another device. */
  | { kind: "elsewhere" }
  /** It was not taken; the sentence says why. */
  | { kind: "refused"; detail: string };

/** Saving keeps a draft while it is typed. */
export interface Saving {
  standing: Standing;
  /** The draft that is typed in. */
  id: string;
  /** This is my own device: what the platform did not get yet is kept on it. */
  own: boolean;
  setOwn: (own: boolean) => void;
  /** Saves what is typed now, and says whether the platform has it. */
  save: () => Promise<boolean>;
  /** Sends what is typed, once. */
  send: (values: Values, key: string) => Promise<void>;
  /** Goes on with what is typed as a draft of its own. */
  apart: () => void;
  /** Goes on with another draft. */
  turnTo: (kept: Kept) => void;
}

/** A pause in typing after which it is saved, and how long until it is tried again without a line. */
const pause = 800;
const retry = 5000;

interface Of {
  municipality: string;
  /** The case. */
  support: string;
}

/** useSaving saves what is typed in a form, beginning with what was kept before. */
export function useSaving({ municipality, support }: Of, begun: Kept, values: Values): Saving {
  const { client, caller } = useSession();
  const [standing, setStanding] = useState<Standing>({ kind: "none" });
  const [id, setID] = useState(begun.id);
  const [own, setOwnDevice] = useState(() => keptOf(caller.account, support, sessionStorage, localStorage).own);
  const ownNow = useRef(own);
  // What the platform has, as far as this tab knows. What was kept here only, it does not have.
  const saved = useRef<Kept>(keptOf(caller.account, support, sessionStorage, localStorage).kept ? { ...begun, values: { ...begun.values } } : begun);
  const typed = useRef(values);
  typed.current = values;
  const attempt = useRef<{ values: Values; key: string }>(undefined);
  const running = useRef<Promise<boolean>>(undefined);
  const stopped = useRef(false);
  // What was sent while the answer got lost: it may be a contact moment by now, and is sent again, not saved.
  const unsure = useRef<{ values: Values; key: string; etag: string }>(undefined);

  const shelve = useCallback(
    (kept: Kept | undefined) => keep(caller.account, support, kept, ownNow.current, sessionStorage, localStorage),
    [caller.account, support],
  );

  const keepUp = useCallback(async (): Promise<boolean> => {
    while (!stopped.current && typed.current !== saved.current.values) {
      const now = typed.current;
      if (unsure.current?.values === now) return false;
      const { id: draft, etag } = saved.current;
      if (attempt.current?.values !== now) attempt.current = { values: now, key: crypto.randomUUID() };
      try {
        const kept = part(
          await client.POST("/municipalities/{municipality}/contact-drafts/_save", {
            params: { path: { municipality }, header: once(attempt.current.key, etag) },
            body: { contactDraft: { id: draft, ...bodyOf(support, now) } },
          }),
        );
        if (saved.current.id !== draft) continue;
        saved.current = { id: draft, etag: kept.etag ?? "", values: now };
        setStanding({ kind: "saved", time: kept.updateTime ?? "" });
      } catch (error) {
        shelve({ ...saved.current, values: typed.current });
        if (error instanceof Refusal && (error.reason === "ETAG_MISMATCH" || error.reason === "ALREADY_EXISTS")) {
          stopped.current = true;
          setStanding({ kind: "elsewhere" });
        } else if (error instanceof LineLost || !(error instanceof Refusal) || error.problem.status >= 500) setStanding({ kind: "line" });
        else setStanding({ kind: "refused", detail: error.problem.detail ?? "" });
        return false;
      }
    }
    if (!stopped.current) shelve(undefined);
    return !stopped.current;
  }, [client, municipality, shelve, support]);

  const save = useCallback((): Promise<boolean> => {
    running.current ??= keepUp().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [keepUp]);

  useEffect(() => {
    if (values === saved.current.values) return;
    shelve({ ...saved.current, values }); // whatever happens to the tab before the pause
    const timer = setTimeout(() => void save(), pause);
    return () => clearTimeout(timer);
  }, [save, shelve, values]);

  useEffect(() => {
    if (standing.kind !== "line") return;
    const again = () => void save();
    const timer = setInterval(again, retry);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [save, standing]);

  const turnTo = (kept: Kept) => {
    stopped.current = false;
    unsure.current = undefined;
    saved.current = kept;
    attempt.current = undefined;
    setID(kept.id);
    setStanding({ kind: "none" });
  };

  const send = async (now: Values, key: string) => {
    if (now.kind === "") return;
    await running.current;
    const { id: draft } = saved.current;
    const etag = unsure.current?.key === key ? unsure.current.etag : saved.current.etag; // the same key sends the same
    stopped.current = true; // what is being sent is not saved any more
    try {
      part(
        await client.POST("/municipalities/{municipality}/contact-moments", {
          params: { path: { municipality }, header: once(key) }, body: { contactMoment: { ...bodyOf(support, now), kind: now.kind }, draft, draftEtag: etag },
        }),
      );
    } catch (error) {
      shelve({ ...saved.current, values: now });
      if (error instanceof Refusal && (error.reason === "ETAG_MISMATCH" || error.reason === "ALREADY_EXISTS")) setStanding({ kind: "elsewhere" });
      else {
        stopped.current = false;
        unsure.current = { values: now, key, etag };
      }
      throw error;
    }
    shelve(undefined);
  };

  return {
    standing, id, own, save, send, turnTo,
    setOwn: (yes) => {
      ownNow.current = yes;
      setOwnDevice(yes);
      shelve({ ...saved.current, values: typed.current });
    },
    apart: () => {
      turnTo({ id: crypto.randomUUID(), etag: "", values: { ...typed.current } });
      void save();
    },
  };
}
