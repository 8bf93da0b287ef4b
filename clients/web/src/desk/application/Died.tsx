import { once } from "../../api/client.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";

/** Died notes that the resident of a closed application died: it is the only way in which that ends still. */
export function Died({ application }: { application: Application }) {
  const { t } = useDeskText();
  const { municipality, id } = application;
  return (
    <details>
      <summary>{t("died.title")}</summary>
      <div className="oco-stack">
        <Heading level={2}>{t("died.title")}</Heading>
        <Paragraph>{t("died.means")}</Paragraph>
        <div className="oco-row">
          <Act
            municipality={municipality}
            negative
            change={(client, _none, key) =>
              client.POST("/municipalities/{municipality}/applications/{application}/_end", {
                params: { path: { municipality, application: id }, header: once(key, application.etag) },
                body: { reason: "END_REASON_DECEASED" },
              })
            }
          >
            {t("died.do")}
          </Act>
        </div>
      </div>
    </details>
  );
}
