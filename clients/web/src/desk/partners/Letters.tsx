import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { useDeskText } from "../text.ts";
import type { Partner } from "./partners.ts";

/** Letters is a paragraph that an organisation can put in its letters, with its code. */
export function Letters({ partner: { municipality, id, name } }: { partner: Partner }) {
  const { t } = useDeskText();
  const [paragraph, setParagraph] = useState<Schemas["ReferralParagraph"]>();
  if (!paragraph) {
    return (
      <div>
        <Act
          municipality={municipality}
          label={t("partner.whose", { says: t("letters.show"), name })}
          change={async (client, _nothing, key) =>
            setParagraph(
              part(
                await client.POST("/municipalities/{municipality}/referrer-organisations/{referrerOrganisation}/_paragraph", {
                  params: { path: { municipality, referrerOrganisation: id }, header: once(key) },
                  body: {},
                }),
              ),
            )
          }
        >
          {t("letters.show")}
        </Act>
      </div>
    );
  }
  return (
    <div className="oco-stack">
      <Paragraph>{t("letters.text")}</Paragraph>
      <Copied text={paragraph.textNl} language="nl" says={t("letters.copy.nl")} />
      <Copied text={paragraph.textEn} language="en" says={t("letters.copy.en")} />
    </div>
  );
}

/** Copied is a text, and a button that puts it on the clipboard; where the browser does not let it, somebody selects it by hand. */
function Copied({ text, language, says }: { text: string; language: string; says: string }) {
  const { t } = useDeskText();
  const [said, setSaid] = useState<"letters.copied" | "letters.copy.refused">();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("letters.copied");
    } catch {
      setSaid("letters.copy.refused"); // there is no clipboard without TLS, or it is not allowed
    }
  };
  return (
    <>
      <p className="oco-said" lang={language}>
        {text}
      </p>
      <div className="oco-row">
        <Button
          purpose="secondary"
          onClick={() => void copy()}
        >
          {says}
        </Button>
        <span role="status">{said && t(said)}</span>
      </div>
    </>
  );
}
