import { all, useGet } from "../../api/queries.ts";
import { Break } from "../availability/Break.tsx";
import { Holidays } from "../availability/Holidays.tsx";
import { Week } from "../availability/Week.tsx";
import { Own, type Supporter } from "../Own.tsx";

/** Availability is when a supporter can, how much, and when not for a while. */
export function Availability() {
  return <Own title="availability.title">{(own) => <Parts key={own.id} own={own} />}</Own>;
}

function Parts({ own }: { own: Supporter }) {
  const { municipality } = own;
  const pauses =
    useGet(municipality, ["pauses", own.id], (client) =>
      all(
        (pageToken) => client.GET("/municipalities/{municipality}/pauses", { params: { path: { municipality }, query: { supporter: own.id, toCome: true, pageSize: 200, pageToken } } }),
        (page) => page.pauses,
      ),
    ).data?.toSorted((a, b) => a.startDate.localeCompare(b.startDate)) ?? [];
  return (
    <>
      <Break own={own} pauses={pauses.filter(({ kind }) => kind !== "PAUSE_KIND_HOLIDAY")} />
      <Week own={own} />
      <Holidays own={own} pauses={pauses.filter(({ kind }) => kind === "PAUSE_KIND_HOLIDAY")} />
    </>
  );
}
