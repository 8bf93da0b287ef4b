import { Checkbox } from "@utrecht/checkbox-react";
import { RadioButton } from "@utrecht/radio-button-react";
import { Textbox } from "@utrecht/textbox-react";
import { useId, type ComponentType, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes } from "react";

import { roomLeft } from "../form/room.ts";
import { useText } from "../text/text.tsx";

/** What every field has. The label says "(niet verplicht)" itself where that is so; why we ask stands in the hint. */
interface Common {
  /** Names the field in the summary of what is wrong, which links to it. */
  id: string;
  label: ReactNode;
  /** The label is the heading of the page: the page asks this alone. */
  heading?: boolean | undefined;
  hint?: ReactNode;
  error?: string | undefined;
}

/** Framed puts a label, a hint and an error above an input, and tells assistive technology that they belong to it. */
function Framed({ id, label, heading, hint, error, children, after }: Common & { children: (described: Described) => ReactNode; after?: ReactNode }) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={`utrecht-form-field${error ? " utrecht-form-field--invalid" : ""}`}>
      <div className="utrecht-form-field__label">
        <Titled heading={heading}>
          <label className="utrecht-form-label" htmlFor={id}>
            {label}
          </label>
        </Titled>
      </div>
      {hint && (
        <div id={`${id}-hint`} className="utrecht-form-field-description">
          {hint}
        </div>
      )}
      <Wrong id={id} error={error} />
      <div className="utrecht-form-field__input">
        {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      </div>
      {after}
    </div>
  );
}

interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** Titled makes a heading of a label that is one. */
function Titled({ heading, children }: { heading: boolean | undefined; children: ReactNode }) {
  return heading ? <h1 className="nl-heading nl-heading--level-1 oco-question">{children}</h1> : children;
}

function Wrong({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <div id={`${id}-error`} className="utrecht-form-field-error-message utrecht-form-field__error-message">
      {error}
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "onChange" | "value" | "maxLength">;

/**
 * Room says how many characters are left, or how many are too many, once that matters. Nothing is cut off: who pastes a
 * long letter sees that it is too long, and loses no word of it.
 */
function Room({ value, most }: { value: string; most: number | undefined }) {
  const { t } = useText();
  const left = most === undefined ? undefined : roomLeft(value, most);
  return (
    <div className="utrecht-form-field-description" role="status">
      {left !== undefined && t(left < 0 ? "form.over" : "form.left", { count: Math.abs(left) })}
    </div>
  );
}

/** TextField asks for one line, of at most so many characters. */
export function TextField({ value, onChange, required, most, ...rest }: Common & InputProps & { value: string; most?: number; onChange: (value: string) => void }) {
  const { id, label, heading, hint, error, ...input } = rest;
  return (
    <Framed id={id} label={label} heading={heading} hint={hint} error={error} after={most && <Room value={value} most={most} />}>
      {(described) => (
        <Textbox
          {...input}
          {...described}
          invalid={!!error}
          aria-required={required}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Framed>
  );
}

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id" | "onChange" | "value" | "maxLength">;

/** TextArea asks for some sentences, of at most so many characters together. */
export function TextArea({ value, onChange, required, most, ...rest }: Common & AreaProps & { value: string; most: number; onChange: (value: string) => void }) {
  const { id, label, heading, hint, error, ...input } = rest;
  return (
    <Framed id={id} label={label} heading={heading} hint={hint} error={error} after={<Room value={value} most={most} />}>
      {(described) => (
        <textarea
          rows={5}
          {...input}
          {...described}
          dir="auto"
          className={`utrecht-textarea utrecht-textarea--html-textarea${error ? " utrecht-textarea--invalid" : ""}`}
          aria-required={required}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Framed>
  );
}

/** Option is one thing to choose. */
export interface Option<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  icon?: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
}

interface SelectProps<Value extends string> extends Common {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  required?: boolean;
}

/** Select asks for one of many; for a few, use Choices. */
export function Select<Value extends string>({ value, options, onChange, required, ...common }: SelectProps<Value>) {
  return (
    <Framed {...common}>
      {(described) => (
        <select
          {...described}
          className={`utrecht-select utrecht-select--html-select${common.error ? " utrecht-select--invalid" : ""}`}
          aria-required={required}
          value={value}
          onChange={(event) => onChange(event.target.value as Value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Framed>
  );
}

/** Group is a question with several inputs: a fieldset with its legend. */
export function Group({ id, label, heading, hint, error, children, role }: Common & { children: ReactNode; role?: "radiogroup" }) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={`utrecht-form-fieldset${error ? " utrecht-form-fieldset--invalid" : ""}`}>
      <fieldset
        id={id}
        tabIndex={-1}
        role={role}
        aria-describedby={described || undefined}
        aria-invalid={role && error ? true : undefined}
        className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset"
      >
        <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
          <Titled heading={heading}>{label}</Titled>
        </legend>
        {hint && (
          <div id={`${id}-hint`} className="utrecht-form-field-description">
            {hint}
          </div>
        )}
        <Wrong id={id} error={error} />
        {children}
      </fieldset>
    </div>
  );
}

interface ChoicesProps<Value extends string> extends Common {
  options: readonly Option<Value>[];
}

/** Choices asks for one of a few, each with its pictogram. */
export function Choices<Value extends string>({ options, value, onChange, ...common }: ChoicesProps<Value> & { value: Value | ""; onChange: (value: Value) => void }) {
  const name = useId();
  return (
    <Group {...common} role="radiogroup">
      <div className="oco-choices">
        {options.map((option) => (
          <Box key={option.value} option={option}>
            <RadioButton name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
          </Box>
        ))}
      </div>
    </Group>
  );
}

/** Checks asks for any of a few. */
export function Checks<Value extends string>({ options, values, onChange, ...common }: ChoicesProps<Value> & { values: readonly Value[]; onChange: (values: Value[]) => void }) {
  return (
    <Group {...common}>
      <div className="oco-choices">
        {options.map((option) => (
          <Box key={option.value} option={option}>
            <Checkbox
              value={option.value}
              checked={values.includes(option.value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...values, option.value] : values.filter((value) => value !== option.value))
              }
            />
          </Box>
        ))}
      </div>
    </Group>
  );
}

function Box<Value extends string>({ option, children }: { option: Option<Value>; children: ReactNode }) {
  return (
    <label className="oco-choice">
      {children}
      <span className="oco-choice__label">
        {option.label}
        {option.hint && <span className="oco-muted"> {option.hint}</span>}
      </span>
      {option.icon && <option.icon className="oco-icon" aria-hidden />}
    </label>
  );
}

/** Tick asks for a yes. */
export function Tick({ id, label, hint, error, checked, onChange }: Common & { checked: boolean; onChange: (checked: boolean) => void }) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={`utrecht-form-field${error ? " utrecht-form-field--invalid" : ""}`}>
      <Wrong id={id} error={error} />
      <label className="oco-choice">
        <Checkbox
          id={id}
          checked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="oco-choice__label">{label}</span>
      </label>
      {hint && (
        <div id={`${id}-hint`} className="utrecht-form-field-description">
          {hint}
        </div>
      )}
    </div>
  );
}
