/**
 * How Teams dresses a card. Colours are names from css/teams.css, so that light and dark need no new drawing; measures
 * are pixels.
 */
const inks = {
  default: { default: "var(--ink)", subtle: "var(--ink-soft)" },
  dark: { default: "#242424", subtle: "#616161" },
  light: { default: "#ffffff", subtle: "#d6d6d6" },
  accent: { default: "var(--brand-ink)", subtle: "var(--brand-ink)" },
  good: { default: "var(--good)", subtle: "var(--good)" },
  warning: { default: "var(--warning)", subtle: "var(--warning)" },
  attention: { default: "var(--bad)", subtle: "var(--bad)" },
};

function ground(backgroundColor: string, borderColor: string) {
  return { backgroundColor, borderColor, foregroundColors: inks };
}

const sizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };
const weights = { lighter: 300, default: 400, bolder: 600 };

export const hostConfig = {
  supportsInteractivity: true,
  fontTypes: {
    default: { fontFamily: "var(--font)", fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: "Consolas, 'Liberation Mono', monospace", fontSizes: sizes, fontWeights: weights },
  },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 6, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 32, medium: 52, large: 100 },
  imageSet: { imageSize: "medium", maxImageHeight: 100 },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: "large", weight: "bolder" }, columnHeader: { weight: "bolder" } },
  containerStyles: {
    default: ground("var(--card)", "var(--line)"),
    emphasis: ground("var(--card-emphasis)", "var(--line)"),
    accent: ground("var(--brand-back)", "var(--brand-ink)"),
    good: ground("var(--good-back)", "var(--good)"),
    attention: ground("var(--bad-back)", "var(--bad)"),
    warning: ground("var(--warning-back)", "var(--warning)"),
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "default", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "default" },
    },
    errorMessage: { size: "small", color: "attention", weight: "default" },
  },
  actions: {
    maxActions: 6,
    spacing: "medium",
    // The gap is in css/teams.css: buttons go on in the next line where one is too short for them.
    buttonSpacing: 0,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    allowTitleToWrap: true,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
  },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 180 },
    value: { wrap: true },
    spacing: 8,
  },
};
