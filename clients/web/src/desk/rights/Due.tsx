import type { Schemas } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Unread } from "../../form/Answered.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";

const columns: Key[] = ["rights.what", "column.resident", "rights.clock"];

interface DueProps {
  municipalities: string[];
  /** How the municipalities are called, where there are more of them. */
  names?: Record<string, string> | undefined;
}

/** Due are the questions about what is recorded of somebody whose answer is late, or soon will be, the latest first. Without any it says nothing. */
export function Due({ municipalities, names }: DueProps) {
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
  const failed = answers.find(({ data, error }) => error && !data);
  if (found.length === 0 && !failed) return null;
  return (
    <section className="oco-stack" aria-labelledby="rights-due">
      <Heading level={2} id="rights-due">
        {t("rights.worklist")} {found.length > 0 && <span className="oco-count">{found.length}</span>}
      </Heading>
      <Paragraph>{t("rights.worklist.text")}</Paragraph>
      {failed && <Unread of={{ error: failed.error, refetch: () => answers.forEach((answer) => void answer.refetch()) }} />}
      {found.length > 0 && (
        <Cards columns={names ? [...columns, "column.municipality"] : columns} label={t("rights.worklist")}>
          {found.map((request) => (
            <Row key={request.id} request={request} municipality={names?.[request.municipality ?? ""]} />
          ))}
        </Cards>
      )}
    </section>
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
