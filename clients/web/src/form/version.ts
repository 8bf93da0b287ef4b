import { useRef } from "react";

import { Refusal } from "../api/client.ts";

/**
 * useVersion keeps the version (etag) that somebody began to change. When somebody else came first the change is
 * refused once, with what was typed still there; sending again then changes the newest version knowingly.
 */
export function useVersion(newest: string): { etag: () => string; changing: <Answer extends { etag: string }>(send: () => Promise<Answer>) => Promise<Answer> } {
  const version = useRef(newest);
  const latest = useRef(newest);
  latest.current = newest;
  return {
    etag: () => version.current,
    changing: async (send) => {
      try {
        const answer = await send();
        version.current = answer.etag;
        return answer;
      } catch (error) {
        if (error instanceof Refusal && error.reason === "ETAG_MISMATCH") version.current = latest.current;
        throw error;
      }
    },
  };
}
