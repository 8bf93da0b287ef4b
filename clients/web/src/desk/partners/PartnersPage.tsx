import { useState } from "react";

import { all, useGet } from "../../api/queries.ts";
import { Select } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { NewPartner } from "./NewPartner.tsx";
import { PartnerCard } from "./PartnerCard.tsx";
import { useStatuses, type Partner, type Status } from "./partners.ts";

/** After how many weeks without contact somebody may want to know who is to be called. */
const weeks = [6, 12, 26];

/** PartnersPage is the organisations that refer, with whom there was no contact for longest first. */
export function PartnersPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  const [silent, setSilent] = useState("");
  const [status, setStatus] = useState<Status | "">("");
  const filtered = silent !== "" || status !== "";
  const query = { orderBy: "last_contact", ...(silent ? { silentWeeks: Number(silent) } : {}), ...(status ? { partnerStatus: status } : {}), pageSize: 200 } as const;
  const found = useGet<Partner[]>(municipality, ["partners", silent, status], (client) =>
    all(
      (pageToken) =>
        client.GET("/municipalities/{municipality}/referrer-organisations", {
          params: { path: { municipality }, query: { ...query, pageToken } },
        }),
      (page) => page.referrerOrganisations,
    ),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("partners.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Paragraph>{t("partners.text")}</Paragraph>
      <NewPartner key={municipality} municipality={municipality} />
      <div className="oco-columns oco-columns--close">
        <Select id="silent" label={t("partners.quiet")} options={[{ value: "", label: t("partners.all") }, ...weeks.map((count) => ({ value: String(count), label: t("partners.weeks", { count }) }))]} value={silent} onChange={setSilent} />
        <Select id="status" label={t("partner.status")} options={useStatuses("partners.all")} value={status} onChange={setStatus} />
      </div>
      <Answered of={found}>
        {(partners) =>
          partners.length > 0 ? (
            <div className="oco-columns oco-columns--wide">
              {partners.map((partner) => (
                <PartnerCard key={partner.id} partner={partner} />
              ))}
            </div>
          ) : (
            <Paragraph>{t(filtered ? "partners.quiet.none" : "partners.none")}</Paragraph>
          )
        }
      </Answered>
    </div>
  );
}
