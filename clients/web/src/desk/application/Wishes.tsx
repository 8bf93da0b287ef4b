import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Choices, Select, Tick } from "../../design/Field.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";

type MatchWishes = Schemas["MatchWishes"];
type Strength = Exclude<MatchWishes["languageStrength"], typeof none>;
type Gender = Exclude<MatchWishes["wishedGender"], "WISHED_GENDER_UNSPECIFIED">;
type Complexity = Exclude<MatchWishes["complexity"], typeof unjudged>;

const none = "WISH_STRENGTH_UNSPECIFIED";
const unjudged = "QUESTION_COMPLEXITY_UNSPECIFIED";
const strengths: Strength[] = ["WISH_STRENGTH_PREFER", "WISH_STRENGTH_MUST"];
const genders: Gender[] = ["WISHED_GENDER_WOMAN", "WISHED_GENDER_MAN"];
const complexities: Complexity[] = ["QUESTION_COMPLEXITY_SIMPLE", "QUESTION_COMPLEXITY_ORDINARY", "QUESTION_COMPLEXITY_COMPLEX"];

/** The languages that are asked for most; one that is not here is noted by whoever calls the platform otherwise, and shown all the same. */
const languages = ["ar", "bg", "de", "en", "es", "fa", "fr", "ku", "nl", "pl", "ro", "so", "ti", "tr", "uk", "zh"];

/** useLanguages returns how languages are called. */
function useLanguages(): (code: string) => string {
  const { language } = useDeskText();
  const names = new Intl.DisplayNames(language, { type: "language" });
  return (code) => names.of(code) ?? code;
}

/** Wishes shows what the resident wishes of a supporter, and lets that be recorded. */
export function Wishes({ application: { municipality, id } }: { application: Application }) {
  const { t } = useDeskText();
  const found = useGet(municipality, ["wishes", id], (client) =>
    client.GET("/municipalities/{municipality}/applications/{application}/match-wishes", { params: { path: { municipality, application: id } } }),
  );
  return (
    <section className="oco-stack" aria-labelledby="wishes">
      <Heading level={2} id="wishes">
        {t("wishes.title")}
      </Heading>
      <Answered of={found}>
        {(wishes) => (
          <>
            <Wished wishes={wishes} />
            <Change municipality={municipality} application={id} wishes={wishes} />
          </>
        )}
      </Answered>
    </section>
  );
}

function Wished({ wishes }: { wishes: MatchWishes }) {
  const { t } = useDeskText();
  const languageOf = useLanguages();
  const said = [
    wishes.wishedLanguage && t(`wishes.language.${wishes.languageStrength}` as Key, { language: languageOf(wishes.wishedLanguage) }),
    wishes.interpreterArranged && t("wishes.interpreter"),
    wishes.wishedGender !== "WISHED_GENDER_UNSPECIFIED" && t(`wishes.${wishes.wishedGender}.${wishes.genderStrength}` as Key),
    wishes.noNeighbour !== none && t(`wishes.neighbour.${wishes.noNeighbour}` as Key),
    wishes.preferLivedExperience && t("wishes.lived"),
    wishes.complexity !== unjudged && t(`wishes.${wishes.complexity}` as Key),
  ].filter((sentence): sentence is string => !!sentence);
  if (said.length === 0) return <Paragraph>{t("wishes.none")}</Paragraph>;
  return (
    <List>
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </List>
  );
}

/** valuesOf are the wishes as the form has them. */
function valuesOf(wishes: MatchWishes) {
  return {
    language: wishes.wishedLanguage,
    languageStrength: wishes.languageStrength === none ? strengths[0]! : wishes.languageStrength,
    interpreter: wishes.interpreterArranged,
    gender: wishes.wishedGender === "WISHED_GENDER_UNSPECIFIED" ? "" : `${wishes.wishedGender}.${wishes.genderStrength}`,
    neighbour: wishes.noNeighbour,
    lived: wishes.preferLivedExperience,
    complexity: wishes.complexity,
  };
}

/** Change records all wishes anew; what was recorded last counts. */
function Change({ municipality, application, wishes }: { municipality: string; application: string; wishes: MatchWishes }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const languageOf = useLanguages();
  const form = useForm({
    version: wishes.id,
    initial: valuesOf(wishes),
    check: () => ({}),
    send: async ({ language, languageStrength, interpreter, gender, neighbour, lived, complexity }, key) => {
      const [wishedGender, genderStrength] = gender.split(".") as [Gender, Strength];
      const params = { path: { municipality, application }, header: once(key) };
      const body = {
        wishedLanguage: language, interpreterArranged: interpreter, preferLivedExperience: lived,
        ...(language ? { languageStrength } : {}),
        ...(gender ? { wishedGender, genderStrength } : {}),
        ...(neighbour === none ? {} : { noNeighbour: neighbour }),
        ...(complexity === unjudged ? {} : { complexity }),
      };
      part(await client.POST("/municipalities/{municipality}/applications/{application}/match-wishes/_record", { params, body }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
  });
  const codes = languages.includes(form.values.language) || !form.values.language ? languages : [form.values.language, ...languages];
  const called = codes.map((value) => ({ value, label: languageOf(value) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <FoldedForm form={form} title={t(wishes.id ? "wishes.change" : "wishes.add")} send={t("wishes.do")} idOf={(field) => `wish-${field}`}>
      <Select id="wish-language" label={t("wishes.language")} options={[{ value: "", label: t("wishes.no") }, ...called]} value={form.values.language} onChange={(value) => form.set("language", value)} />
      {form.values.language && (
        <Choices id="wish-languageStrength" label={t("wishes.strength")} options={strengths.map((value) => ({ value, label: t(`wishes.${value}` as Key) }))} value={form.values.languageStrength} onChange={(value) => form.set("languageStrength", value)} />
      )}
      <Tick id="wish-interpreter" label={t("wishes.interpreter.is")} hint={t("wishes.interpreter.hint")} checked={form.values.interpreter} onChange={(value) => form.set("interpreter", value)} />
      <Select
        id="wish-gender"
        label={t("wishes.gender")}
        options={[{ value: "", label: t("wishes.no") }, ...genders.flatMap((gender) => strengths.map((strength) => ({ value: `${gender}.${strength}`, label: t(`wishes.${gender}.${strength}` as Key) })))]}
        value={form.values.gender}
        onChange={(value) => form.set("gender", value)}
      />
      <Select id="wish-neighbour" label={t("wishes.neighbour")} hint={t("wishes.neighbour.hint")} options={([none, ...strengths] as const).map((value) => ({ value, label: t(`wishes.neighbour.${value}` as Key) }))} value={form.values.neighbour} onChange={(value) => form.set("neighbour", value)} />
      <Tick id="wish-lived" label={t("wishes.lived")} checked={form.values.lived} onChange={(value) => form.set("lived", value)} />
      <Select id="wish-complexity" label={t("wishes.complexity")} options={([unjudged, ...complexities] as const).map((value) => ({ value, label: t(`wishes.${value}` as Key) }))} value={form.values.complexity} onChange={(value) => form.set("complexity", value)} />
    </FoldedForm>
  );
}
