import { Heading, Paragraph } from "../../design/text.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useConsultations } from "../../support/colleagues/colleagues.ts";
import { Questions } from "../../support/colleagues/Questions.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";

/** ColleaguesPage is what supporters ask one another: the coordinator answers along, and closes what is done. */
export function ColleaguesPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  return (
    <div className="oco-stack oco-stack--wide oco-text">
      <Heading level={1}>{t("colleagues.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Paragraph>{t("colleagues.text")}</Paragraph>
      <Questions key={municipality} found={useConsultations(municipality)} closes />
    </div>
  );
}
