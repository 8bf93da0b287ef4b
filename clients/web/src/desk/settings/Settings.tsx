import { useState, type ComponentType } from "react";

import { Heading, TextLink } from "../../design/text.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useMunicipalities } from "../names.ts";
import { useDeskText, type Key } from "../text.ts";
import { Where } from "../Where.tsx";
import { Accounts } from "./Accounts.tsx";
import { Codes } from "./Codes.tsx";
import { Templates } from "./Templates.tsx";
import { Terms } from "./Terms.tsx";
import { Texts } from "./Texts.tsx";
import { Stopped, Webhooks } from "./Webhooks.tsx";

/** The parts of the settings, each a page of its own. */
const parts = {
  "/settings": { title: "texts.title", part: Texts },
  "/settings/terms": { title: "terms.title", part: Terms },
  "/settings/lists": { title: "codes.title", part: Codes },
  "/settings/accounts": { title: "accounts.title", part: Accounts },
  "/settings/templates": { title: "templates.title", part: Templates },
  "/settings/webhooks": { title: "webhooks.title", part: Webhooks },
} as const satisfies Record<string, { title: Key; part: ComponentType<{ municipality: string }> }>;

/** Whose settings somebody keeps stays chosen from one part to the next. */
let chosenLast = "";

/** Settings are what an administrator keeps of a municipality: texts and hours, what is promised, lists of choices, accounts and grants, what is sent, and where events go. */
export function Settings({ at }: { at: keyof typeof parts }) {
  const { t } = useDeskText();
  const { caller } = useSession();
  const everywhere = useMunicipalities();
  // Who administers the platform keeps every municipality that has no administrators of its own.
  const municipalities = caller.grants.some((grant) => grant.role === "ROLE_ADMINISTRATOR" && !grant.municipality) ? everywhere : placesOf(caller, "ROLE_ADMINISTRATOR");
  const [chosen, setChosen] = useState(chosenLast);
  const municipality = chosen || municipalities[0];
  if (!municipality) return <p role="status">{t("waiting")}</p>;
  const Part = parts[at].part;
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("settings.title")}</Heading>
      <nav aria-label={t("settings.title")} className="oco-row oco-tabs">
        {Object.entries(parts).map(([to, { title }]) => (
          <TextLink key={to} to={to} {...(to === at ? { "aria-current": "page" } : {})}>
            {t(title)}
          </TextLink>
        ))}
      </nav>
      <div className="oco-text">
        <Where
          municipalities={municipalities}
          value={municipality}
          onChange={(code) => {
            chosenLast = code;
            setChosen(code);
          }}
        />
      </div>
      {at !== "/settings/webhooks" && <Stopped key={`stopped ${municipality}`} municipality={municipality} />}
      <Part key={municipality} municipality={municipality} />
    </div>
  );
}

/** TextSettings and the others are the pages. */
export const TextSettings = () => <Settings at="/settings" />;
export const TermSettings = () => <Settings at="/settings/terms" />;
export const ListSettings = () => <Settings at="/settings/lists" />;
export const AccountSettings = () => <Settings at="/settings/accounts" />;
export const TemplateSettings = () => <Settings at="/settings/templates" />;
export const WebhookSettings = () => <Settings at="/settings/webhooks" />;
