import { once } from "../../api/client.ts";
import { all, useEach } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { useSelf } from "../self.ts";
import { usePortalText } from "../text.ts";
import { useDrafts } from "./drafts.ts";
import type { Draft } from "./told.ts";

/** Unsent says, where a case is closed or given away, that something typed was not sent: it cannot be from then on. */
export function Unsent({ municipality, id }: { municipality: string; id: string }) {
  const { t } = usePortalText();
  const drafts = useDrafts(municipality, id);
  if (!drafts.data?.length) return null;
  return (
    <Alert type="warning">
      <Paragraph>{t("left.warn", { count: drafts.data.length })}</Paragraph>
    </Alert>
  );
}

/** LeftDrafts is what somebody typed of cases that were closed or that others go on with: still there to be read, until it goes. */
export function LeftDrafts({ running }: { running: ReadonlySet<string> }) {
  const { t, day } = usePortalText();
  const { places } = useSelf("ROLE_SUPPORTER");
  const found = useEach(places, ["drafts"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/contact-drafts", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.contactDrafts.map((draft) => ({ ...(draft as Draft), municipality })),
    ),
  );
  const left = found.flatMap(({ data }) => data ?? []).filter((draft) => !running.has(draft.case));
  if (left.length === 0) return null;
  return (
    <section className="oco-stack" aria-labelledby="left">
      <Heading level={2} id="left">
        {t("left.title")}
      </Heading>
      <Paragraph>{t("left.what")}</Paragraph>
      {left.map((draft) => (
        <div key={draft.id} className="oco-card">
          <Paragraph>
            {draft.contactDate && <strong>{day(draft.contactDate)}</strong>}
            <span className="oco-line oco-written" dir="auto">
              {draft.note || t("left.empty")}
            </span>
            <span className="oco-line oco-muted">{t("contact.draft.until", { day: day(draft.expireTime.slice(0, 10)) })}</span>
          </Paragraph>
          <div>
            <Act
              municipality={draft.municipality}
              label={t("left.away.which", { note: draft.note.slice(0, 40) || t("left.empty") })}
              change={(client, _none, key) =>
                client.DELETE("/municipalities/{municipality}/contact-drafts/{contactDraft}", {
                  params: { path: { municipality: draft.municipality, contactDraft: draft.id }, header: once(key, draft.etag) },
                })
              }
            >
              {t("left.away")}
            </Act>
          </div>
        </div>
      ))}
    </section>
  );
}
