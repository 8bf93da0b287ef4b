import { once } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";

/** Ended says that an application ended and why, or that the resident died after it was closed; who may, takes that back with one press, now and at any later visit. */
export function Ended({ application, undo }: { application: Application; undo: boolean }) {
  const { t, moment } = useDeskText();
  const { municipality, id, endReason, endings } = application;
  const { endTime: since, afterSupport = false } = endings.at(-1) ?? {};
  return (
    <section className="oco-stack" aria-labelledby="ended">
      <Heading level={2} id="ended">
        {t(afterSupport ? "ended.title.after" : "ended.title")}
      </Heading>
      <Alert type="info" live>
        <Paragraph>{t("ended.reason", { reason: t(`ended.${endReason}` as Key) })}</Paragraph>
        {since && <Paragraph>{t("ended.since", { moment: moment(since) })}</Paragraph>}
      </Alert>
      {undo && (
        <>
          <Paragraph>{t(afterSupport ? "ended.undone.after" : "ended.undone")}</Paragraph>
          <div className="oco-row">
            <Act
              municipality={municipality}
              change={(client, _none, key) =>
                client.POST("/municipalities/{municipality}/applications/{application}/_reopen", {
                  params: { path: { municipality, application: id }, header: once(key, application.etag) },
                  body: {},
                })
              }
            >
              {t("ended.undo")}
            </Act>
          </div>
        </>
      )}
    </section>
  );
}
