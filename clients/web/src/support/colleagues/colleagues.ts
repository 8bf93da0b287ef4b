import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

/** Consultation is a question to colleagues (anonieme consultatie). */
export type Consultation = Schemas["Consultation"];

/** most is how many characters a question and an answer have; the contract says so too. */
export const most = 2000;

/** How often questions are read again, in milliseconds: no event tells of them. */
const every = 30_000;

/** useConsultations reads the questions of a municipality, the newest first: a year of them, no more are kept. */
export function useConsultations(municipality: string) {
  return useGet<Consultation[]>(
    municipality,
    ["consultations"],
    (client) =>
      all(
        (pageToken) => client.GET("/municipalities/{municipality}/consultations", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
        (page) => page.consultations,
      ),
    every,
  );
}

/** Parted is questions by what the reader has to do with them, each the newest first. */
export interface Parted {
  /** The reader's own, closed ones too. */
  own: Consultation[];
  /** Open ones of others. */
  open: Consultation[];
  /** Closed ones of others. */
  closed: Consultation[];
}

/** parted parts questions. Their order stays: one that somebody just answered does not jump away. */
export function parted(questions: readonly Consultation[]): Parted {
  const others = questions.filter(({ askedByCaller }) => !askedByCaller);
  const isOpen = ({ state }: Consultation) => state === "CONSULTATION_STATE_OPEN";
  return { own: questions.filter(({ askedByCaller }) => askedByCaller), open: others.filter(isOpen), closed: others.filter((one) => !isOpen(one)) };
}

/** startOf is how a question begins, by which a button says what it is about. */
export function startOf({ question }: Pick<Consultation, "question">): string {
  const short = [...question.replace(/\s+/g, " ").trim()];
  return short.length <= 40 ? short.join("") : `${short.slice(0, 40).join("").trimEnd()}…`;
}
