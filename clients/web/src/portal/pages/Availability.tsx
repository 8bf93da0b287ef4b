import { all, useGet } from "../../api/queries.ts";
import type { Asking } from "../../form/Answered.tsx";
import { Break } from "../availability/Break.tsx";
import { Holidays } from "../availability/Holidays.tsx";
import type { Pause } from "../availability/PauseCard.tsx";
import { Week } from "../availability/Week.tsx";
import { Own } from "../Own.tsx";
import type { Supporter } from "../self.ts";

/** Availability is when a supporter can, how much, and when not for a while. */
export function Availability() {
  return <Own title="availability.title">{(own) => <Parts key={own.id} own={own} />}</Own>;
}

function Parts({ own }: { own: Supporter }) {
  const { municipality } = own;
  const found = useGet(municipality, ["pauses", own.id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/pauses", { params: { path: { municipality }, query: { supporter: own.id, toCome: true, pageSize: 200, pageToken } } }),
      (page) => page.pauses,
    ),
  );
  const inOrder = found.data?.toSorted((a, b) => a.startDate.localeCompare(b.startDate));
  const only = (wanted: (pause: Pause) => boolean): Asking<Pause[]> => ({ data: inOrder?.filter(wanted), error: found.error, refetch: found.refetch });
  return (
    <>
      <Break own={own} pauses={only(({ kind }) => kind !== "PAUSE_KIND_HOLIDAY")} />
      <Week own={own} />
      <Holidays own={own} pauses={only(({ kind }) => kind === "PAUSE_KIND_HOLIDAY")} />
    </>
  );
}
