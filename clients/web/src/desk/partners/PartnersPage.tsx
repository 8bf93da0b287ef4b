import { useState } from "react";

import { all, useGet } from "../../api/queries.ts";
import { Tick } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { Where } from "../Where.tsx";
import { PartnerCard, type Partner } from "./PartnerCard.tsx";

/** After so many weeks without contact somebody is to be called. */
const quietWeeks = 12;

/** PartnersPage is the organisations that refer, with whom there was no contact for longest first. */
export function PartnersPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useState(municipalities[0] ?? "");
  const [quiet, setQuiet] = useState(false);
  const found = useGet<Partner[]>(municipality, ["partners", quiet], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/referrer-organisations", {
          params: { path: { municipality }, query: { orderBy: "last_contact", ...(quiet ? { silentWeeks: quietWeeks } : {}), pageSize: 200, pageToken } },
        }),
      (page) => page.referrerOrganisations,
    ),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("partners.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Paragraph>{t("partners.text")}</Paragraph>
      <Tick id="quiet" label={t("partners.quiet", { count: quietWeeks })} checked={quiet} onChange={setQuiet} />
      <Answered of={found}>
        {(partners) =>
          partners.length > 0 ? (
            <div className="oco-columns oco-columns--wide">
              {partners.map((partner) => (
                <PartnerCard key={partner.id} partner={partner} />
              ))}
            </div>
          ) : (
            <Paragraph>{t(quiet ? "partners.quiet.none" : "partners.none")}</Paragraph>
          )
        }
      </Answered>
    </div>
  );
}
