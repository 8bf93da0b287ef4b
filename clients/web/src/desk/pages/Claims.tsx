import { Heading } from "../../design/text.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { Paid } from "../claims/Paid.tsx";
import { Pay } from "../claims/Pay.tsx";
import { Waiting } from "../claims/Waiting.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";

/** Claims is what supporters ask to be paid: to be decided on, to be paid, and what was. */
export function Claims() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("claims.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Waiting key={`waiting ${municipality}`} municipality={municipality} />
      <Pay key={`pay ${municipality}`} municipality={municipality} />
      <Paid municipality={municipality} />
    </div>
  );
}
