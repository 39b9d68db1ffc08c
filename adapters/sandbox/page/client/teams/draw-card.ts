import {
  type Action,
  AdaptiveCard,
  BaseTextBlock,
  type CardElement,
  GlobalSettings,
  HostConfig,
  type Input,
  OpenUrlAction,
  RichTextBlock,
  SerializationContext,
  TextColor,
  ValidationEvent,
} from "adaptivecards";
import type { Json } from "../../../json.js";
import { isObject } from "../../../json.js";
import { fromHere } from "../pictures.js";
import { hostConfig } from "./host-config.js";
import { markdownHtml } from "./markdown.js";

// A card is no stop for the Tab key: its buttons and fields are.
GlobalSettings.setTabIndexAtCardRoot = false;
GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownHtml(text);
  result.didProcess = true;
};

const config = new HostConfig(hostConfig);

export type InputValues = Record<string, string>;

export type CardOptions = {
  /** Put into the inputs in place of what the card brings. */
  values?: InputValues;
  /**
   * A button that is for the app, with its words, and which it is of those with the same. Not called while a required input
   * is empty.
   */
  onButton: (label: string, nth: number) => void;
  onInput?: (values: InputValues) => void;
};

export type DrawnCard = {
  element: HTMLElement;
  values(): InputValues;
  /** To the first input that the card or Teams is not content with, else to the first. */
  focus(): void;
  /** Kinds of things in the card that are not on the page. */
  notDrawn: string[];
};

/** Draws a card as Teams does. Throws where it is no card. */
export function drawCard(json: Json, { values, onButton, onInput }: CardOptions): DrawnCard {
  const card = new AdaptiveCard();
  card.hostConfig = config;
  const context = new SerializationContext();
  const places: number[] = [];
  card.parse(prepared(numbered(json, places), values ?? {}), context);
  const inputs = card.getAllInputs();
  card.onExecuteAction = (action: Action) => {
    if (action instanceof OpenUrlAction) open(action.url);
    else onButton(action.title ?? "", places[Number(action.id)] ?? 0);
  };
  const element = card.render();
  if (element === undefined) throw new Error("the card cannot be drawn");
  unclip(element);
  const read = () => Object.fromEntries(inputs.map((input) => [input.id ?? "", String(input.value ?? "")]));
  for (const input of inputs) {
    describe(input);
    input.onValueChanged = () => {
      describe(input);
      onInput?.(read());
    };
    /* Teams itself marks it when a button is pressed too early. */
    const validate = input.validateValue.bind(input);
    input.validateValue = () => {
      const valid = validate();
      describe(input);
      return valid;
    };
  }
  return {
    element,
    values: read,
    focus: () => (inputs.find(isWrong) ?? inputs[0])?.focus(),
    notDrawn: notDrawn(context),
  };
}

/* The library cuts off buttons that do not fit in one line, and the focus ring of all. */
function unclip(card: HTMLElement): void {
  for (const buttons of card.querySelectorAll<HTMLElement>(".ac-actionSet")) {
    if (buttons.parentElement !== null) buttons.parentElement.style.overflow = "visible";
  }
}

function open(url: string | undefined): void {
  if (url !== undefined && /^(https?:|mailto:)/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}

/**
 * With an id on each button: where `places` says which it is of those with the same words, counted as the cloud counts
 * them.
 */
function numbered(json: Json, places: number[], seen: string[] = []): Json {
  if (Array.isArray(json)) return json.map((one) => numbered(one, places, seen));
  if (!isObject(json)) return json;
  const { type, title } = json;
  const isButton = typeof type === "string" && type.startsWith("Action.");
  const id = isButton ? { id: String(places.length) } : {};
  if (isButton) {
    places.push(seen.filter((before) => before === title).length);
    seen.push(String(title));
  }
  const inner = Object.entries(json).map(([key, value]) => [
    key,
    unseen.has(key) ? value : numbered(value, places, seen),
  ]);
  return { ...Object.fromEntries(inner), ...id };
}

const unseen = new Set(["data", "fallback", "choices"]);

/** With values in its inputs and pictures from where the page may load them. */
function prepared(json: Json, values: InputValues): Json {
  if (Array.isArray(json)) return json.map((one) => prepared(one, values));
  if (!isObject(json)) return json;
  const made = Object.fromEntries(Object.entries(json).map(([key, value]) => [key, prepared(value, values)]));
  const { type, id, url } = made;
  if (type === "Image" && typeof url === "string") made.url = fromHere(url);
  if (typeof type === "string" && type.startsWith("Input.") && typeof id === "string" && values[id] !== undefined)
    made.value = values[id];
  return made;
}

const controls = "input, select, textarea";

/**
 * What the library leaves unsaid to a screen reader: that an input is required or wrong, and which words below it are
 * about it. A text in the colour of attention is an error, as the app's cards and Teams itself show them.
 */
function describe(input: Input): void {
  const drawn = input.renderedElement;
  const control = controlOf(input);
  if (drawn === undefined || control === undefined) return;
  const group = control.matches(controls) ? undefined : control;
  const marked = group === undefined ? [control] : [...control.querySelectorAll<HTMLElement>(controls)];
  const label = drawn.querySelector(":scope > label");
  if (group !== undefined && label !== null) {
    group.setAttribute("role", group.querySelector("[type=radio]") === null ? "group" : "radiogroup");
    group.setAttribute("aria-labelledby", label.id);
  }
  const below = textsAbout(input).map((text) => {
    text.id ||= `${control.id}-about-${index(text)}`;
    return text.id;
  });
  const wrong = isWrong(input);
  for (const one of marked) {
    if (input.isRequired) one.setAttribute("aria-required", "true");
    one.setAttribute("aria-invalid", String(wrong));
    if (below.length > 0) one.setAttribute("aria-describedby", below.join(" "));
  }
}

function index(element: HTMLElement): number {
  return [...(element.parentElement?.children ?? [])].indexOf(element);
}

function textsAbout(input: Input): HTMLElement[] {
  return asides(input).flatMap((one) => (one.renderedElement === undefined ? [] : [one.renderedElement]));
}

/** The hint and the error of an input: the subtle texts and those in the colour of attention that follow it. */
function asides(input: Input): CardElement[] {
  const parent = input.getParentContainer();
  if (parent === undefined) return [];
  const found: CardElement[] = [];
  for (let at = parent.indexOf(input) + 1; at < parent.getItemCount(); at++) {
    const one = parent.getItemAt(at);
    if (!isHint(one) && !isError(one)) break;
    found.push(one);
  }
  return found;
}

function isWrong(input: Input): boolean {
  return controlOf(input)?.classList.contains("ac-input-validation-failed") === true || asides(input).some(isError);
}

function isHint(element: CardElement): boolean {
  return firstText(element)?.isSubtle === true;
}

function isError(element: CardElement): boolean {
  return firstText(element)?.color === TextColor.Attention;
}

function firstText(element: CardElement): BaseTextBlock | undefined {
  const one = element instanceof RichTextBlock && element.getInlineCount() > 0 ? element.getInlineAt(0) : element;
  return one instanceof BaseTextBlock ? one : undefined;
}

function controlOf(input: Input): HTMLElement | undefined {
  return input.renderedElement?.querySelector<HTMLElement>(".ac-input") ?? undefined;
}

const unknown = new Set<ValidationEvent>([ValidationEvent.UnknownElementType, ValidationEvent.UnknownActionType]);

function notDrawn(context: SerializationContext): string[] {
  const found = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  return found.filter(({ event }) => unknown.has(event)).map(({ message }) => /"([^"]*)"/.exec(message)?.[1] ?? "?");
}
