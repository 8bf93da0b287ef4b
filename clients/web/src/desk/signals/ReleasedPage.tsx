import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { ReleasedText } from "../../support/signals.tsx";
import { addressed } from "../Frame.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { Answer } from "./Answer.tsx";

/** How often what left is read anew, in milliseconds: whom it is for hears of no events. */
const again = 30_000;

/** ReleasedPage is what was released to the reader, who answers it here. */
export function ReleasedPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, ...addressed);
  const [municipality, setMunicipality] = useWhere(municipalities);
  const found = useGet(
    municipality,
    ["released"],
    (client) =>
      all(
        (pageToken) => client.GET("/municipalities/{municipality}/released-patterns", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
        (page) => page.releasedPatterns,
      ),
    again,
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("released.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Paragraph>{t("released.text")}</Paragraph>
      <Answered of={found}>
        {(list) =>
          list.length > 0 ? (
            <div className="oco-columns oco-columns--wide">
              {list.map((released) => (
                <div key={released.id} className="oco-card oco-stack">
                  <Heading level={2}>{released.title}</Heading>
                  <ReleasedText of={released} />
                  {released.state !== "PATTERN_STATE_CLOSED" && <Answer released={released} />}
                </div>
              ))}
            </div>
          ) : (
            <Paragraph>{t("released.none")}</Paragraph>
          )
        }
      </Answered>
    </div>
  );
}
