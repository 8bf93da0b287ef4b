import { useState } from "react";

import { part } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { TroubleText } from "../../form/ErrorSummary.tsx";
import { troubleOf, type Trouble } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import type { Meeting } from "./meetings.ts";

/** CalendarFile saves a meeting as a file that every calendar takes in; a link cannot, for it carries no sign-in. */
export function CalendarFile({ meeting: { municipality, id } }: { meeting: Meeting }) {
  const { t } = useDeskText();
  const { client, renew } = useSession();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const save = async () => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const file = part(await client.GET("/municipalities/{municipality}/meetings/{meeting}/calendar", { params: { path: { municipality, meeting: id } } }));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([file.content], { type: file.mediaType }));
      link.download = `${id}.ics`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="oco-row oco-no-print">
      <Button busy={busy} onClick={() => void save()}>
        {t("meeting.file")}
      </Button>
      {trouble && (
        <Alert type="error" live>
          <TroubleText trouble={trouble} onSignIn={() => void renew()} />
        </Alert>
      )}
    </div>
  );
}
