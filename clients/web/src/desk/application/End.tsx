import { useState } from "react";

import { once } from "../../api/client.ts";
import { Choices } from "../../design/Field.tsx";
import { Heading } from "../../design/text.tsx";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";
import { Act } from "../../form/Act.tsx";

type Reason = Exclude<Application["endReason"], "END_REASON_UNSPECIFIED">;

const reasons: Reason[] = ["END_REASON_WITHDRAWN", "END_REASON_UNREACHABLE", "END_REASON_MOVED", "END_REASON_DECEASED", "END_REASON_NO_CONSENT", "END_REASON_NOT_OCO"];

/** End ends an application without support. */
export function End({ application }: { application: Application }) {
  const { t } = useDeskText();
  const [reason, setReason] = useState<Reason | "">("");
  const { municipality, id } = application;
  return (
    <details>
      <summary>{t("end.title")}</summary>
      <div className="oco-stack">
        <Heading level={2}>{t("end.title")}</Heading>
        <Choices id="reason" label={t("end.reason")} options={reasons.map((value) => ({ value, label: t(`end.${value}` as Key) }))} value={reason} onChange={setReason} />
        {reason !== "" && (
          <div className="oco-row">
            <Act
              municipality={municipality}
              negative
              change={(client, _none, key) =>
                client.POST("/municipalities/{municipality}/applications/{application}/_end", {
                  params: { path: { municipality, application: id }, header: once(key, application.etag) },
                  body: { reason },
                })
              }
            >
              {t("end.do")}
            </Act>
          </div>
        )}
      </div>
    </details>
  );
}
