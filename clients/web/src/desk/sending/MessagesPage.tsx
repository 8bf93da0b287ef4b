import { useState } from "react";

import { Button } from "../../design/Button.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useLive } from "../live.ts";
import { useDeskText, type Key } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { MessageCard } from "./MessageCard.tsx";
import { groups, useWaiting, type Message } from "./sending.ts";

/** MessagesPage is what somebody has to do so that people hear from us: call, print, and see to what did not arrive. */
export function MessagesPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  useLive([municipality]);
  const found = useWaiting(municipality);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("sending.title")}</Heading>
      <Paragraph>{t("sending.intro")}</Paragraph>
      {municipalities.length > 1 && <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />}
      <Answered of={found}>
        {(messages) => (
          <>
            {groups.map(({ title, none, holds }) => (
              <Group key={title} title={title} none={none} messages={messages.filter(holds)} />
            ))}
          </>
        )}
      </Answered>
    </div>
  );
}

/** How many stand on the page at first, and how many come with each press. */
const some = 12;

/** Group is one kind of work, who waits longest first. */
function Group({ title, none, messages }: { title: Key; none: Key; messages: Message[] }) {
  const { t } = useDeskText();
  const [most, setMost] = useState(some);
  return (
    <section className="oco-stack" aria-labelledby={title}>
      <Heading level={2} id={title}>
        {t(title)} {messages.length > 0 && <span className="oco-count">{messages.length}</span>}
      </Heading>
      {messages.length === 0 && <Paragraph>{t(none)}</Paragraph>}
      <div className="oco-columns oco-columns--wide">
        {messages.slice(0, most).map((message) => (
          <MessageCard key={message.id} message={message} />
        ))}
      </div>
      {messages.length > most && (
        <div>
          <Button aria-label={t("sending.more.of", { what: t(title) })} onClick={() => setMost(most + some)}>
            {t("more")}
          </Button>
        </div>
      )}
    </section>
  );
}
