import type { Schemas } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { TextLink } from "../../design/text.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Waits, type Places } from "../Waits.tsx";

const columns: Key[] = ["column.resident", "access.why", "access.since"];

/** LongCases are the cases of which somebody, or their length, asks whether they belong with the access team, who waits longest first. Without any it says nothing. */
export function LongCases({ municipalities, names }: Places) {
  const { t } = useDeskText();
  const answers = useEach(municipalities, ["access-questions"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/access-questions", { params: { path: { municipality }, query: { state: "ACCESS_QUESTION_STATE_OPEN", pageSize: 200, pageToken } } }),
      (page) => page.accessQuestions,
    ),
  );
  const found = answers.flatMap(({ data }) => data ?? []).sort((a, b) => (a.id ?? "").localeCompare(b.id ?? ""));
  return (
    <Waits id="access" title={t("access.title")} text={t("access.text")} count={found.length} answers={answers}>
      <Cards columns={names ? [...columns, "column.municipality"] : columns} label={t("access.title")}>
        {found.map((question) => (
          <Row key={question.id} question={question} municipality={names?.[question.municipality ?? ""]} />
        ))}
      </Cards>
    </Waits>
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
