import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Select } from "../../design/Field.tsx";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { TroubleText } from "../../form/ErrorSummary.tsx";
import { troubleOf } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { all, useGet } from "../../api/queries.ts";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText, type Key } from "../text.ts";
import { fieldsOf, type Kind } from "./fields.ts";

/** How often a running import is looked at, in milliseconds. */
const every = 500;

interface ProgressProps {
  municipality: string;
  id: string;
  kind: Kind;
  /** How columns are to be read; what the rehearsal made of them, where nothing was chosen. */
  columns: Schemas["ColumnMapping"][];
  /** Reads the same file with other columns. */
  onColumns: (columns: Schemas["ColumnMapping"][]) => void;
  /** Takes the same file in for real; not there while columns are to be read otherwise than they were rehearsed. */
  onReal?: () => void;
}

/** Progress shows how far an import is, and what became of each row. */
export function Progress({ municipality, id, kind, columns, onColumns, onReal }: ProgressProps) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: [municipality, "import", id],
    queryFn: async () => part(await client.GET("/municipalities/{municipality}/imports/{import}", { params: { path: { municipality, import: id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "IMPORT_STATE_RUNNING" ? every : false),
  });
  const done = found.data?.state === "IMPORT_STATE_DONE";
  useEffect(() => {
    if (done) void queries.invalidateQueries({ queryKey: [municipality, "applications"] });
  }, [done, municipality, queries]);
  if (found.error) {
    return (
      <Alert type="error" live>
        <TroubleText trouble={troubleOf(found.error)} of="read" />
      </Alert>
    );
  }
  if (!found.data) return <p role="status">{t("waiting")}</p>;
  const running = found.data;
  if (running.state === "IMPORT_STATE_FAILED") {
    return (
      <Alert type="error" live>
        <Paragraph>{running.failure}</Paragraph>
      </Alert>
    );
  }
  return (
    <section className="oco-stack" aria-labelledby="progress">
      <Heading level={2} id="progress">
        {t(running.dryRun ? "import.rehearsal" : "import.real")}
      </Heading>
      <progress className="oco-wide-bar" aria-label={t("import.progress")} value={running.rowsDone} max={running.rows || 1} />
      <p role="status">{done ? t("import.done") : t("import.rows", { done: running.rowsDone, rows: running.rows })}</p>
      <List>
        <li>{t("import.imported", { count: running.imported })}</li>
        {running.toComplete > 0 && <li>{t("import.tocomplete", { count: running.toComplete })}</li>}
        <li>{t("import.duplicate", { count: running.duplicate })}</li>
        <li>{t("import.refused", { count: running.refused })}</li>
        <li>{t("import.skipped", { count: running.skipped })}</li>
      </List>
      {done && <Unread running={running} />}
      {done && running.dryRun && onReal && (
        <div>
          <Button purpose="primary" onClick={onReal}>
            {t("import.doit")}
          </Button>
        </div>
      )}
      {done && !running.dryRun && <TextLink to="/">{t("import.worklist")}</TextLink>}
      {done && <Columns read={running.columns.map((column) => columns.find(({ heading }) => heading === column.heading) ?? column)} kind={kind} onColumns={onColumns} />}
      {done && <Remarked municipality={municipality} id={id} />}
    </section>
  );
}

/** Unread says what of a file was left out, missed or guessed: nobody should find out later. */
function Unread({ running }: { running: Schemas["Import"] }) {
  const { t } = useDeskText();
  const told = ([["notRead", running.notRead], ["missing", running.missingColumns], ["guessed", running.guessed], ["sheets", running.sheetsNotRead]] as const).filter(
    ([, names]) => names.length > 0,
  );
  return (
    <>
      {running.sheet && <Paragraph>{t("import.sheet.read", { sheet: running.sheet })}</Paragraph>}
      {told.length > 0 && (
        <Alert type="warning">
          <List>
            {told.map(([what, names]) => (
              <li key={what}>{t(`import.unread.${what}` as Key, { names: names.join(", ") })}</li>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

/** Columns shows how each column was read, and lets that be mended. */
function Columns({ read, kind, onColumns }: { read: Schemas["ColumnMapping"][]; kind: Kind; onColumns: ProgressProps["onColumns"] }) {
  const { t } = useDeskText();
  const options = fieldsOf[kind].map((field) => ({ value: field, label: t(field === "-" ? "import.ignore" : (`column.${field}` as Key)) }));
  return (
    <details>
      <summary>{t("import.columns")}</summary>
      <div className="oco-columns">
        {read.map(({ heading, field }, index) => (
          <Select
            key={heading}
            id={`column-${index}`}
            label={heading}
            options={options}
            value={options.some(({ value }) => value === field) ? field : "-"}
            onChange={(chosen) => onColumns(read.map((column) => (column.heading === heading ? { heading, field: chosen } : column)))}
          />
        ))}
      </div>
    </details>
  );
}

/** Remarked are the rows that somebody should look at, with the reason in words. */
function Remarked({ municipality, id }: { municipality: string; id: string }) {
  const { t } = useDeskText();
  const rows = useGet(municipality, ["import-rows", id], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/imports/{import}/rows", { params: { path: { municipality, import: id }, query: { pageSize: 200, pageToken } } }),
      (page) => page.importRows,
    ),
  );
  const remarked = (rows.data ?? []).filter((row) => row.remarks.length > 0 || row.result !== "IMPORT_RESULT_IMPORTED");
  if (remarked.length === 0) return null;
  return (
    <>
      <Heading level={3}>{t("import.look", { count: remarked.length })}</Heading>
      <Cards columns={["import.line", "import.number", "import.result", "import.why"]} label={t("import.look", { count: remarked.length })} wide="last">
        {remarked.map((row) => (
          <tr role="row" key={row.line}>
            <th role="rowheader" scope="row">
              <span className="oco-card-label">{t("import.line")} </span>
              {row.line}
            </th>
            <Cell of="import.number">{row.rowNumber}</Cell>
            <Cell of="import.result">{t(`result.${row.result}` as Key)}</Cell>
            <Cell of="import.why">{row.remarks.map((remark) => remark.text).join(" ")}</Cell>
          </tr>
        ))}
      </Cards>
    </>
  );
}
