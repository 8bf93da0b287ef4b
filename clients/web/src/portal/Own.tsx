import type { ReactNode } from "react";

import { useGet } from "../api/queries.ts";
import { Paragraph } from "../design/text.tsx";
import { Answered } from "../form/Answered.tsx";
import { useSession } from "../login/Gate.tsx";
import { Place } from "./Place.tsx";
import { ownKey, supportersOf, type Supporter } from "./self.ts";
import { usePortalText, type Key } from "./text.ts";

/** Own is a page about the reader as a supporter. Who supports in several municipalities chooses one. */
export function Own({ title, children }: { title: Key; children: (own: Supporter) => ReactNode }) {
  return (
    <Place title={title} roles={["ROLE_SUPPORTER"]}>
      {(municipality) => (
        <Record key={municipality} municipality={municipality}>
          {children}
        </Record>
      )}
    </Place>
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
