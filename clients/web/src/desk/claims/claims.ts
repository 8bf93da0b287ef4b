import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

type State = Exclude<Schemas["ExpenseClaimState"], "EXPENSE_CLAIM_STATE_UNSPECIFIED">;

/** useClaims reads the claims of a municipality in a state, the one that waits longest first. */
export function useClaims(municipality: string, state: State) {
  const found = useGet(municipality, ["claims", state], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/expense-claims", { params: { path: { municipality }, query: { states: [state], pageSize: 200, pageToken } } }),
      (page) => page.expenseClaims,
    ),
  );
  return { ...found, claims: found.data?.toReversed() ?? [] };
}
