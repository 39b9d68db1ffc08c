import type { Dialog, Message } from "../../adapters/sandbox/teams-cloud/types.js";
import type { Shown, ShownField, ShownForm } from "./driver.js";
import { readMarkdown } from "./teams-markdown.js";

/**
 * What a person reads of an Adaptive Card in Teams. Written from the schema of Adaptive Cards 1.5 and from what Teams
 * documents, and independent of the adapter's renderer.
 */

// biome-ignore lint/suspicious/noExplicitAny: whatever the adapter has sent
type Node = any;

/** A card from top to bottom: something to read, or something to fill in. */
type Piece = { input: Node } | { text: string; tone: "plain" | "subtle" | "alarming" };

const nothing = (): Shown => ({ text: "", buttons: [], links: [], pictures: [] });

/** A person's message is what she typed; `<at>` around a name is how Teams carries a mention. */
export function readMessage(message: Message): Shown {
  if (message.card !== undefined) return readCard(message.card);
  const shown = nothing();
  const mentioned = message.text.replace(/<at>.*?<\/at>/gi, "[a mention]");
  const readsMarkup = message.ownBot && message.textFormat !== "plain";
  shown.text = readsMarkup ? readMarkdown(mentioned, shown.links) : mentioned;
  return shown;
}

/** The text of notifications, which is never read as markup. */
export function readFallback(message: Message): string {
  return String(message.summary ?? (message.card as Node)?.fallbackText ?? message.text);
}

export function readCard(card: Node): Shown {
  const shown = nothing();
  shown.text = textOf(pieces(card, shown));
  return shown;
}

function textOf(all: Piece[]): string {
  return all
    .map((piece) => ("input" in piece ? String(piece.input.label ?? "") : piece.text))
    .filter((text) => text.trim() !== "")
    .join("\n");
}

function pieces(card: Node, shown: Shown): Piece[] {
  return [...(card.body ?? []).flatMap((node: Node) => read(node, shown)), ...readActions(card.actions, shown)];
}

function read(node: Node, shown: Shown): Piece[] {
  if (node.isVisible === false) return [];
  switch (node.type) {
    case "TextBlock":
      return [{ text: readMarkdown(String(node.text), shown.links), tone: toneOf(node) }];
    case "RichTextBlock":
      return [readRuns(node.inlines ?? [], shown)];
    case "FactSet":
      return (node.facts ?? []).flatMap((fact: Node) =>
        [fact.title, fact.value].map((text) => ({
          text: readMarkdown(String(text ?? ""), shown.links),
          tone: "plain" as const,
        })),
      );
    case "Image":
      shown.pictures.push({ url: node.url, alt: node.altText ?? "" });
      return [];
    case "ImageSet":
      return (node.images ?? []).flatMap((image: Node) => read(image, shown));
    case "ColumnSet":
      return (node.columns ?? []).flatMap((column: Node) => readAll(column, shown));
    case "Column":
    case "Container":
    case "TableCell":
      return readAll(node, shown);
    case "Table":
      return (node.rows ?? []).flatMap((row: Node) => (row.cells ?? []).flatMap((cell: Node) => readAll(cell, shown)));
    case "ActionSet":
      return readActions(node.actions, shown);
    case "Input.Text":
    case "Input.Number":
    case "Input.Date":
    case "Input.Time":
    case "Input.Toggle":
    case "Input.ChoiceSet":
      return [{ input: node }];
    default:
      // Teams does not know it, and shows what the card offers instead.
      return typeof node.fallback === "object" && node.fallback !== null ? read(node.fallback, shown) : [];
  }
}

function readAll(node: Node, shown: Shown): Piece[] {
  const inside = (node.items ?? []).flatMap((one: Node) => read(one, shown));
  return node.selectAction ? [...inside, ...readActions([node.selectAction], shown)] : inside;
}

/** Runs are shown to the letter; one with a link is pressed on its own words. */
function readRuns(inlines: Node[], shown: Shown): Piece {
  const runs = inlines.map((run) => (typeof run === "string" ? { text: run } : run));
  for (const run of runs) {
    if (run.selectAction?.type === "Action.OpenUrl") shown.links.push({ label: run.text, url: run.selectAction.url });
    else if (run.selectAction) shown.buttons.push(run.text);
  }
  const tones = new Set(runs.filter((run) => String(run.text).trim() !== "").map(toneOf));
  const [tone = "plain"] = tones;
  return { text: runs.map((run) => String(run.text)).join(""), tone: tones.size === 1 ? tone : "plain" };
}

function toneOf(node: Node): Extract<Piece, { text: string }>["tone"] {
  if (node.color === "attention" || node.color === "Attention") return "alarming";
  return node.isSubtle === true ? "subtle" : "plain";
}

/** A link is words to read; everything else is a button. */
function readActions(actions: Node[] | undefined, shown: Shown): Piece[] {
  return (actions ?? []).flatMap((action): Piece[] => {
    if (action.type !== "Action.OpenUrl") {
      shown.buttons.push(action.title ?? "");
      return [];
    }
    shown.links.push({ label: action.title ?? "", url: action.url });
    return [{ text: action.title ?? "", tone: "plain" }];
  });
}

/** The words on the first button that opens a dialog, where there is one. */
export function dialogButton(card: Node): string | undefined {
  return actionsIn(card).find((action) => action.data?.msteams?.type === "task/fetch")?.title;
}

function actionsIn(node: Node): Node[] {
  if (typeof node !== "object" || node === null) return [];
  return [...(String(node.type).startsWith("Action.") ? [node] : []), ...Object.values(node).flatMap(actionsIn)];
}

/** Fine print right below an input is its hint, and what is written there in the colour of warnings its error. */
export function readForm(dialog: Dialog): ShownForm {
  const shown = nothing();
  const fields: ShownField[] = [];
  const rest: Piece[] = [];
  let below: ShownField | undefined;
  const visible = pieces(dialog.card, shown).filter((piece) => "input" in piece || piece.text.trim() !== "");
  for (const piece of visible) {
    if ("input" in piece) {
      below = readField(piece.input, dialog.values[piece.input.id] ?? "", dialog.errors[piece.input.id]);
      fields.push(below);
    } else if (below !== undefined && piece.tone === "alarming") {
      below.error = below.error === undefined ? piece.text : `${below.error}\n${piece.text}`;
    } else if (below !== undefined && below.hint === undefined && piece.tone === "subtle") {
      below.hint = piece.text;
    } else {
      below = undefined;
      rest.push(piece);
    }
  }
  return { title: dialog.title, submit: shown.buttons[0] ?? "", fields, text: textOf(rest) };
}

const kinds: Record<string, ShownField["kind"]> = { "Input.Date": "date", "Input.Toggle": "many" };

/** `error` is what Teams itself says there. */
function readField(input: Node, held: string, error: string | undefined): ShownField {
  const choices = choicesOf(input);
  const many = input.isMultiSelect === true || input.type === "Input.Toggle";
  const words = (value: string) => choices.find((choice) => choice.value === value)?.words ?? value;
  const chosen = held === "" ? [] : held.split(",").map(words);
  const one = input.type === "Input.ChoiceSet" ? words(held) : held;
  const choosing = input.type === "Input.ChoiceSet" ? (many ? "many" : "one") : undefined;
  return {
    label: String(input.label ?? ""),
    ...(input.placeholder && held === "" ? { hint: input.placeholder } : {}),
    required: input.isRequired === true,
    kind: choosing ?? kinds[input.type] ?? (input.isMultiline === true ? "lines" : "text"),
    options: choices.map((choice) => choice.words),
    value: many ? chosen : one,
    ...(error === undefined ? {} : { error }),
  };
}

/** Options that all stand there are Markdown, as every Teams client that uses Microsoft's renderer shows them. */
function choicesOf(input: Node): { value: string; words: string }[] {
  if (input.type === "Input.Toggle") return [{ value: input.valueOn ?? "true", words: readMarkdown(input.title, []) }];
  const menu = (input.style ?? "compact") !== "expanded" && input.isMultiSelect !== true;
  return (input.choices ?? []).map((choice: Node) => ({
    value: choice.value,
    words: menu ? choice.title : readMarkdown(choice.title, []),
  }));
}

/** Answers by the words a person reads, as ids and values. Throws for what the input would not let her do. */
export function answersById(dialog: Dialog, answers: Record<string, string | string[]>): Record<string, string> {
  const inputs = pieces(dialog.card, nothing()).flatMap((piece) => ("input" in piece ? [piece.input] : []));
  return Object.fromEntries(
    Object.entries(answers).map(([label, answer]) => {
      const input = inputs.find((one) => one.label === label);
      if (!input) throw new Error(`the form has no field "${label}"`);
      if (input.type === "Input.Number" && !/^-?\d*\.?\d+$/.test(String(answer)))
        throw new Error(`the field "${label}" takes digits alone`);
      const choices = choicesOf(input);
      const value = (words: string): string => {
        if (choices.length === 0) return words;
        const choice = choices.find((one) => one.words === words);
        if (!choice) throw new Error(`the field "${label}" has no option "${words}"`);
        return choice.value;
      };
      return [input.id, Array.isArray(answer) ? answer.map(value).join(",") : value(answer)];
    }),
  );
}
