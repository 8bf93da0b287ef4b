import { useState } from "react";

import { once } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { spoken } from "../../text/phone.ts";
import { useDeskText, type Key } from "../text.ts";
import { isLetter, isTold, type Message } from "./sending.ts";

const outcomes = ["CALL_OUTCOME_REACHED", "CALL_OUTCOME_NOT_REACHED", "CALL_OUTCOME_LATER"] as const;

/** Told is what a message says and to whom. It is read when somebody opens it: who reads what about people is logged. */
export function Told({ message, which }: { message: Message; which: (says: string) => string }) {
  const { t } = useDeskText();
  const [open, setOpen] = useState(false);
  const title = t(isTold(message) ? "sending.open.call" : isLetter(message) ? "sending.open.letter" : "sending.open");
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={which(title)}>{title}</summary>
      {open && <Read message={message} which={which} />}
    </details>
  );
}

function Read({ message: { municipality = "", id = "", channel }, which }: { message: Message; which: (says: string) => string }) {
  const { t } = useDeskText();
  const found = useGet(municipality, ["message", id], (client) => client.GET("/municipalities/{municipality}/messages/{message}", { params: { path: { municipality, message: id } } }));
  return (
    <Answered of={found}>
      {(message) => (
        <>
          {message.channel !== channel && (
            <Alert type="info">
              <Paragraph>{t("sending.changed", { way: t(`sending.${message.channel}` as Key) })}</Paragraph>
            </Alert>
          )}
          <Shown message={message} which={which} />
        </>
      )}
    </Answered>
  );
}

/** Shown begins with what must be minded, before there is a number to call. */
function Shown({ message, which }: { message: Message; which: (says: string) => string }) {
  const { t } = useDeskText();
  const { municipality = "", id = "", etag, recipientName, phone, instruction, noVoicemail, noCalendar, subject, body } = message;
  return (
    <div className="oco-stack">
      {(instruction || noVoicemail || noCalendar) && (
        <Alert type="warning">
          <Heading level={3}>{t("sending.mind")}</Heading>
          {instruction && (
            <p dir="auto">
              <strong>{instruction}</strong>
            </p>
          )}
          {noVoicemail && <Paragraph>{t("sending.voicemail")}</Paragraph>}
          {noCalendar && <Paragraph>{t("sending.calendar")}</Paragraph>}
        </Alert>
      )}
      <Paragraph>
        {recipientName && <strong dir="auto">{recipientName}</strong>}
        {phone && (
          <span className="oco-line">
            <TextLink href={`tel:${phone}`}>{spoken(phone)}</TextLink>
          </span>
        )}
      </Paragraph>
      <GoBetweens message={message} />
      <div className="oco-said" dir="auto">
        {subject && <Paragraph>{subject}</Paragraph>}
        <p className="oco-written">{body}</p>
      </div>
      {isTold(message) && (
        <div className="oco-row">
          {outcomes.map((outcome) => (
            <Act
              key={outcome}
              municipality={municipality}
              label={which(t(`sending.${outcome}`))}
              change={(client, _none, key) => client.POST("/municipalities/{municipality}/messages/{message}/_call", { params: { path: { municipality, message: id }, header: once(key, etag) }, body: { outcome } })}
            >
              {t(`sending.${outcome}`)}
            </Act>
          ))}
        </div>
      )}
    </div>
  );
}

/** GoBetweens are through whom, or where, the message may be told, when that is its way. */
function GoBetweens({ message: { channel, state, goBetweens = [] } }: { message: Message }) {
  const { t } = useDeskText();
  const place = channel === "MESSAGE_CHANNEL_NEIGHBOURHOOD_POINT";
  if (state !== "MESSAGE_STATE_TO_DO" || (!place && channel !== "MESSAGE_CHANNEL_TRUSTED_PERSON")) return null;
  if (goBetweens.length === 0) return <Paragraph>{t(place ? "sending.between.none.place" : "sending.between.none")}</Paragraph>;
  return (
    <div>
      <Paragraph>{t(place ? "sending.between.place" : "sending.between.person")}</Paragraph>
      <ul>
        {goBetweens.map(({ name, phone, address }, at) => (
          <li key={at} dir="auto">
            {[name, address].filter(Boolean).join(", ")}
            {phone && (
              <>
                {" "}
                <TextLink href={`tel:${phone}`}>{spoken(phone)}</TextLink>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
