import type { InputBlock, MrkdwnOption, PlainTextOption } from "@slack/types";
import { useId } from "react";
import type { FieldValue } from "../../cloud.js";
import { Icon } from "../icons.js";

type FieldProps = {
  block: InputBlock;
  value: FieldValue;
  error?: string;
  onChange: (value: FieldValue) => void;
};

/** One question of a form, with its label, hint and error, by the browser's own controls. */
export function Field({ block, value, error, onChange }: FieldProps) {
  const id = useId();
  const hint = block.hint ? `${id}-hint` : undefined;
  const problem = error === undefined ? undefined : `${id}-error`;
  const described = [problem, hint].filter(Boolean).join(" ") || undefined;
  const { element } = block;
  const required = block.optional !== true;
  const label = (
    <>
      {block.label.text}
      {required ? null : <span className="slack-optional"> (optional)</span>}
    </>
  );
  const shared = { "aria-describedby": described, "aria-invalid": error !== undefined };
  const below = (
    <>
      {error === undefined ? null : (
        <p className="slack-field-error" id={problem}>
          <Icon name="warning" />
          {error}
        </p>
      )}
      {block.hint ? (
        <p className="slack-hint" id={hint}>
          {block.hint.text}
        </p>
      ) : null}
    </>
  );

  switch (element.type) {
    case "radio_buttons":
      return (
        <Choices legend={label} below={below} shared={shared}>
          {element.options.map((option) => (
            <Choice
              key={option.value}
              type="radio"
              name={id}
              option={option}
              checked={value === option.value}
              onChange={() => onChange(option.value ?? null)}
            />
          ))}
        </Choices>
      );
    case "checkboxes":
    case "multi_static_select": {
      const chosen = Array.isArray(value) ? value : [];
      const options = element.type === "checkboxes" ? element.options : optionsOf(element);
      return (
        <Choices legend={label} below={below} shared={shared} scroll={element.type === "multi_static_select"}>
          {options.map((option) => (
            <Choice
              key={option.value}
              type="checkbox"
              name={id}
              option={option}
              checked={chosen.includes(option.value ?? "")}
              onChange={(checked) => {
                const rest = chosen.filter((one) => one !== option.value);
                onChange(checked ? [...rest, option.value ?? ""] : rest);
              }}
            />
          ))}
        </Choices>
      );
    }
    case "static_select":
      return (
        <Labelled id={id} label={label} below={below}>
          <select
            id={id}
            value={typeof value === "string" ? value : ""}
            onChange={(event) => onChange(event.target.value || null)}
            {...shared}
          >
            <option value="">{element.placeholder?.text ?? "Choose one"}</option>
            {optionsOf(element).map((option) => (
              <option key={option.value} value={option.value}>
                {option.text.text}
              </option>
            ))}
          </select>
        </Labelled>
      );
    case "datepicker":
      return (
        <Labelled id={id} label={label} below={below}>
          <input
            id={id}
            type="date"
            value={typeof value === "string" ? value : ""}
            onChange={(event) => onChange(event.target.value || null)}
            {...shared}
          />
        </Labelled>
      );
    case "plain_text_input": {
      const text = {
        id,
        value: typeof value === "string" ? value : "",
        placeholder: element.placeholder?.text,
        maxLength: element.max_length ?? 3000,
        ...shared,
      };
      return (
        <Labelled id={id} label={label} below={below}>
          {element.multiline ? (
            <textarea rows={4} {...text} onChange={(event) => onChange(event.target.value)} />
          ) : (
            <input type="text" autoComplete="off" {...text} onChange={(event) => onChange(event.target.value)} />
          )}
        </Labelled>
      );
    }
    default:
      return <p className="slack-not-drawn">Slack asks something here that the sandbox cannot draw: {element.type}.</p>;
  }
}

type Described = { "aria-describedby"?: string; "aria-invalid": boolean };

function Labelled(props: { id: string; label: React.ReactNode; below: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="slack-field">
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
      {props.below}
    </div>
  );
}

function Choices(props: {
  legend: React.ReactNode;
  below: React.ReactNode;
  shared: Described;
  scroll?: boolean;
  children: React.ReactNode;
}) {
  return (
    <fieldset
      className="slack-field"
      aria-describedby={props.shared["aria-describedby"]}
      data-invalid={props.shared["aria-invalid"]}
    >
      <legend>{props.legend}</legend>
      <div className={props.scroll ? "slack-choices slack-choices-scroll" : "slack-choices"}>{props.children}</div>
      {props.below}
    </fieldset>
  );
}

function Choice(props: {
  type: "radio" | "checkbox";
  name: string;
  option: PlainTextOption | MrkdwnOption;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="slack-choice">
      <input
        type={props.type}
        name={props.name}
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        {props.option.text.text}
        {props.option.description ? <small>{props.option.description.text}</small> : null}
      </span>
    </label>
  );
}

function optionsOf(element: {
  options?: PlainTextOption[];
  option_groups?: { options: PlainTextOption[] }[];
}): PlainTextOption[] {
  return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
}
