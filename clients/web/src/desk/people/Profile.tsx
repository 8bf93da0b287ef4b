import { all, useGet } from "../../api/queries.ts";
import { Heading, TextLink } from "../../design/text.tsx";
import { spoken } from "../../text/phone.ts";
import { useIntakeForm } from "../names.ts";
import { useDeskText, type Key } from "../text.ts";
import { ChangeSupporter } from "./ChangeSupporter.tsx";
import type { Supporter } from "./people.ts";

/** useGroups reads the target groups, as the municipality words them. */
function useGroups(municipality: string) {
  return useGet(municipality, ["codes", "target_group"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list: "CODE_LIST_TARGET_GROUP", pageToken } } }),
      (page) => page.codes,
    ),
  );
}

/** useFacts words what there is to know of a supporter; what was not said is left out. */
function useFacts(supporter: Supporter) {
  const { t, day, language } = useDeskText();
  const { municipality } = supporter;
  const groups = useGroups(municipality).data;
  const place = useIntakeForm(municipality).data?.neighbourhoods.find(({ code }) => code === supporter.neighbourhood)?.label;
  const level = (said: string | undefined) => (said ? ` (${t(`level.${said}` as Key)})` : "");
  const group = (code: string) => {
    const found = groups?.find((one) => one.code === code);
    return (found && ((language === "en" && found.labelEn) || found.labelNl)) ?? code;
  };
  const names = new Intl.DisplayNames(language, { type: "language" });
  const travels = [
    supporter.travelBy !== "TRAVEL_MODE_UNSPECIFIED" && t(`travel.${supporter.travelBy}` as Key),
    supporter.maxTravelMinutes > 0 && t("minutes", { count: supporter.maxTravelMinutes }),
  ];
  return [
    ["person.domains", supporter.lifeDomains.map((one) => t(`domain.${one}` as Key) + level(supporter.lifeDomainLevels.find(({ lifeDomain }) => lifeDomain === one)?.level))],
    ["complete.groups", supporter.targetGroups.map((one) => group(one) + level(supporter.targetGroupLevels.find(({ targetGroup }) => targetGroup === one)?.level))],
    ["person.languages", supporter.languages.map((code) => names.of(code) ?? code)],
    ["who.neighbourhood", [place ?? ""]],
    ["person.travel", travels],
    ["person.rhythm", supporter.weeklyRhythm.map(({ weekday, dayPart }) => `${t(`weekday.${weekday}` as Key)} ${t(`part.${dayPart}` as Key)}`)],
    ["person.maxCases", [t("person.cases", { count: supporter.maxCases })]],
    ["person.hoursPerWeek", [supporter.hoursPerWeek > 0 && t("load.hours", { count: supporter.hoursPerWeek })]],
    ["person.startDate", [day(supporter.startDate, "short")]],
    ["person.intendedUntilDate", [day(supporter.intendedUntilDate, "short")]],
    ["person.closed", [supporter.closedCases > 0 && t("person.cases", { count: supporter.closedCases })]],
    ["person.contact", [supporter.contactAccount && t("person.contact.known")]],
  ] satisfies [Key, (string | false)[]][];
}

/** Profile is who a supporter is: how to reach them, what they know, and when they can. Own words are shown with consent alone. */
export function Profile({ supporter }: { supporter: Supporter }) {
  const { t } = useDeskText();
  const facts = useFacts(supporter).filter(([, said]) => said.some(Boolean));
  return (
    <section className="oco-stack" aria-labelledby="profile">
      <Heading level={2} id="profile">
        {t("person.title")}
      </Heading>
      <dl className="oco-facts">
        {supporter.phone && (
          <div>
            <dt>{t("who.phone")}</dt>
            <dd>
              <TextLink href={`tel:${supporter.phone}`}>{spoken(supporter.phone)}</TextLink>
            </dd>
          </div>
        )}
        {supporter.email && (
          <div>
            <dt>{t("who.email")}</dt>
            <dd>
              <TextLink href={`mailto:${supporter.email}`}>{supporter.email}</TextLink>
            </dd>
          </div>
        )}
        {facts.map(([key, said]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{said.filter(Boolean).join(", ")}</dd>
          </div>
        ))}
      </dl>
      {supporter.livedExperienceConsentDate && supporter.livedExperienceNote && (
        <>
          <Heading level={3}>{t("person.lived")}</Heading>
          <p className="oco-said" dir="auto">
            {supporter.livedExperienceNote}
          </p>
        </>
      )}
      <ChangeSupporter supporter={supporter} />
    </section>
  );
}
