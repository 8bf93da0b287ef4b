import { Fragment, useState } from "react";

import { Button } from "../../design/Button.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Unread } from "../../form/Answered.tsx";
import { holds, placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useEach } from "../../api/queries.ts";
import type { Application, State } from "../application.ts";
import { due, pressing } from "../clock.ts";
import { coordinators } from "../Frame.tsx";
import { ToAnswer } from "../handovers/ToAnswer.tsx";
import { useLive } from "../live.ts";
import { useNames } from "../names.ts";
import { LongCases } from "../people/LongCases.tsx";
import { Stranded } from "../people/Stranded.tsx";
import { Due } from "../rights/Due.tsx";
import { isUrgent, Rows } from "../Rows.tsx";
import { ToTell } from "../sending/ToTell.tsx";
import { useDeskText, type Key } from "../text.ts";

/** Section is one kind of work, with the states of the applications that wait for it. */
interface Section {
  key: "triage" | "complete" | "offered" | "matched" | "running";
  states: State[];
  toComplete?: true;
}

/** What needs somebody now, the most pressing kind first. */
const sections: Section[] = [
  { key: "triage", states: ["APPLICATION_STATE_RECEIVED", "APPLICATION_STATE_AWAITING_CONSENT"] },
  { key: "offered", states: ["APPLICATION_STATE_WAITING_FOR_MATCH", "APPLICATION_STATE_OFFERED"] },
  { key: "matched", states: ["APPLICATION_STATE_MATCHED"] },
  { key: "complete", states: [], toComplete: true },
  { key: "running", states: ["APPLICATION_STATE_IN_SUPPORT"] },
];

/** So many rows of a kind are fetched at first, and so many more at each press. */
const rows = 50;

/** How many rows of a kind somebody wanted to see last: who comes back to the worklist finds it as it was left. */
const wanted = new Map<Section["key"], number>();

/** Worklist is the first page of the desk: what needs me now, over all municipalities, urgent on top, then the promises that are broken first. */
export function Worklist() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR", "ROLE_DESK");
  const coordinated = placesOf(caller, "ROLE_COORDINATOR");
  const names = useNames(municipalities);
  useLive(coordinated);
  // Who only sits at the counter sees what they entered themselves: that nothing waits for triage they cannot know.
  const own = !holds(caller, coordinators);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("worklist.title")}</Heading>
      {own && <Paragraph>{t("worklist.own")}</Paragraph>}
      <Stranded municipalities={coordinated} names={coordinated.length > 1 ? names : undefined} />
      <Due municipalities={coordinated} names={coordinated.length > 1 ? names : undefined} />
      <ToAnswer municipalities={coordinated} names={coordinated.length > 1 ? names : undefined} />
      <ToTell municipalities={coordinated} names={coordinated.length > 1 ? names : undefined} />
      {sections.map((section) => (
        <Fragment key={section.key}>
          {section.key === "running" && <LongCases municipalities={coordinated} names={coordinated.length > 1 ? names : undefined} />}
          <Part section={section} municipalities={municipalities} names={names} own={own} />
        </Fragment>
      ))}
    </div>
  );
}

function Part({ section, municipalities, names, own }: { section: Section; municipalities: string[]; names: Record<string, string>; own: boolean }) {
  const { t } = useDeskText();
  const [most, setMost] = useState(wanted.get(section.key) ?? rows);
  const answers = useEach(municipalities, ["applications", section.key, most], (client, municipality) =>
    client.GET("/municipalities/{municipality}/applications", {
      params: {
        path: { municipality },
        query: { states: section.states, toComplete: section.toComplete ?? false, orderBy: "promise", pageSize: Math.min(most, 200) },
      },
    }),
  );
  const failed = answers.find((answer) => answer.error);
  // What came in here is completed while it is triaged; what came from a list waits to be completed by itself.
  const waits = (a: Application) => !section.toComplete || a.origin === "APPLICATION_ORIGIN_IMPORT";
  const found = answers.flatMap((answer) => answer.data?.applications.filter(waits) ?? []).sort(byPromise);
  const more = answers.some((answer) => answer.data?.nextPageToken);
  const shown = found.slice(0, most);
  const heading = `section-${section.key}`;
  const empty = answers.every((answer) => answer.isSuccess) && found.length === 0;
  if (own && empty) return null;
  return (
    <section className="oco-stack" aria-labelledby={heading} aria-busy={answers.some((answer) => answer.isPending)}>
      <Heading level={2} id={heading}>
        {t(`section.${section.key}` as Key)} {found.length > 0 && <span className="oco-count">{more ? `${found.length}+` : found.length}</span>}
      </Heading>
      {failed && <Unread of={{ error: failed.error, refetch: () => answers.forEach((answer) => void answer.refetch()) }} />}
      {empty && <Paragraph>{t(`empty.${section.key}` as Key)}</Paragraph>}
      {shown.length > 0 && <Rows applications={shown} names={municipalities.length > 1 ? names : undefined} />}
      {(more || found.length > most) && most < 200 && (
        <div>
          <Button
            onClick={() => {
              wanted.set(section.key, most + rows);
              setMost(most + rows);
            }}
          >
            {t("more")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** byPromise is the order of the server, over all municipalities: what is urgent, then what is broken first, then who waits longest. */
function byPromise(a: Application, b: Application): number {
  const place = (x: Application) => due(pressing(x));
  return Number(isUrgent(b)) - Number(isUrgent(a)) || place(a) - place(b) || (a.id ?? "").localeCompare(b.id ?? "");
}
