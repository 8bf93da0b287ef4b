import { once, part } from "../../api/client.ts";
import { bytesOf } from "../../api/save.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Download } from "../../form/Download.tsx";
import { useDeskText, type Key } from "../text.ts";
import { canCancel, canRetry, isLetter, type Message } from "./sending.ts";
import { Told } from "./Told.tsx";

/** MessageCard is one message: what it is about, by which way, where it stands, and what can be done. Whom it is for is read when it is opened. */
export function MessageCard({ message, level = 3 }: { message: Message; level?: 2 | 3 }) {
  const { t, moment, ago } = useDeskText();
  const { municipality = "", id = "", etag, application, kind, channel, state, fault, attempts = 0, createTime = "", sentTime } = message;
  const what = t(`sending.${kind}` as Key);
  const which = (says: string) => t("sending.which", { what: says, message: what, moment: moment(createTime) });
  const params = { path: { municipality, message: id } };
  return (
    <div className="oco-card">
      <Heading level={level}>{what}</Heading>
      <Paragraph>
        {t("sending.stands", { state: t(`sending.${state}` as Key), way: t(`sending.${channel}` as Key) })}
        {fault && fault !== "MESSAGE_FAULT_UNSPECIFIED" && <span className="oco-line">{t(`sending.${fault}` as Key)}</span>}
        <span className="oco-line oco-muted">{sentTime ? t("sending.sent", { moment: moment(sentTime) }) : t("sending.since", { ago: ago(createTime) })}</span>
        {attempts > 0 && state !== "MESSAGE_STATE_SENT" && <span className="oco-line oco-muted">{t("sending.attempts", { count: attempts })}</span>}
      </Paragraph>
      {application && (
        <Paragraph>
          <TextLink to={`/${municipality}/applications/${application}`}>{t("sending.application")}</TextLink>
        </Paragraph>
      )}
      <Told message={message} which={which} />
      <div className="oco-row">
        {isLetter(message) && (
          <>
            <Download
              label={which(t("sending.letter"))}
              fetch={async (client) => {
                const { mediaType, content } = part(await client.GET("/municipalities/{municipality}/messages/{message}/letter", { params }));
                return { name: `${id}.html`, type: mediaType, content: bytesOf(content) };
              }}
            >
              {t("sending.letter")}
            </Download>
            <Act
              municipality={municipality}
              label={which(t("sending.printed"))}
              change={(client, _none, key) => client.POST("/municipalities/{municipality}/messages/{message}/_print", { params: { ...params, header: once(key, etag) }, body: {} })}
            >
              {t("sending.printed")}
            </Act>
          </>
        )}
        {canRetry(message) && (
          <Act
            municipality={municipality}
            label={which(t("sending.retry"))}
            change={(client, _none, key) => client.POST("/municipalities/{municipality}/messages/{message}/_retry", { params: { ...params, header: once(key, etag) }, body: {} })}
          >
            {t("sending.retry")}
          </Act>
        )}
        {canCancel(message) && (
          <Act
            municipality={municipality}
            purpose="subtle"
            label={which(t("sending.cancel"))}
            change={(client, _none, key) => client.POST("/municipalities/{municipality}/messages/{message}/_cancel", { params: { ...params, header: once(key, etag) }, body: {} })}
          >
            {t("sending.cancel")}
          </Act>
        )}
      </div>
    </div>
  );
}
