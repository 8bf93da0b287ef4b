import type { ReactNode } from "react";

import { Alert } from "../design/Alert.tsx";
import { Button } from "../design/Button.tsx";
import { useText } from "../text/text.tsx";
import { TroubleText } from "./ErrorSummary.tsx";
import { troubleOf } from "./form.ts";

/** Asking is something that is read of the platform. */
export interface Asking<Data> {
  data: Data | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** Answered shows what was read, that it is on its way, or why it did not come. */
export function Answered<Data>({ of, children }: { of: Asking<Data>; children: (data: Data) => ReactNode }) {
  const { t } = useText();
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Unread of={of} />;
  return <p role="status">{t("waiting")}</p>;
}

/** Unread says why something did not come, and asks for it again; what came, it leaves to the page. */
export function Unread({ of: { error, refetch } }: { of: Pick<Asking<unknown>, "error" | "refetch"> }) {
  const { t } = useText();
  if (!error) return null;
  return (
    <Alert type="error" live>
      <TroubleText trouble={troubleOf(error)} of="read" />
      <div>
        <Button onClick={() => void refetch()}>{t("again")}</Button>
      </div>
    </Alert>
  );
}

/** Missing says of several things that are read that not all came yet, or why; what did come can stand beside it. */
export function Missing({ of }: { of: readonly Asking<unknown>[] }) {
  const missing = of.filter(({ data }) => data === undefined);
  const told = missing.find(({ error }) => error) ?? missing[0];
  return told ? <Answered of={{ ...told, refetch: () => missing.forEach((one) => void one.refetch()) }}>{() => null}</Answered> : null;
}
