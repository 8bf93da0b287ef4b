import { useState } from "react";

import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Tick } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { Asked } from "./Asked.tsx";

/** RightsPage is what people ask about what is recorded of them, each with its clock. */
export function RightsPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR", "ROLE_PRIVACY_OFFICER");
  const [municipality, setMunicipality] = useWhere(municipalities);
  const [answered, setAnswered] = useState(false);
  const found = useGet<Schemas["RightsRequest"][]>(municipality, ["rights", answered], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/rights-requests", {
          params: { path: { municipality }, query: { unanswered: !answered, pageSize: 200, pageToken } },
        }),
      (page) => page.rightsRequests,
    ),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("rights.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Paragraph>{t("rights.text")}</Paragraph>
      <Tick id="answered" label={t("rights.answered")} checked={answered} onChange={setAnswered} />
      <Answered of={found}>
        {(requests) => (
          <>
            {requests.length === 0 && <Paragraph>{t("rights.none")}</Paragraph>}
            <div className="oco-columns oco-columns--wide">
              {requests.map((request) => (
                <Asked key={request.id} request={request} />
              ))}
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}
