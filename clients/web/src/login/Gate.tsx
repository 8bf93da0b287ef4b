import { createContext, useContext, useState, type ReactNode } from "react";

import { useLoaded } from "../api/loaded.ts";
import { Alert } from "../design/Alert.tsx";
import { Button } from "../design/Button.tsx";
import { Heading, Paragraph } from "../design/text.tsx";
import { TroubleText } from "../form/ErrorSummary.tsx";
import { useText } from "../text/text.tsx";
import { enter, type Entry, type Session } from "./session.ts";

const Inside = createContext<Session | undefined>(undefined);

/** useSession returns who signed in; below a Gate there always is somebody. */
export function useSession(): Session {
  const session = useContext(Inside);
  if (!session) throw new Error("useSession outside Gate");
  return session;
}

/** Gate lets those in who signed in, and shows the others what to do. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useText();
  const loaded = useLoaded("", enter);
  if (loaded.state === "there" && loaded.value.kind === "in") return <Inside value={loaded.value.session}>{children}</Inside>;
  return (
    <main id="content" className="oco-wide oco-main oco-gate">
      {loaded.state === "loading" && <p role="status">{t("waiting")}</p>}
      {loaded.state === "trouble" && (
        <Alert type="error" live>
          <TroubleText trouble={loaded.trouble} of="read" />
          <div>
            <Button purpose="primary" onClick={loaded.again}>
              {t("again")}
            </Button>
          </div>
        </Alert>
      )}
      {loaded.state === "there" && <Outside entry={loaded.value} />}
    </main>
  );
}

function Outside({ entry }: { entry: Entry }) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  switch (entry.kind) {
    case "closed":
      return (
        <>
          <Heading level={1}>{t("login.closed")}</Heading>
          <Paragraph>{t("login.closed.text")}</Paragraph>
        </>
      );
    case "stranger":
      return (
        <>
          <Heading level={1}>{t("login.stranger")}</Heading>
          <Paragraph>{t("login.stranger.text")}</Paragraph>
          <div>
            <Button onClick={() => void entry.leave()}>{t("login.leave")}</Button>
          </div>
        </>
      );
    case "out":
      return (
        <>
          <Heading level={1}>{t("site")}</Heading>
          <Paragraph>{t("login.text")}</Paragraph>
          <div>
            <Button
              purpose="primary"
              busy={busy}
              onClick={() => {
                setBusy(true);
                void entry.begin();
              }}
            >
              {t("login.begin")}
            </Button>
          </div>
        </>
      );
    case "in":
      return null;
  }
}
