import { Part } from "../Part.tsx";
import type { Key } from "../text.ts";
import { Attention } from "./Attention.tsx";
import { Board } from "./Board.tsx";
import { Load } from "./Load.tsx";
import { NewSupporter } from "./NewSupporter.tsx";
import { Stranded } from "./Stranded.tsx";

/** The pages about supporters, from what is looked at most. */
const pages = {
  "/supporters": "board.title",
  "/supporters/requirements": "attention.title",
  "/supporters/load": "load.title",
  "/supporters/new": "newcomer.title",
} as const satisfies Record<string, Key>;

const part = { title: "people.title", pages } as const;

/** BoardPage is where everybody stands, and what runs without somebody who sees to it. */
export const BoardPage = () => (
  <Part {...part} at="/supporters">
    {(municipality) => (
      <>
        <Stranded municipalities={[municipality]} />
        <Board municipality={municipality} />
      </>
    )}
  </Part>
);

/** AttentionPage is what lapses, and when. */
export const AttentionPage = () => (
  <Part {...part} at="/supporters/requirements">
    {(municipality) => <Attention municipality={municipality} />}
  </Part>
);

/** LoadPage is who has how much to do. */
export const LoadPage = () => (
  <Part {...part} at="/supporters/load">
    {(municipality) => <Load municipality={municipality} />}
  </Part>
);

/** NewSupporterPage adds somebody. */
export const NewSupporterPage = () => (
  <Part {...part} at="/supporters/new">
    {(municipality) => <NewSupporter municipality={municipality} />}
  </Part>
);
