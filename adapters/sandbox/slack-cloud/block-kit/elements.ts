import { isObject, type Json, type JsonObject } from "../../json.js";
import { aConfirm, anOption, aPicture, aText, optionGroups, options } from "./objects.js";
import { aBoolean, aList, anObject, aString, fields, oneOf, type Report } from "./report.js";

/** Where an element may stand. */
export type Place = "actions" | "accessory" | "input" | "context";

type ElementRule = {
  places: Place[];
  required: string[];
  optional: string[];
  check?: (report: Report, at: string, element: JsonObject) => void;
};

const interactive = ["actions", "accessory", "input"] as const satisfies Place[];
const asked = ["action_id", "confirm", "focus_on_load", "placeholder"];

/** The elements the app may use. Anything else is "unsupported type", as for a workspace that does not have it yet. */
const elementRules: Record<string, ElementRule> = {
  button: {
    places: ["actions", "accessory"],
    required: ["text"],
    optional: ["action_id", "value", "url", "style", "confirm", "accessibility_label"],
    check(report, at, element) {
      aText(report, `${at}/text`, element.text, { max: 75, plainOnly: true });
      aString(report, `${at}/value`, element.value, 2000);
      aString(report, `${at}/url`, element.url, 3000);
      aString(report, `${at}/accessibility_label`, element.accessibility_label, 75);
      oneOf(report, `${at}/style`, element.style, ["primary", "danger"]);
    },
  },
  overflow: {
    places: ["actions", "accessory"],
    required: ["options"],
    optional: ["action_id", "confirm"],
    check: (report, at, element) => options(report, `${at}/options`, element.options, 5, false, 2),
  },
  static_select: {
    places: [...interactive],
    required: [],
    optional: [...asked, "options", "option_groups", "initial_option"],
    check(report, at, element) {
      menu(report, at, element);
      chosen(report, `${at}/initial_option`, element, element.initial_option, false);
    },
  },
  multi_static_select: {
    places: ["accessory", "input"],
    required: [],
    optional: [...asked, "options", "option_groups", "initial_options", "max_selected_items"],
    check(report, at, element) {
      menu(report, at, element);
      chosenMany(report, at, element, false);
    },
  },
  checkboxes: {
    places: [...interactive],
    required: ["options"],
    optional: ["action_id", "confirm", "focus_on_load", "initial_options"],
    check(report, at, element) {
      options(report, `${at}/options`, element.options, 10, true);
      chosenMany(report, at, element, true);
    },
  },
  radio_buttons: {
    places: [...interactive],
    required: ["options"],
    optional: ["action_id", "confirm", "focus_on_load", "initial_option"],
    check(report, at, element) {
      options(report, `${at}/options`, element.options, 10, true);
      chosen(report, `${at}/initial_option`, element, element.initial_option, true);
    },
  },
  datepicker: {
    places: [...interactive],
    required: [],
    optional: [...asked, "initial_date"],
    check: pattern("initial_date", /^\d{4}-\d{2}-\d{2}$/),
  },
  timepicker: {
    places: [...interactive],
    required: [],
    optional: [...asked, "initial_time", "timezone"],
    check: pattern("initial_time", /^([01]\d|2[0-3]):[0-5]\d$/),
  },
  plain_text_input: {
    places: ["input"],
    required: [],
    optional: [
      "action_id",
      "placeholder",
      "focus_on_load",
      "initial_value",
      "multiline",
      "min_length",
      "max_length",
      "dispatch_action_config",
    ],
    check(report, at, element) {
      aBoolean(report, `${at}/multiline`, element.multiline);
      whole(report, `${at}/min_length`, element.min_length, 0);
      whole(report, `${at}/max_length`, element.max_length, 1);
      const max = typeof element.max_length === "number" ? Math.min(element.max_length, 3000) : 3000;
      aString(report, `${at}/initial_value`, element.initial_value, max);
    },
  },
  number_input: {
    places: ["input"],
    required: ["is_decimal_allowed"],
    optional: [
      "action_id",
      "placeholder",
      "focus_on_load",
      "initial_value",
      "min_value",
      "max_value",
      "dispatch_action_config",
    ],
    check(report, at, element) {
      aBoolean(report, `${at}/is_decimal_allowed`, element.is_decimal_allowed);
      for (const name of ["initial_value", "min_value", "max_value"]) {
        const value = element[name];
        if (value !== undefined && !(typeof value === "string" && value !== "" && Number.isFinite(Number(value)))) {
          report.add(`${at}/${name}`, "must be a number in a string");
        }
      }
    },
  },
  email_text_input: writtenLine(),
  url_text_input: writtenLine(),
  users_select: { places: [...interactive], required: [], optional: [...asked, "initial_user"] },
  channels_select: {
    places: [...interactive],
    required: [],
    optional: [...asked, "initial_channel", "response_url_enabled"],
  },
  conversations_select: {
    places: [...interactive],
    required: [],
    optional: [...asked, "initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"],
  },
  image: {
    places: ["accessory", "context"],
    required: ["alt_text"],
    optional: ["image_url", "slack_file"],
    check(report, at, element) {
      aPicture(report, at, element);
      aString(report, `${at}/alt_text`, element.alt_text, 2000, 1);
    },
  },
};

/** Elements that hold a value of their own, so that a payload's `state` lists them. */
export const holdsValue = (type: Json): boolean =>
  typeof type === "string" && type in elementRules && !["button", "overflow", "image"].includes(type);

export function anElement(report: Report, at: string, value: Json, place: Place): void {
  const element = anObject(report, at, value);
  if (!element) return;
  const rule = typeof element.type === "string" ? elementRules[element.type] : undefined;
  if (!rule?.places.includes(place)) {
    report.add(
      `${at}/type`,
      element.type === undefined ? "missing required field: type" : `unsupported type: ${String(element.type)}`,
    );
    return;
  }
  fields(report, at, element, ["type", ...rule.required], rule.optional);
  aString(report, `${at}/action_id`, element.action_id, 255, 1);
  aText(report, `${at}/placeholder`, element.placeholder, { max: 150, plainOnly: true });
  aConfirm(report, `${at}/confirm`, element.confirm);
  rule.check?.(report, at, element);
}

function menu(report: Report, at: string, element: JsonObject): void {
  if (element.options === undefined && element.option_groups === undefined)
    report.add(at, "missing required field: options");
  options(report, `${at}/options`, element.options, 100, false);
  optionGroups(report, `${at}/option_groups`, element.option_groups);
}

/** Every option of a menu, also those inside groups. */
export function allOptions(element: JsonObject): JsonObject[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isObject) : [];
  return [element.options, ...groups.map((group) => group.options)].flatMap((list) =>
    Array.isArray(list) ? list.filter(isObject) : [],
  );
}

function chosen(report: Report, at: string, element: JsonObject, value: Json, rich: boolean): void {
  if (value === undefined) return;
  anOption(report, at, value, rich);
  if (isObject(value) && !allOptions(element).some((option) => option.value === value.value)) {
    report.add(at, "must match one of the options");
  }
}

function chosenMany(report: Report, at: string, element: JsonObject, rich: boolean): void {
  aList(report, `${at}/initial_options`, element.initial_options, 100).forEach((item, i) => {
    chosen(report, `${at}/initial_options/${i}`, element, item, rich);
  });
}

function pattern(name: string, shape: RegExp) {
  return (report: Report, at: string, element: JsonObject): void => {
    const value = element[name];
    if (value !== undefined && !(typeof value === "string" && shape.test(value)))
      report.add(`${at}/${name}`, `invalid ${name}`);
  };
}

function whole(report: Report, at: string, value: Json, min: number): void {
  if (value !== undefined && !(Number.isInteger(value) && Number(value) >= min && Number(value) <= 3000)) {
    report.add(at, `must be a whole number from ${min} to 3000`);
  }
}

function writtenLine(): ElementRule {
  return {
    places: ["input"],
    required: [],
    optional: ["action_id", "placeholder", "focus_on_load", "initial_value", "dispatch_action_config"],
  };
}
