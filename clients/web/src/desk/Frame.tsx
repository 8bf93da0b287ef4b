import { SkipLink } from "@nl-design-system-candidate/skip-link-react";
import { IconMenu2 } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useLocation } from "wouter";

import { useArrival } from "../design/arrive.ts";
import { Button } from "../design/Button.tsx";
import { useStay } from "../design/stay.ts";
import { Paragraph, TextLink } from "../design/text.tsx";
import { holds, type Role } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";
import { languages, type Language } from "../text/text.tsx";
import { Shortcuts } from "./Shortcuts.tsx";
import { useDeskText, type Key } from "./text.ts";

/** counters and others are the roles that the parts of the desk are for. */
export const coordinators: readonly Role[] = ["ROLE_COORDINATOR"];
export const counters: readonly Role[] = ["ROLE_COORDINATOR", "ROLE_DESK"];
export const readers: readonly Role[] = ["ROLE_COORDINATOR", "ROLE_POLICY_ADVISER", "ROLE_FOUNDATION_BOARD", "ROLE_REGION_MANAGER"];
export const guardians: readonly Role[] = ["ROLE_COORDINATOR", "ROLE_PRIVACY_OFFICER"];
/** addressed are those for whom patterns of signals can be, and who have an account. */
export const addressed: readonly Role[] = ["ROLE_POLICY_ADVISER", "ROLE_FOUNDATION_BOARD", "ROLE_ACCESS_TEAM"];
/** surveyors are who rings people for the survey, and who reads what all of them said. */
export const surveyors: readonly Role[] = ["ROLE_COORDINATOR", "ROLE_DESK", "ROLE_POLICY_ADVISER", "ROLE_FOUNDATION_BOARD"];
/** officers are who handles complaints, and handlers who sees to complaints and incidents. */
export const officers: readonly Role[] = ["ROLE_COMPLAINTS_OFFICER"];
export const handlers: readonly Role[] = ["ROLE_COMPLAINTS_OFFICER", "ROLE_COORDINATOR"];
export const administrators: readonly Role[] = ["ROLE_ADMINISTRATOR"];

/** parts are the parts of the desk, with who works there and the letter that leads there after a g. */
export const parts: { to: string; title: Key; roles: readonly Role[]; letter: string }[] = [
  { to: "/", title: "worklist.title", roles: counters, letter: "w" },
  { to: "/search", title: "search.title", roles: coordinators, letter: "z" },
  { to: "/new", title: "new.title", roles: counters, letter: "n" },
  { to: "/direct-answer", title: "direct.title", roles: counters, letter: "d" },
  { to: "/import", title: "import.title", roles: coordinators, letter: "i" },
  { to: "/match-plan", title: "plan.title", roles: coordinators, letter: "k" },
  { to: "/supporters", title: "people.title", roles: coordinators, letter: "o" },
  { to: "/meetings", title: "meetings.title", roles: coordinators, letter: "b" },
  { to: "/colleagues", title: "colleagues.title", roles: coordinators, letter: "u" },
  { to: "/messages", title: "sending.title", roles: coordinators, letter: "r" },
  { to: "/handovers", title: "handovers.title", roles: coordinators, letter: "h" },
  { to: "/cards", title: "cards.title", roles: coordinators, letter: "a" },
  { to: "/monitor", title: "monitor.title", roles: readers, letter: "m" },
  { to: "/signals", title: "signals.title", roles: coordinators, letter: "l" },
  { to: "/patterns", title: "released.title", roles: addressed, letter: "p" },
  { to: "/surveys", title: "surveys.title", roles: surveyors, letter: "q" },
  { to: "/partners", title: "partners.title", roles: coordinators, letter: "j" },
  { to: "/claims", title: "claims.title", roles: coordinators, letter: "e" },
  { to: "/rights", title: "rights.title", roles: guardians, letter: "v" },
  { to: "/complaints", title: "complaints.title", roles: handlers, letter: "t" },
  { to: "/incidents", title: "incidents.title", roles: handlers, letter: "c" },
  { to: "/settings", title: "settings.title", roles: administrators, letter: "s" },
];

/** Deputy says for whom the reader stands in, and until when. */
function Deputy() {
  const { t, day } = useDeskText();
  const { caller } = useSession();
  return caller.grants
    .filter((grant) => grant.deputyOf)
    .map((grant) => (
      <Paragraph key={grant.id}>
        {t("deputy.banner", { name: caller.deputised?.find(({ account }) => account === grant.deputyOf)?.name ?? "", day: day(grant.untilDate ?? "") })}
      </Paragraph>
    ));
}

/** Frame is what every page of the desk has around it. */
export function Frame({ title, onLanguage, children }: { title: Key; onLanguage: (language: Language) => void; children: ReactNode }) {
  const { t, language } = useDeskText();
  const { caller, leave } = useSession();
  const [path] = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${t(title)} · ${t("site")}`;
  }, [t, title]);
  useEffect(() => setOpen(false), [path]);
  useArrival(path, main);
  useStay(main);
  return (
    <div className="oco-page">
      <SkipLink href="#content">{t("skip")}</SkipLink>
      <header className="oco-bar oco-no-print">
        <div className="oco-wide oco-bar__rows">
          <strong className="oco-bar__name">{t("site")}</strong>
          <div className="oco-bar__menu">
            <Button purpose="subtle" icon={IconMenu2} aria-expanded={open} aria-controls="parts" onClick={() => setOpen(!open)}>
              {t("menu")}
            </Button>
          </div>
          <nav id="parts" aria-label={t("nav")} className={`oco-row oco-bar__parts${open ? "" : " oco-bar__parts--folded"}`}>
            {parts
              .filter((part) => holds(caller, part.roles))
              .map((part) => (
                <TextLink key={part.to} to={part.to} {...(path === part.to || path.startsWith(`${part.to}/`) ? { "aria-current": "page" } : {})}>
                  {t(part.title)}
                </TextLink>
              ))}
          </nav>
          <div className={`oco-row oco-bar__own${open ? "" : " oco-bar__own--folded"}`}>
            <span>{caller.name}</span>
            {(Object.entries(languages) as [Language, string][])
              .filter(([other]) => other !== language)
              .map(([other, name]) => (
                <Button key={other} purpose="subtle" onClick={() => onLanguage(other)}>
                  <span lang={other}>{name}</span>
                </Button>
              ))}
            <div className="oco-bar__keys">
              <Shortcuts />
            </div>
            <Button purpose="subtle" onClick={() => void leave()}>
              {t("login.leave")}
            </Button>
          </div>
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className="oco-wide oco-main">
        <Deputy />
        {children}
      </main>
    </div>
  );
}
