import type { ReactNode } from "react";

import { Heading, Paragraph } from "../design/text.tsx";
import { Unread } from "../form/Answered.tsx";

/** Places are whose work a section of the worklist is about. */
export interface Places {
  municipalities: string[];
  /** How the municipalities are called, where there are more of them. */
  names?: Record<string, string> | undefined;
}

interface WaitsProps {
  id: string;
  title: string;
  text: string;
  /** How much waits. */
  count: number;
  /** What was read for it, a municipality each. */
  answers: readonly { data?: unknown; error: Error | null; refetch: () => Promise<unknown> }[];
  children: ReactNode;
}

/** Waits is a section of the worklist of which there is not always something: what waits, with how much it is. Without any it says nothing. */
export function Waits({ id, title, text, count, answers, children }: WaitsProps) {
  const failed = answers.find(({ data, error }) => error && !data);
  if (count === 0 && !failed) return null;
  return (
    <section className="oco-stack" aria-labelledby={id}>
      <Heading level={2} id={id}>
        {title} {count > 0 && <span className="oco-count">{count}</span>}
      </Heading>
      <Paragraph>{text}</Paragraph>
      {failed && <Unread of={{ error: failed.error, refetch: () => answers.forEach((answer) => void answer.refetch()) }} />}
      {count > 0 && children}
    </section>
  );
}
