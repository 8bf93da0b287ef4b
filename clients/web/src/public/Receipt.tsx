import { IconPrinter } from "@tabler/icons-react";
import { useEffect, useRef } from "react";

import type { Schemas } from "../api/client.ts";
import { Alert } from "../design/Alert.tsx";
import { Button } from "../design/Button.tsx";
import { Paragraph, TextLink } from "../design/text.tsx";
import { usePublicText } from "./text.ts";

/** Receipt is what somebody keeps: a code, who will call, and by which day. */
export function Receipt({ receipt }: { receipt: Schemas["SubmitApplicationResponse"] }) {
  const { t, day } = usePublicText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="oco-stack oco-text">
      <h1 ref={heading} tabIndex={-1} className="nl-heading nl-heading--level-1">
        {t("receipt.title")}
      </h1>
      <Paragraph>{t("receipt.promise", { who: receipt.contactName || t("receipt.somebody"), day: day(receipt.promiseDate) })}</Paragraph>
      <div className="oco-card oco-card--accent">
        <Paragraph>{t("receipt.code")}</Paragraph>
        <p className="oco-code">{receipt.receiptCode}</p>
        <Paragraph>{t("receipt.keep")}</Paragraph>
      </div>
      {receipt.notices?.map((notice) => (
        <Alert key={notice.reason} type="info">
          <Paragraph>{notice.text}</Paragraph>
        </Alert>
      ))}
      {receipt.contactPhone && <Paragraph>{t("receipt.phone", { phone: receipt.contactPhone })}</Paragraph>}
      <div className="oco-row oco-no-print">
        <Button icon={IconPrinter} onClick={() => window.print()}>
          {t("print")}
        </Button>
        <TextLink to="/">{t("lost.home")}</TextLink>
      </div>
    </div>
  );
}
