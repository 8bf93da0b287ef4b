import { IconPhone, IconVolume } from "@tabler/icons-react";
import { useContext } from "react";
import { useLocation } from "wouter";

import { Button } from "../design/Button.tsx";
import { TextLink } from "../design/text.tsx";
import { languages, type Language } from "../text/text.tsx";
import { Current } from "./place.tsx";
import { readAloud } from "./aloud.ts";
import { usePublicText } from "./text.ts";
import { logoOf } from "./theme.ts";

/** Header says whose pages these are, whom to call instead, and offers another language and a voice. */
export function Header() {
  const { t, language } = usePublicText();
  const place = useContext(Current);
  const logo = place && logoOf(place.form.municipality);
  const phone = place?.form.phone;
  return (
    <header className="utrecht-page-header">
      <div className="oco-wide utrecht-page-header__content oco-row oco-row--apart">
        <div className="oco-row">
          {logo && <img className="oco-logo" src={logo} alt={place?.form.name} />}
          <TextLink to="/">
            <strong>{place ? t("header.place", { place: place.form.name }) : t("site")}</strong>
          </TextLink>
        </div>
        <div className="oco-row oco-no-print">
          {phone && (
            <span className="oco-row oco-row--close">
              <IconPhone className="oco-icon" aria-hidden />
              <TextLink href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{t("header.phone", { phone })}</TextLink>
            </span>
          )}
          {readAloud.able && (
            <Button purpose="subtle" icon={IconVolume} onClick={() => readAloud.page(language)}>
              {t("aloud")}
            </Button>
          )}
          <OtherLanguages />
        </div>
      </div>
    </header>
  );
}

/** OtherLanguages goes to the same page in another language; what was typed stays. */
function OtherLanguages() {
  const { t, language } = usePublicText();
  const path = window.location.pathname;
  const [,] = useLocation();
  const dutch = language === "nl" ? path : path.slice(3) || "/";
  const address = (other: Language) => (other === "nl" ? dutch : `/${other}${dutch}`);
  return (
    <nav aria-label={t("header.languages")} className="oco-row">
      {(Object.entries(languages) as [Language, string][])
        .filter(([other]) => other !== language)
        .map(([other, name]) => (
          <TextLink key={other} to={`~${address(other)}`} lang={other}>
            {name}
          </TextLink>
        ))}
    </nav>
  );
}
