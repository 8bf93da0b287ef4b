import { SkipLink } from "@nl-design-system-candidate/skip-link-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useLocation } from "wouter";

import { useArrival } from "../design/arrive.ts";
import { useStay } from "../design/stay.ts";
import { Contact } from "./Contact.tsx";
import { Header } from "./Header.tsx";
import { usePublicText, type Key } from "./text.ts";

/** Shell is what every page has around it: the way past the navigation, who we are, how to reach us. */
export function Shell({ title, children }: { title: Key; children: ReactNode }) {
  const { t } = usePublicText();
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
      <Header />
      <main id="content" ref={main} tabIndex={-1} className="oco-wide oco-main">
        {children}
      </main>
      <Contact />
    </div>
  );
}
