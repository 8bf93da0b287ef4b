import type { ComponentType } from "react";

import { Checks, Choices, Select, TextArea, TextField } from "../../design/Field.tsx";
import { List, Paragraph } from "../../design/text.tsx";
import type { Errors } from "../../form/form.ts";
import { longest } from "../../form/room.ts";
import { domains, hastes, interpreters, unsafes } from "../choices.ts";
import { change, useAnswers, type Answers } from "../draft.ts";
import { usePlace } from "../place.tsx";
import { checks, type Who } from "../submission.ts";
import { usePublicText, type Key } from "../text.ts";

/** StepProps are what a step needs to know besides the answers. */
export interface StepProps {
  who: Who;
  errors: Errors<Answers>;
}

/** Step is one question: one page of the form. */
export interface Step {
  /** Its place in the address: "/aanmelden/vraag". */
  slug: string;
  /** The question, its heading. */
  title: Record<"self" | "other", Key>;
  check: keyof typeof checks;
  component: ComponentType<StepProps>;
  /** It asks more than one thing, so its title stands above them. */
  several?: boolean;
  /** The fields that are asked here, so that a refusal of the server leads back to the right page. */
  fields: (keyof Answers)[];
}

const both = (key: Key) => ({ self: key, other: key });

function About() {
  const { t } = usePublicText();
  const { domains: chosen } = useAnswers();
  const options = domains.map(({ value, key, icon }) => ({ value, label: t(key), icon }));
  return <Checks id="domains" heading label={t("about.label")} hint={t("about.hint")} options={options} values={chosen} onChange={(values) => change({ domains: values })} />;
}

function Question({ who, errors }: StepProps) {
  const { t } = usePublicText();
  const { question } = useAnswers();
  return (
    <TextArea id="question" heading label={t(who === "self" ? "question.label" : "question.label.other")} hint={t("question.hint")} most={longest.question} value={question} error={errors.question} onChange={(value) => change({ question: value })} />
  );
}

function Urgency({ errors }: StepProps) {
  const { t } = usePublicText();
  const { haste, hasteDate } = useAnswers();
  return (
    <>
      <Choices id="haste" heading label={t("haste.label")} hint={t("haste.hint")} options={hastes.map(({ value, key }) => ({ value, label: t(key) }))} value={haste} error={errors.haste} onChange={(value) => change({ haste: value })} />
      {haste !== "" && haste !== "no" && (
        <TextField id="hasteDate" type="date" label={t("haste.date")} value={hasteDate} error={errors.hasteDate} onChange={(value) => change({ hasteDate: value })} />
      )}
    </>
  );
}

function Resident({ who, errors }: StepProps) {
  const { t } = usePublicText();
  const { name } = useAnswers();
  return (
    <TextField id="name" heading label={t(who === "self" ? "field.name" : "field.name.other")} hint={t("field.name.hint")} autoComplete={who === "self" ? "name" : "off"} required value={name} error={errors.name} onChange={(value) => change({ name: value })} />
  );
}

function Reach({ who, errors }: StepProps) {
  const { t } = usePublicText();
  const { phone, email, callBack } = useAnswers();
  const own = who === "self";
  return (
    <>
      <Paragraph>{t("reach.one")}</Paragraph>
      <TextField id="phone" type="tel" inputMode="tel" label={t(own ? "field.phone" : "field.phone.other")} autoComplete={own ? "tel" : "off"} value={phone} error={errors.phone} onChange={(value) => change({ phone: value })} />
      <TextField id="email" type="email" inputMode="email" label={t(own ? "field.email" : "field.email.other")} autoComplete={own ? "email" : "off"} value={email} error={errors.email} onChange={(value) => change({ email: value })} />
      <TextField id="callBack" label={t("field.when")} hint={t("field.when.hint")} value={callBack} error={errors.callBack} onChange={(value) => change({ callBack: value })} />
      <Paragraph>{t("reach.none")}</Paragraph>
    </>
  );
}

function Safe({ who, errors }: StepProps) {
  const { t } = usePublicText();
  const { safe, unsafe, instruction } = useAnswers();
  const own = who === "self";
  return (
    <>
      <Choices
        id="safe" heading
        label={t(own ? "safe.label" : "safe.label.other")}
        hint={t("safe.hint")}
        options={[{ value: "yes", label: t("safe.yes") }, { value: "no", label: t("safe.no") }]}
        value={safe}
        error={errors.safe}
        onChange={(value) => change({ safe: value })}
      />
      {safe === "no" && (
        <>
          <Checks id="unsafe" label={t("unsafe.label")} options={unsafes.map(({ value, key }) => ({ value, label: t(key) }))} values={unsafe} onChange={(values) => change({ unsafe: values })} />
          <TextField id="instruction" label={t("unsafe.instruction")} hint={t("unsafe.instruction.hint")} most={longest.instruction} value={instruction} error={errors.instruction} onChange={(value) => change({ instruction: value })} />
        </>
      )}
    </>
  );
}

function Place({ who, errors }: StepProps) {
  const { t } = usePublicText();
  const { form } = usePlace();
  const { neighbourhood, interpreter } = useAnswers();
  const places = [{ value: "", label: t("place.unknown") }, ...form.neighbourhoods.map(({ code, label }) => ({ value: code, label }))];
  const languages = [{ value: "", label: t("interpreter.none") }, ...interpreters.map(({ value, name }) => ({ value, label: name }))];
  return (
    <>
      <Select id="neighbourhood" label={t(who === "self" ? "place.label" : "place.label.other")} hint={t("place.hint")} options={places} value={neighbourhood} error={errors.neighbourhood} onChange={(value) => change({ neighbourhood: value })} />
      <Select id="interpreter" label={t("interpreter.label")} hint={t("interpreter.hint")} options={languages} value={interpreter} onChange={(value) => change({ interpreter: value })} />
    </>
  );
}

function Applicant({ errors }: StepProps) {
  const { t } = usePublicText();
  const { ownName, ownPhone, ownEmail, relation } = useAnswers();
  return (
    <>
      <TextField id="ownName" label={t("field.ownName")} autoComplete="name" required value={ownName} error={errors.ownName} onChange={(value) => change({ ownName: value })} />
      <TextField id="relation" label={t("field.relation")} hint={t("field.relation.hint")} value={relation} error={errors.relation} onChange={(value) => change({ relation: value })} />
      <Paragraph>{t("reach.one")}</Paragraph>
      <TextField id="ownPhone" type="tel" inputMode="tel" label={t("field.phone")} autoComplete="tel" value={ownPhone} error={errors.ownPhone} onChange={(value) => change({ ownPhone: value })} />
      <TextField id="ownEmail" type="email" inputMode="email" label={t("field.email")} autoComplete="email" value={ownEmail} error={errors.ownEmail} onChange={(value) => change({ ownEmail: value })} />
    </>
  );
}

function Agrees({ errors }: StepProps) {
  const { t } = usePublicText();
  const { agrees } = useAnswers();
  return (
    <>
      <Choices
        id="agrees" heading
        label={t("agrees.label")}
        options={[{ value: "yes", label: t("agrees.yes") }, { value: "no", label: t("agrees.no") }]}
        value={agrees}
        error={errors.agrees}
        onChange={(value) => change({ agrees: value })}
      />
      <List>
        <li>{t("agrees.explain.yes")}</li>
        <li>{t("agrees.explain.no")}</li>
      </List>
    </>
  );
}

const about: Step = { slug: "onderwerp", title: both("about.label"), check: "about", component: About, fields: ["domains"] };
const question: Step = { slug: "vraag", title: { self: "question.label", other: "question.label.other" }, check: "question", component: Question, fields: ["question"] };
const haste: Step = { slug: "haast", title: both("haste.label"), check: "haste", component: Urgency, fields: ["haste", "hasteDate"] };
const resident: Step = { slug: "naam", title: { self: "field.name", other: "field.name.other" }, check: "resident", component: Resident, fields: ["name"] };
const reach: Step = { slug: "contact", title: { self: "reach.title", other: "reach.title.other" }, check: "reach", component: Reach, several: true, fields: ["phone", "email", "callBack"] };
const safe: Step = { slug: "veilig", title: { self: "safe.label", other: "safe.label.other" }, check: "safe", component: Safe, fields: ["safe", "unsafe", "instruction"] };
const place: Step = { slug: "wijk", title: both("place.title"), check: "place", component: Place, several: true, fields: ["neighbourhood", "interpreter"] };
const applicant: Step = { slug: "uzelf", title: both("applicant.title"), check: "applicant", component: Applicant, several: true, fields: ["ownName", "relation", "ownPhone", "ownEmail"] };
const agrees: Step = { slug: "akkoord", title: both("agrees.label"), check: "agrees", component: Agrees, fields: ["agrees"] };

/** stepsOf are the questions, in order. */
export const stepsOf: Record<"self" | "other", Step[]> = {
  self: [about, question, haste, resident, reach, safe, place],
  other: [agrees, applicant, resident, about, question, haste, reach, safe, place],
};
