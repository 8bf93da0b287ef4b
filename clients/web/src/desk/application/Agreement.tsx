import { useState } from "react";

import { once, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";

/**
 * Agreement records what a resident says for whom somebody else applied. Until it is a yes nothing begins, and the one
 * who applied sees "received" and no more; a no ends the application.
 */
export function Agreement({ application }: { application: Application }) {
  const { t } = useDeskText();
  const [manner, setManner] = useState("");
  const { municipality, resident } = application;
  const recorded = (given: boolean): Schemas["Consent"] => ({ kind: "CONSENT_KIND_SUPPORT", given, manner: manner.trim() }) as Schemas["Consent"];
  const answer = (given: boolean) => (
    <Act
      municipality={municipality}
      purpose={given ? "primary" : "secondary"}
      change={(client, _none, key) =>
        client.POST("/municipalities/{municipality}/residents/{resident}/consents", {
          params: { path: { municipality, resident }, header: once(key) },
          body: recorded(given),
        })
      }
    >
      {t(given ? "agreement.yes" : "agreement.no")}
    </Act>
  );
  return (
    <section className="oco-stack" aria-labelledby="agreement">
      <Heading level={2} id="agreement">
        {t("agreement.title")}
      </Heading>
      <Alert type="info">
        <Paragraph>{t("agreement.text")}</Paragraph>
      </Alert>
      <TextField id="manner" label={t("agreement.manner")} hint={t("agreement.manner.hint")} most={300} value={manner} onChange={setManner} />
      <div className="oco-row">
        {answer(true)}
        {answer(false)}
      </div>
    </section>
  );
}
