import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { Redirect, Route, Router, Switch } from "wouter";

import { Heading, Paragraph, TextLink } from "../design/text.tsx";
import { doorOf, holds } from "../login/doors.ts";
import { Gate, useSession } from "../login/Gate.tsx";
import { Speaks, type Language, type Text } from "../text/text.tsx";
import { chosenLanguage, keepLanguage } from "../text/chosen.ts";
import { Frame, parts } from "./Frame.tsx";
import { pages, type Page } from "./routes.tsx";
import { load, useDeskText, type Key } from "./text.ts";

const queries = new QueryClient({ defaultOptions: { queries: { networkMode: "always", retry: false, staleTime: 2_000 } } });

/** Desk is where coordinators, the desk and administrators work. */
export function Desk() {
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
        <Router base="/desk">
          <Gate>
            <Pages onLanguage={setLanguage} />
          </Gate>
        </Router>
      </QueryClientProvider>
    </Speaks>
  );
}

function Pages({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const { t } = useDeskText();
  const { caller } = useSession();
  const first = parts.find((part) => holds(caller, part.roles));
  const mine = (page: Page) => holds(caller, page.roles);
  return (
    <Switch>
      {pages.filter(mine).map((page) => (
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
      {first && first.to !== "/" && (
        <Route path="/">
          <Redirect to={first.to} replace />
        </Route>
      )}
      <Route>
        <Frame title="lost.title" onLanguage={onLanguage}>
          <div className="oco-stack">
            <Heading level={1}>{t("lost.title")}</Heading>
            <Paragraph>
              {doorOf(caller) === "/portal" ? <TextLink href="/portal">{t("lost.portal")}</TextLink> : <TextLink to="/">{t("lost.home")}</TextLink>}
            </Paragraph>
          </div>
        </Frame>
      </Route>
    </Switch>
  );
}
