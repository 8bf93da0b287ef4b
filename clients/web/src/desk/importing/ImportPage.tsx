import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Choices, Group, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import { Where } from "../Where.tsx";
import { base64, type Kind } from "./fields.ts";
import { Progress } from "./Progress.tsx";

type Column = Schemas["ColumnMapping"];

/** The largest file, in bytes. */
const largest = 10 * 1024 * 1024;

interface Values {
  municipality: string;
  kind: Kind | "";
  file: File | undefined;
  columns: Column[];
  /** The sheet of a workbook; empty when it has one that fits. */
  sheet: string;
  dryRun: boolean;
}

const kinds: Kind[] = ["IMPORT_KIND_APPLICATIONS", "IMPORT_KIND_SUPPORTERS"];

/** The list of this tab: whoever looks at something else meanwhile comes back to how far it is. */
let last: { values: Values; running: Schemas["Import"] } | undefined;

/**
 * ImportPage takes a coordinator's list in: first a rehearsal that stores nothing and shows what each row would become
 * and how each column was read; then, with the same file, the real thing.
 */
export function ImportPage() {
  const { t } = useDeskText();
  const { caller, client, renew } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [running, setRunning] = useState(last?.running);
  const [picked, setPicked] = useState(false);
  const form = useForm<Values>({
    initial: last?.values ?? { municipality: municipalities[0] ?? "", kind: "", file: undefined, columns: [], sheet: "", dryRun: true },
    check: ({ kind, file }) => ({
      ...(kind ? {} : { kind: t("wrong.kind") }),
      ...(!file ? { file: t("wrong.file") } : file.size > largest ? { file: t("wrong.file.large") } : {}),
    }),
    send: async (values, key) => {
      const { municipality, kind, file, columns, sheet, dryRun } = values;
      if (kind === "" || !file) return;
      const body = { kind, fileName: file.name, file: await base64(file), columns, dryRun, ...(sheet.trim() ? { sheet: sheet.trim() } : {}) };
      const answer = part(await client.POST("/municipalities/{municipality}/imports", { params: { path: { municipality }, header: once(key) }, body }));
      last = { values, running: answer };
      setRunning(answer);
    },
    fieldOf: (pointer) => (pointer.startsWith("/file") ? "file" : pointer === "/kind" ? "kind" : pointer.startsWith("/columns") ? "columns" : pointer === "/sheet" ? "sheet" : undefined),
  });
  const { kind } = form.values;
  /** Sends the same file again: with other columns, or for real. */
  const again = (columns: Column[], dryRun: boolean) => {
    form.set("columns", columns);
    form.set("dryRun", dryRun);
    setNext(true);
  };
  const [next, setNext] = useState(false);
  if (next && form.values.file && !form.sending) {
    setNext(false);
    queueMicrotask(() => void form.submit());
  }
  return (
    <div className="oco-stack oco-stack--wide">
      <form
        noValidate
        className="oco-stack oco-text"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary form={form} onSignIn={() => void renew()} />
        <Heading level={1}>{t("import.title")}</Heading>
        <Paragraph>{t("import.text")}</Paragraph>
        <Where municipalities={municipalities} value={form.values.municipality} onChange={(municipality) => form.set("municipality", municipality)} />
        <Choices id="kind" label={t("import.kind")} options={kinds.map((value) => ({ value, label: t(`import.${value}` as Key) }))} value={kind} error={form.errors.kind} onChange={(value) => form.set("kind", value)} />
        <Group id="file" label={t("import.file")} hint={t("import.file.hint")} error={form.errors.file}>
          <input
            type="file"
            aria-label={t("import.file")}
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => {
              form.set("file", event.target.files?.[0]);
              form.set("columns", []);
              form.set("sheet", "");
              form.set("dryRun", true);
              setRunning(undefined);
              setPicked(true);
            }}
          />
          {/* A browser shows the name of a file only where it was picked. */}
          {form.values.file && !picked && <Paragraph>{form.values.file.name}</Paragraph>}
        </Group>
        {form.values.file?.name.toLowerCase().endsWith(".xlsx") && (
          <TextField id="sheet" label={t("import.sheet")} hint={t("import.sheet.hint")} value={form.values.sheet} error={form.errors.sheet} onChange={(value) => form.set("sheet", value)} />
        )}
        <div>
          <Button type="submit" purpose={running ? "secondary" : "primary"} busy={form.sending}>
            {form.sending ? t("import.sending") : t("import.rehearse")}
          </Button>
        </div>
      </form>
      {running && kind !== "" && (
        <Progress
          key={running.id}
          municipality={form.values.municipality}
          id={running.id}
          kind={kind}
          columns={form.values.columns}
          onColumns={(columns) => again(columns, true)}
          {...(form.values.columns === last?.values.columns ? { onReal: () => again(form.values.columns, false) } : {})}
        />
      )}
    </div>
  );
}
