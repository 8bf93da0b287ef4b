import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";
import { MessageCard } from "./MessageCard.tsx";
import { useMessages } from "./sending.ts";

/** MessagesOf is what was told about an application, and what has to be. */
export function MessagesOf({ application: { municipality, id } }: { application: Application }) {
  const { t } = useDeskText();
  const found = useMessages(municipality, id);
  return (
    <section className="oco-stack" aria-labelledby="messages" aria-busy={found.isPending}>
      <Heading level={2} id="messages">
        {t("sending.title")}
      </Heading>
      <Answered of={found}>
        {(messages) => (messages.length > 0 ? messages.map((message) => <MessageCard key={message.id} message={{ ...message, application: "" }} />) : <Paragraph>{t("sending.none")}</Paragraph>)}
      </Answered>
    </section>
  );
}
