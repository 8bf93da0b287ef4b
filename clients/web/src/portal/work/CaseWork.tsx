import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { usePortalText } from "../text.ts";
import { oldestFirst } from "./entry.ts";
import { EntryActs, EntryText } from "./EntryText.tsx";
import { WorkForm } from "./WorkForm.tsx";

/** CaseWork is what was done for a case, also after it was closed. */
export function CaseWork({ support: { municipality, id: support, supporter } }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const found = useGet(municipality, ["work", supporter, support], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/work-entries", { params: { path: { municipality }, query: { supporter, case: support, pageSize: 200, pageToken } } }),
      (page) => page.workEntries,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="work">
      <Heading level={2} id="work">
        {t("work.title")}
      </Heading>
      <WorkForm own={{ municipality, id: supporter }} title="work.case.open" support={support} />
      <Answered of={found}>
        {(entries) =>
          entries.length > 0 ? (
            oldestFirst(entries).map((entry) => (
              <div key={entry.id} className="oco-card">
                <Paragraph>
                  <EntryText entry={entry} />
                </Paragraph>
                {entry.claim ? <Paragraph>{t("work.claimed")}</Paragraph> : <EntryActs entry={entry} support={support} />}
              </div>
            ))
          ) : (
            <Paragraph>{t("work.case.none")}</Paragraph>
          )
        }
      </Answered>
    </section>
  );
}
