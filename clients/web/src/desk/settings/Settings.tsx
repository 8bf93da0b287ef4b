import { useState } from "react";

import { Heading } from "../../design/text.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useMunicipalities } from "../names.ts";
import { useDeskText } from "../text.ts";
import { Where } from "../Where.tsx";
import { Accounts } from "./Accounts.tsx";
import { Codes } from "./Codes.tsx";
import { Texts } from "./Texts.tsx";

/** Settings are what an administrator keeps of a municipality: texts and hours, lists of choices, accounts and grants. */
export function Settings() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const everywhere = useMunicipalities();
  // Who administers the platform keeps every municipality that has no administrators of its own.
  const municipalities = caller.grants.some((grant) => grant.role === "ROLE_ADMINISTRATOR" && !grant.municipality) ? everywhere : placesOf(caller, "ROLE_ADMINISTRATOR");
  const [chosen, setChosen] = useState("");
  const municipality = chosen || municipalities[0];
  if (!municipality) return <p role="status">{t("waiting")}</p>;
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("settings.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setChosen} />
      <Texts key={`texts ${municipality}`} municipality={municipality} />
      <Codes key={`codes ${municipality}`} municipality={municipality} />
      <Accounts key={`accounts ${municipality}`} municipality={municipality} />
    </div>
  );
}
