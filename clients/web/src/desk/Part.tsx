import { useState, type ReactNode } from "react";

import { Heading, TextLink } from "../design/text.tsx";
import { placesOf } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";
import { useLive } from "./live.ts";
import { useDeskText, type Key } from "./text.ts";
import { Where } from "./Where.tsx";

/** The municipality that a coordinator looked at last stays chosen from one page to the next. */
let chosenLast = "";

interface PartProps {
  title: Key;
  /** The pages of this part of the desk, by their path, and which of them this is. */
  pages: Record<string, Key>;
  at: string;
  children: (municipality: string) => ReactNode;
}

/** Part is a page of a part of the desk that has more of them: a heading, the way to the others, and for which municipality. */
export function Part({ title, pages, at, children }: PartProps) {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [chosen, setChosen] = useState(chosenLast);
  const municipality = municipalities.includes(chosen) ? chosen : (municipalities[0] ?? "");
  useLive([municipality]);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t(title)}</Heading>
      <nav aria-label={t(title)} className="oco-row oco-tabs oco-no-print">
        {Object.entries(pages).map(([to, name]) => (
          <TextLink key={to} to={to} {...(to === at ? { "aria-current": "page" } : {})}>
            {t(name)}
          </TextLink>
        ))}
      </nav>
      {municipalities.length > 1 && (
        <div className="oco-text oco-no-print">
          <Where
            municipalities={municipalities}
            value={municipality}
            onChange={(code) => {
              chosenLast = code;
              setChosen(code);
            }}
          />
        </div>
      )}
      {children(municipality)}
    </div>
  );
}
