import { useState, type ReactNode } from "react";

import { useEach } from "../api/queries.ts";
import { Select } from "../design/Field.tsx";
import { Heading } from "../design/text.tsx";
import { placesOf, type Role } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";
import { usePortalText, type Key } from "./text.ts";

/** Place is a page about one municipality in which the reader has one of the roles. Who has it in several chooses one. */
export function Place({ title, roles, children }: { title: Key; roles: readonly Role[]; children: (municipality: string) => ReactNode }) {
  const { t } = usePortalText();
  const { caller } = useSession();
  const places = placesOf(caller, ...roles);
  const [municipality, setMunicipality] = useState(places[0] ?? "");
  const several = places.length > 1 ? places : [];
  const names = useEach(several, ["municipality"], (client, place) => client.GET("/municipalities/{municipality}", { params: { path: { municipality: place } } }));
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t(title)}</Heading>
      {several.length > 0 && (
        <Select id="municipality" label={t("own.municipality")} options={several.map((value, index) => ({ value, label: names[index]?.data?.name ?? value }))} value={municipality} onChange={setMunicipality} />
      )}
      {children(municipality)}
    </div>
  );
}
