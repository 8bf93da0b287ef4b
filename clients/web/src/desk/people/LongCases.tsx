import type { Schemas } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Unread } from "../../form/Answered.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";

const columns: Key[] = ["column.resident", "access.why", "access.since"];

interface LongCasesProps {
  municipalities: string[];
  /** How the municipalities are called, where there are more of them. */
  names?: Record<string, string> | undefined;
}

/** LongCases are the cases of which somebody, or their length, asks whether they belong with the access team, who waits longest first. Without any it says nothing. */
export function LongCases({ municipalities, names }: LongCasesProps) {
  const { t } = useDeskText();
  const answers = useEach(municipalities, ["access-questions"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/access-questions", { params: { path: { municipality }, query: { state: "ACCESS_QUESTION_STATE_OPEN", pageSize: 200, pageToken } } }),
      (page) => page.accessQuestions,
    ),
  );
  const found = answers.flatMap(({ data }) => data ?? []).sort((a, b) => (a.id ?? "").localeCompare(b.id ?? ""));
  const failed = answers.find(({ data, error }) => error && !data);
  if (found.length === 0 && !failed) return null;
  return (
    <section className="oco-stack" aria-labelledby="access">
      <Heading level={2} id="access">
        {t("access.title")} {found.length > 0 && <span className="oco-count">{found.length}</span>}
      </Heading>
      <Paragraph>{t("access.text")}</Paragraph>
      {failed && <Unread of={{ error: failed.error, refetch: () => answers.forEach((answer) => void answer.refetch()) }} />}
      {found.length > 0 && (
        <Cards columns={names ? [...columns, "column.municipality"] : columns} label={t("access.title")}>
          {found.map((question) => (
            <Row key={question.id} question={question} municipality={names?.[question.municipality ?? ""]} />
          ))}
        </Cards>
      )}
    </section>
  );
}

function Row({ question, municipality }: { question: Schemas["AccessQuestion"]; municipality: string | undefined }) {
  const { t, day } = useDeskText();
  const { municipality: code, application, residentName, reason, note, askDate = "" } = question;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <TextLink to={`/${code}/applications/${application}`}>{residentName || t("nameless")}</TextLink>
      </th>
      <Cell of="access.why">
        {t(`access.${reason}` as Key)}
        {note && (
          <span className="oco-line oco-written" dir="auto">
            {note}
          </span>
        )}
      </Cell>
      <Cell of="access.since">{day(askDate, "short")}</Cell>
      {municipality && <Cell of="column.municipality">{municipality}</Cell>}
    </tr>
  );
}
