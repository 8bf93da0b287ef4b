import { SkipLink } from "@nl-design-system-candidate/skip-link-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useLocation } from "wouter";

import { Contact } from "./Contact.tsx";
import { Header } from "./Header.tsx";
import { usePublicText, type Key } from "./text.ts";

/** The first page is opened by the browser, which puts the focus where its reader expects it. */
let opened = false;

/** Shell is what every page has around it: the way past the navigation, who we are, how to reach us. */
export function Shell({ title, children }: { title: Key; children: ReactNode }) {
  const { t } = usePublicText();
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${t(title)} · ${t("site")}`;
  }, [t, title]);
  useEffect(() => {
    // A next page begins at its beginning, for eyes and for a screen reader.
    if (opened) {
      window.scrollTo(0, 0);
      main.current?.focus();
    }
    opened = true;
  }, [path]);
  return (
    <div className="oco-page">
      <SkipLink href="#content">{t("skip")}</SkipLink>
      <Header />
      <main id="content" ref={main} tabIndex={-1} className="oco-wide oco-main">
        {children}
      </main>
      <Contact />
    </div>
  );
}
