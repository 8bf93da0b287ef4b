import { useState, type ReactNode } from "react";

import type { Schemas } from "../api/client.ts";
import { all, useEach, useGet } from "../api/queries.ts";
import { Alert } from "../design/Alert.tsx";
import { Select } from "../design/Field.tsx";
import { Heading, Paragraph } from "../design/text.tsx";
import { TroubleText } from "../form/ErrorSummary.tsx";
import { troubleOf } from "../form/form.ts";
import { placesOf } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";
import { usePortalText, type Key } from "./text.ts";

/** Supporter is what is known of somebody who supports. */
export type Supporter = Schemas["Supporter"];

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
  const found = useGet(municipality, ["supporters", "own"], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/supporters", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.supporters),
  );
  const own = found.data?.find(({ account }) => account === caller.account);
  if (own) return children(own);
  if (found.error) {
    return (
      <Alert type="error" live>
        <TroubleText trouble={troubleOf(found.error)} />
      </Alert>
    );
  }
  return found.data ? <Paragraph>{t("own.none")}</Paragraph> : <p role="status">{t("waiting")}</p>;
}
