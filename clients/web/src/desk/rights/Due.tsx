import type { Schemas } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { TextLink } from "../../design/text.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Waits, type Places } from "../Waits.tsx";

const columns: Key[] = ["rights.what", "column.resident", "rights.clock"];

/** Due are the questions about what is recorded of somebody whose answer is late, or soon will be, the latest first. Without any it says nothing. */
export function Due({ municipalities, names }: Places) {
  const { t } = useDeskText();
  const answers = useEach(municipalities, ["rights", "due"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/rights-requests", { params: { path: { municipality }, query: { unanswered: true, pageSize: 200, pageToken } } }),
      (page) => page.rightsRequests,
    ),
  );
  const found = answers
    .flatMap(({ data }) => data ?? [])
    .filter(({ dueSoon, overdue }) => dueSoon || overdue)
    .sort((a, b) => (a.dueDate ?? "").localeCompare(b.dueDate ?? ""));
  return (
    <Waits id="rights-due" title={t("rights.worklist")} text={t("rights.worklist.text")} count={found.length} answers={answers}>
      <Cards columns={names ? [...columns, "column.municipality"] : columns} label={t("rights.worklist")}>
        {found.map((request) => (
          <Row key={request.id} request={request} municipality={names?.[request.municipality ?? ""]} />
        ))}
      </Cards>
    </Waits>
  );
}

function Row({ request, municipality }: { request: Schemas["RightsRequest"]; municipality: string | undefined }) {
  const { t, day } = useDeskText();
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <TextLink to={`/rights?municipality=${request.municipality}`}>{t(`rights.${request.right}` as Key)}</TextLink>
      </th>
      <Cell of="column.resident">{request.name || t("nameless")}</Cell>
      <Cell of="rights.clock">
        <span className={request.overdue ? "oco-clock oco-urgent" : "oco-clock oco-clock--soon"}>{t(request.overdue ? "rights.overdue" : "rights.due", { day: day(request.dueDate) })}</span>
      </Cell>
      {municipality && <Cell of="column.municipality">{municipality}</Cell>}
    </tr>
  );
}
