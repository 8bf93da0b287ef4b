import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { Route, Router, Switch } from "wouter";

import { Gate } from "../login/Gate.tsx";
import { Speaks, type Language, type Text } from "../text/text.tsx";
import { pages } from "./routes.tsx";
import { load, type Key } from "./text.ts";

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 } } });

/** The language that somebody chose in this tab; the browser's own until then. */
const chosen = "oco.language";

function firstLanguage(): Language {
  return (sessionStorage.getItem(chosen) ?? navigator.language).startsWith("en") ? "en" : "nl";
}

/** Desk is the desk, from its address on. */
export function Desk() {
  const [language] = useState(firstLanguage);
  const [text, setText] = useState<Text<Key>>();
  useEffect(() => {
    document.documentElement.lang = language;
    void load(language).then(setText);
  }, [language]);
  if (!text) return null;
  return (
    <Speaks text={text}>
      <QueryClientProvider client={queries}>
        <Router base="/desk">
          <Gate>
            <Suspense>
              <Switch>
                {pages.map((page) => (
                  <Route key={page.path} path={page.path}>
                    <page.component />
                  </Route>
                ))}
              </Switch>
            </Suspense>
          </Gate>
        </Router>
      </QueryClientProvider>
    </Speaks>
  );
}
