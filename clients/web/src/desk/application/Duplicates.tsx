import { once } from "../../api/client.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { all, useGet } from "../../api/queries.ts";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";
import { Act } from "../../form/Act.tsx";

/** Duplicates are the applications of people who may be the same person. The same phone alone is a household, perhaps. */
export function Duplicates({ application }: { application: Application }) {
  const { t, day } = useDeskText();
  const { municipality, id } = application;
  const found = useGet(municipality, ["duplicates", id], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/applications/{application}/possible-duplicates", {
          params: { path: { municipality, application: id }, query: { pageToken } },
        }),
      (page) => page.possibleDuplicates,
    ),
  );
  const others = (found.data ?? []).flatMap(({ application: other, equal }) => (other ? [{ other, equal }] : []));
  if (others.length === 0) return null;
  const ended = application.state === "APPLICATION_STATE_MERGED";
  return (
    <section className="oco-stack" aria-labelledby="duplicates">
      <Heading level={2} id="duplicates">
        {t("duplicates.title")}
      </Heading>
      {others.map(({ other, equal }) => (
        <div key={other.id} className="oco-card">
          <Paragraph>
            <TextLink to={`/${municipality}/applications/${other.id}`}>{other.residentName || t("nameless")}</TextLink> · {day(other.applicationDate, "short")} ·{" "}
            {t(`state.${other.state}` as Key)}
          </Paragraph>
          <Paragraph>{t("duplicates.equal", { what: equal.map((what) => t(`equal.${what}` as Key)).join(", ") })}</Paragraph>
          {!ended && (
            <details>
              <summary>{t("duplicates.merge")}</summary>
              <div className="oco-stack">
                <Paragraph>{t("duplicates.sure")}</Paragraph>
                <div className="oco-row">
                  <Act
                    municipality={municipality}
                    negative
                    change={(client, _none, key) =>
                      client.POST("/municipalities/{municipality}/applications/{application}/_merge", {
                        params: { path: { municipality, application: id }, header: once(key, application.etag) },
                        body: { into: other.id },
                      })
                    }
                  >
                    {t("duplicates.do")}
                  </Act>
                </div>
              </div>
            </details>
          )}
        </div>
      ))}
    </section>
  );
}
