import type { ReactNode } from "react";

import { part } from "../../api/client.ts";
import { Download } from "../../form/Download.tsx";
import { useDeskText } from "../text.ts";

interface CalendarFileProps {
  municipality: string;
  meeting: string;
  /** The invitation for which it is, and whose that is; without one it announces the meeting. */
  invitation?: string;
  whose?: string;
  children: ReactNode;
}

/** CalendarFile saves a meeting as a file that every calendar takes in; a link cannot, for it carries no sign-in. */
export function CalendarFile({ municipality, meeting, invitation = "", whose, children }: CalendarFileProps) {
  const { t } = useDeskText();
  return (
    <div className="oco-row oco-no-print">
      <Download
        {...(whose ? { label: t("invited.file.whose", { name: whose }) } : {})}
        fetch={async (client) => {
          const params = { path: { municipality, meeting }, query: invitation ? { meetingInvitation: invitation } : {} };
          const { mediaType, content } = part(await client.GET("/municipalities/{municipality}/meetings/{meeting}/calendar", { params }));
          return { name: `${invitation || meeting}.ics`, type: mediaType, content };
        }}
      >
        {children}
      </Download>
    </div>
  );
}
