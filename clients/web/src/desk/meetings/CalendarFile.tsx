import { part } from "../../api/client.ts";
import { Download } from "../../form/Download.tsx";
import { useDeskText } from "../text.ts";
import type { Meeting } from "./meetings.ts";

/** CalendarFile saves a meeting as a file that every calendar takes in; a link cannot, for it carries no sign-in. */
export function CalendarFile({ meeting: { municipality, id } }: { meeting: Meeting }) {
  const { t } = useDeskText();
  return (
    <div className="oco-row oco-no-print">
      <Download
        fetch={async (client) => {
          const { mediaType, content } = part(await client.GET("/municipalities/{municipality}/meetings/{meeting}/calendar", { params: { path: { municipality, meeting: id } } }));
          return { name: `${id}.ics`, type: mediaType, content };
        }}
      >
        {t("meeting.file")}
      </Download>
    </div>
  );
}
