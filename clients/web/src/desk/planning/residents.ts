import { all, useGet } from "../../api/queries.ts";
import type { Application, State } from "../application.ts";

/** The states of what a plan was made for, before it was applied and after. */
const planned: State[] = ["APPLICATION_STATE_WAITING_FOR_MATCH", "APPLICATION_STATE_OFFERED", "APPLICATION_STATE_MATCHED"];

/** The most rows that a page of a list has. */
const pageSize = 200;

/** useResidents reads the applications that a plan may be about, by id: a plan has their ids alone. */
export function useResidents(municipality: string): Map<string, Application> | undefined {
  const found = useGet(municipality, ["applications", "planned"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/applications", { params: { path: { municipality }, query: { states: planned, pageSize, pageToken } } }),
      (page) => page.applications,
    ),
  );
  return found.data && new Map(found.data.map((application) => [application.id, application]));
}
