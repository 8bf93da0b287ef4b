import { SkipLink } from "@nl-design-system-candidate/skip-link-react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";

import { useArrival } from "../design/arrive.ts";
import { Button } from "../design/Button.tsx";
import { useStay } from "../design/stay.ts";
import { Heading, Paragraph, TextLink } from "../design/text.tsx";
import { holds } from "../login/doors.ts";
import { Gate, useSession } from "../login/Gate.tsx";
import { chosenLanguage, keepLanguage } from "../text/chosen.ts";
import { languages, Speaks, type Language, type Text } from "../text/text.tsx";
import { pages } from "./routes.tsx";
import { load, usePortalText, type Key } from "./text.ts";

const queries = new QueryClient({ defaultOptions: { queries: { networkMode: "always", retry: false, staleTime: 2_000, refetchInterval: 30_000 } } });

/** Portal is a supporter's own: offers and cases, on a phone first. */
export function Portal() {
  const [language, setLanguage] = useState(chosenLanguage);
  const [text, setText] = useState<Text<Key>>();
  useEffect(() => {
    document.documentElement.lang = language;
    keepLanguage(language);
    void load(language).then((loaded) => {
      setText(loaded);
      void queries.invalidateQueries(); // the server speaks to us as well
    });
  }, [language]);
  if (!text) return null;
  return (
    <Speaks text={text}>
      <QueryClientProvider client={queries}>
        <Router base="/portal">
          <Gate>
            <Pages onLanguage={setLanguage} />
          </Gate>
        </Router>
      </QueryClientProvider>
    </Speaks>
  );
}

function Pages({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const { t } = usePortalText();
  const { caller } = useSession();
  const mine = pages.filter(({ roles }) => holds(caller, roles));
  return (
    <Switch>
      {mine.map((page) => (
        <Route key={page.path} path={page.path}>
          {(of) => (
            <Frame title={page.title} onLanguage={onLanguage}>
              <Suspense fallback={<p role="status">{t("waiting")}</p>}>
                {/* Of another person it is another page: what was typed about one is never kept with another. */}
                <page.component key={Object.values(of).join(" ")} />
              </Suspense>
            </Frame>
          )}
        </Route>
      ))}
      {mine[0] && mine[0].path !== "/" && (
        <Route path="/">
          <Redirect to={mine[0].path} replace />
        </Route>
      )}
      <Route>
        <Frame title="lost.title" onLanguage={onLanguage}>
          <Heading level={1}>{t("lost.title")}</Heading>
          <Paragraph>
            {mine.length > 0 ? <TextLink to="/">{t("lost.home")}</TextLink> : <TextLink href="/desk">{t("lost.desk")}</TextLink>}
          </Paragraph>
        </Frame>
      </Route>
    </Switch>
  );
}

function Frame({ title, onLanguage, children }: { title: Key; onLanguage: (language: Language) => void; children: ReactNode }) {
  const { t, language } = usePortalText();
  const { caller, leave } = useSession();
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${t(title)} · ${t("site")}`;
  }, [t, title]);
  useArrival(path, main);
  useStay(main);
  return (
    <div className="oco-page">
      <SkipLink href="#content">{t("skip")}</SkipLink>
      <header className="oco-bar oco-no-print">
        <div className="oco-wide oco-row oco-row--apart">
          <TextLink to="/">
            <strong>{t("site")}</strong>
          </TextLink>
          <div className="oco-row">
            <span>{caller.name}</span>
            {(Object.entries(languages) as [Language, string][])
              .filter(([other]) => other !== language)
              .map(([other, name]) => (
                <Button key={other} purpose="subtle" onClick={() => onLanguage(other)}>
                  <span lang={other}>{name}</span>
                </Button>
              ))}
            <Button purpose="subtle" onClick={() => void leave()}>
              {t("login.leave")}
            </Button>
          </div>
          <Parts />
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className="oco-wide oco-main oco-text">
        {children}
      </main>
    </div>
  );
}

/** Parts lead to the pages of the portal; one that is about something has no link of its own. */
function Parts() {
  const { t } = usePortalText();
  const { caller } = useSession();
  const [path] = useLocation();
  const mine = pages.filter(({ path: to, roles }) => !to.includes(":") && holds(caller, roles));
  if (mine.length < 2) return null;
  return (
    <nav aria-label={t("nav")} className="oco-bar__parts">
      {mine.map(({ path: to, title }) => (
        <TextLink key={to} to={to} {...(path === to ? { "aria-current": "page" } : {})}>
          {t(title)}
        </TextLink>
      ))}
    </nav>
  );
}
