import { useState, type ReactNode } from "react";

import { useEach, useGet } from "../api/queries.ts";
import { Select } from "../design/Field.tsx";
import { Heading, Paragraph } from "../design/text.tsx";
import { Answered } from "../form/Answered.tsx";
import { placesOf } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";
import { ownKey, supportersOf, type Supporter } from "./self.ts";
import { usePortalText, type Key } from "./text.ts";

/** Own is a page about the reader as a supporter. Who supports in several municipalities chooses one. */
export function Own({ title, children }: { title: Key; children: (own: Supporter) => ReactNode }) {
  const { t } = usePortalText();
  const { caller } = useSession();
  const places = placesOf(caller, "ROLE_SUPPORTER");
  const [municipality, setMunicipality] = useState(places[0] ?? "");
  const several = places.length > 1 ? places : [];
  const names = useEach(several, ["municipality"], (client, place) => client.GET("/municipalities/{municipality}", { params: { path: { municipality: place } } }));
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t(title)}</Heading>
      {several.length > 0 && (
        <Select id="municipality" label={t("own.municipality")} options={several.map((value, index) => ({ value, label: names[index]?.data?.name ?? value }))} value={municipality} onChange={setMunicipality} />
      )}
      <Record key={municipality} municipality={municipality}>
        {children}
      </Record>
    </div>
  );
}

function Record({ municipality, children }: { municipality: string; children: (own: Supporter) => ReactNode }) {
  const { t } = usePortalText();
  const { caller } = useSession();
  // Who coordinates as well is shown everybody: theirs is the one that they sign in with.
  const found = useGet(municipality, ownKey, (client) => supportersOf(client, municipality));
  return (
    <Answered of={found}>
      {(supporters) => {
        const own = supporters.find(({ account }) => account === caller.account);
        return own ? children(own) : <Paragraph>{t("own.none")}</Paragraph>;
      }}
    </Answered>
  );
}
