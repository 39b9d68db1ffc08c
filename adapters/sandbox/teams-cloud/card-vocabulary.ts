/**
 * Adaptive Cards 1.5 as far as Teams draws them in a bot's messages and dialogs: every object's fields and what they
 * hold. What Teams leaves out of 1.5 is left out here: Media, isEnabled, the positive and destructive styles.
 */

export type Kind =
  | "string"
  | "boolean"
  | "number"
  | "count"
  /** "80px" or a number of them. */
  | "pixels"
  /** "auto", "stretch", a weight, or pixels. */
  | "width"
  /** An address that a person may open; a picture's address. */
  | "link"
  | "picture"
  | "date"
  | "time"
  | "version"
  | "submit-data"
  | "anything"
  | { oneOf: string[] }
  | { one: Group; not?: string }
  | { list: Group; most?: number; least?: number };

export type Group = "card" | "element" | "action" | "image" | "inline" | Untyped;
/** Objects that need not say their type: it is what their group says. */
export type Untyped =
  | "Fact"
  | "Input.Choice"
  | "Column"
  | "TableRow"
  | "TableCell"
  | "TableColumn"
  | "Background"
  | "Target";

export type Shape = { groups: Group[]; required?: Record<string, Kind>; optional?: Record<string, Kind> };

/** Teams shows six buttons in a row of them. */
const actions: Kind = { list: "action", most: 6 };
const elements: Kind = { list: "element" };
const selectAction: Kind = { one: "action", not: "Action.ShowCard" };

const horizontal: Kind = { oneOf: ["left", "center", "right"] };
const vertical: Kind = { oneOf: ["top", "center", "bottom"] };
const containerStyle: Kind = { oneOf: ["default", "emphasis", "good", "attention", "warning", "accent"] };
const imageSize: Kind = { oneOf: ["auto", "stretch", "small", "medium", "large"] };

const common: Record<string, Kind> = {
  id: "string",
  isVisible: "boolean",
  separator: "boolean",
  spacing: { oneOf: ["none", "small", "default", "medium", "large", "extraLarge", "padding"] },
  height: { oneOf: ["auto", "stretch"] },
  requires: "anything",
};

const looks: Record<string, Kind> = {
  color: { oneOf: ["default", "dark", "light", "accent", "good", "warning", "attention"] },
  fontType: { oneOf: ["default", "monospace"] },
  isSubtle: "boolean",
  size: { oneOf: ["default", "small", "medium", "large", "extraLarge"] },
  weight: { oneOf: ["default", "lighter", "bolder"] },
};

const box: Record<string, Kind> = {
  selectAction,
  style: containerStyle,
  verticalContentAlignment: vertical,
  bleed: "boolean",
  backgroundImage: { one: "Background" },
  minHeight: "pixels",
  rtl: "boolean",
};

const input: Record<string, Kind> = { ...common, label: "string", isRequired: "boolean", errorMessage: "string" };

const button: Record<string, Kind> = {
  id: "string",
  title: "string",
  iconUrl: "picture",
  tooltip: "string",
  style: { oneOf: ["default"] },
  mode: { oneOf: ["primary", "secondary"] },
  requires: "anything",
};

const fromInputs: Kind = { oneOf: ["auto", "none"] };

export const vocabulary: Record<string, Shape> = {
  AdaptiveCard: {
    groups: ["card"],
    required: { version: "version" },
    optional: {
      $schema: "string",
      body: elements,
      actions,
      selectAction,
      fallbackText: "string",
      backgroundImage: { one: "Background" },
      minHeight: "pixels",
      rtl: "boolean",
      speak: "string",
      lang: "string",
      verticalContentAlignment: vertical,
      refresh: "anything",
      msteams: "anything",
    },
  },
  TextBlock: {
    groups: ["element"],
    required: { text: "string" },
    optional: {
      ...common,
      ...looks,
      horizontalAlignment: horizontal,
      maxLines: "count",
      wrap: "boolean",
      style: { oneOf: ["default", "heading"] },
    },
  },
  RichTextBlock: {
    groups: ["element"],
    required: { inlines: { list: "inline", least: 1 } },
    optional: { ...common, horizontalAlignment: horizontal },
  },
  TextRun: {
    groups: ["inline"],
    required: { text: "string" },
    optional: {
      ...looks,
      highlight: "boolean",
      italic: "boolean",
      strikethrough: "boolean",
      underline: "boolean",
      selectAction,
    },
  },
  Image: {
    groups: ["element", "image"],
    required: { url: "picture" },
    optional: {
      ...common,
      altText: "string",
      backgroundColor: "string",
      height: "width",
      width: "width",
      horizontalAlignment: horizontal,
      selectAction,
      size: imageSize,
      style: { oneOf: ["default", "person"] },
    },
  },
  ImageSet: {
    groups: ["element"],
    required: { images: { list: "image", least: 1 } },
    optional: { ...common, imageSize },
  },
  FactSet: { groups: ["element"], required: { facts: { list: "Fact", least: 1 } }, optional: common },
  Fact: { groups: ["Fact"], required: { title: "string", value: "string" } },
  ActionSet: { groups: ["element"], required: { actions: { list: "action", most: 6, least: 1 } }, optional: common },
  Container: { groups: ["element"], required: { items: elements }, optional: { ...common, ...box } },
  ColumnSet: {
    groups: ["element"],
    optional: {
      ...common,
      columns: { list: "Column" },
      selectAction,
      style: containerStyle,
      bleed: "boolean",
      minHeight: "pixels",
      horizontalAlignment: horizontal,
    },
  },
  Column: { groups: ["Column"], optional: { ...common, ...box, items: elements, width: "width" } },
  Table: {
    groups: ["element"],
    required: { columns: { list: "TableColumn", least: 1 }, rows: { list: "TableRow" } },
    optional: {
      ...common,
      // The schema and Teams' renderer do not agree on the name.
      firstRowAsHeader: "boolean",
      firstRowAsHeaders: "boolean",
      showGridLines: "boolean",
      gridStyle: containerStyle,
      horizontalCellContentAlignment: horizontal,
      verticalCellContentAlignment: vertical,
    },
  },
  TableColumn: {
    groups: ["TableColumn"],
    optional: {
      width: "width",
      horizontalCellContentAlignment: horizontal,
      verticalCellContentAlignment: vertical,
    },
  },
  TableRow: {
    groups: ["TableRow"],
    optional: {
      cells: { list: "TableCell" },
      style: containerStyle,
      horizontalCellContentAlignment: horizontal,
      verticalCellContentAlignment: vertical,
    },
  },
  TableCell: { groups: ["TableCell"], optional: { ...box, items: elements } },
  Background: {
    groups: ["Background"],
    required: { url: "picture" },
    optional: {
      fillMode: { oneOf: ["cover", "repeatHorizontally", "repeatVertically", "repeat"] },
      horizontalAlignment: horizontal,
      verticalAlignment: vertical,
    },
  },
  Target: { groups: ["Target"], required: { elementId: "string" }, optional: { isVisible: "boolean" } },
  "Input.Text": {
    groups: ["element"],
    required: { id: "string" },
    optional: {
      ...input,
      value: "string",
      placeholder: "string",
      isMultiline: "boolean",
      maxLength: "count",
      regex: "string",
      style: { oneOf: ["text", "tel", "url", "email", "password"] },
      inlineAction: selectAction,
    },
  },
  "Input.Number": {
    groups: ["element"],
    required: { id: "string" },
    optional: { ...input, value: "number", placeholder: "string", min: "number", max: "number" },
  },
  "Input.Date": {
    groups: ["element"],
    required: { id: "string" },
    optional: { ...input, value: "date", placeholder: "string", min: "date", max: "date" },
  },
  "Input.Time": {
    groups: ["element"],
    required: { id: "string" },
    optional: { ...input, value: "time", placeholder: "string", min: "time", max: "time" },
  },
  "Input.Toggle": {
    groups: ["element"],
    required: { id: "string", title: "string" },
    optional: { ...input, value: "string", valueOn: "string", valueOff: "string", wrap: "boolean" },
  },
  "Input.ChoiceSet": {
    groups: ["element"],
    required: { id: "string", choices: { list: "Input.Choice", least: 1 } },
    optional: {
      ...input,
      value: "string",
      placeholder: "string",
      isMultiSelect: "boolean",
      style: { oneOf: ["compact", "expanded", "filtered"] },
      wrap: "boolean",
    },
  },
  "Input.Choice": { groups: ["Input.Choice"], required: { title: "string", value: "string" } },
  "Action.OpenUrl": { groups: ["action"], required: { url: "link" }, optional: button },
  "Action.Submit": {
    groups: ["action"],
    optional: { ...button, data: "submit-data", associatedInputs: fromInputs },
  },
  "Action.Execute": {
    groups: ["action"],
    optional: { ...button, verb: "string", data: "submit-data", associatedInputs: fromInputs },
  },
  "Action.ShowCard": { groups: ["action"], required: { card: { one: "card" } }, optional: button },
  "Action.ToggleVisibility": {
    groups: ["action"],
    required: { targetElements: { list: "Target", least: 1 } },
    optional: button,
  },
};
