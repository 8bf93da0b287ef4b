import type { Client, Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

type State = Exclude<Schemas["ExpenseClaimState"], "EXPENSE_CLAIM_STATE_UNSPECIFIED">;

/** How often claims and payments are read anew, in milliseconds: no event tells of them. */
export const again = 30_000;

/** useClaims reads the claims of a municipality in a state, the one that waits longest first. */
export function useClaims(municipality: string, state: State) {
  const query = { states: [state], pageSize: 200 };
  const read = async (client: Client) => {
    const { data } = await all(
      (pageToken) => client.GET("/municipalities/{municipality}/expense-claims", { params: { path: { municipality }, query: { ...query, pageToken } } }),
      (page) => page.expenseClaims,
    );
    return { data: data.toReversed() };
  };
  return useGet(municipality, ["claims", state], read, again);
}
