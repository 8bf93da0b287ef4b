import { Suspense, useEffect, useState } from "react";
import { matchRoute, Route, Router, Switch, useLocation, useParams, useRouter } from "wouter";

import { useLoaded } from "../api/loaded.ts";
import { Speaks, type Language } from "../text/text.tsx";
import { Chooser } from "./pages/Chooser.tsx";
import { Lost } from "./pages/Lost.tsx";
import { At, find, visitor } from "./place.tsx";
import { Private } from "./Private.tsx";
import { pages, type Page } from "./routes.tsx";
import { Shell } from "./Shell.tsx";
import { dutch, load, usePublicText } from "./text.ts";
import { Trouble, Waiting } from "./Waiting.tsx";

/** english is where the pages in another language than Dutch begin: /en/waalwijk. */
const prefixes: Record<Language, string> = { nl: "", en: "/en" };

/** languageOf is the language that an address names. */
function languageOf(path: string): Language {
  return path === "/en" || path.startsWith("/en/") ? "en" : "nl";
}

/** Website is the aanmeldwebsite of all municipalities. */
export function Website() {
  const [path] = useLocation();
  const language = languageOf(path);
  const [text, setText] = useState(language === "nl" ? dutch : undefined);
  useEffect(() => {
    document.documentElement.lang = language;
    let current = true;
    void load(language).then((loaded) => {
      if (current) setText(loaded);
    });
    return () => {
      current = false;
    };
  }, [language]);
  if (!text) return null;
  return (
    <Speaks text={text}>
      <Router base={prefixes[language]}>
        <Switch>
          <Route path="/">
            <Shell title="chooser.title">
              <Chooser />
            </Shell>
          </Route>
          <Route path="/k/:code">
            {({ code }) => (
              <Shell title="chooser.title">
                <Chooser below={`/k/${encodeURIComponent(code)}`} />
              </Shell>
            )}
          </Route>
          <Route path="/:place/*?">
            <Municipality />
          </Route>
        </Switch>
      </Router>
    </Speaks>
  );
}

/** Municipality is the pages of one municipality. */
function Municipality() {
  const { place: slug = "" } = useParams<{ place: string }>();
  const { language } = usePublicText();
  const [path] = useLocation();
  const { parser } = useRouter();
  useEffect(() => {
    void pages.find((page) => matchRoute(parser, `/:place${page.path}`, path)[0])?.fetch?.().catch(() => undefined); // told when it is shown
  }, [parser, path]);
  const loaded = useLoaded(`${language} ${slug}`, () => find(slug, visitor(language)), (place) => place?.slug === slug);
  switch (loaded.state) {
    case "loading":
      return <Waiting />;
    case "trouble":
      return <Trouble {...loaded} />;
    case "there":
      break;
  }
  if (!loaded.value) {
    return (
      <Shell title="lost.title">
        <Lost />
      </Shell>
    );
  }
  return (
    <At place={loaded.value}>
      <Router base={`/${slug}`}>
        <Switch>
          {pages.map((page) => (
            <Route key={page.path} path={page.path}>
              <Shown page={page} />
            </Route>
          ))}
          <Route>
            <Shell title="lost.title">
              <Lost />
            </Shell>
          </Route>
        </Switch>
      </Router>
    </At>
  );
}

function Shown({ page }: { page: Page }) {
  return (
    <Shell title={page.title}>
      <Suspense fallback={<Waiting />}>
        {page.private ? (
          <Private>
            <page.component />
          </Private>
        ) : (
          <page.component />
        )}
      </Suspense>
    </Shell>
  );
}
