import { isObject, type Json, type JsonObject } from "../../json.js";
import { anElement } from "./elements.js";
import { aPicture, aText } from "./objects.js";
import { aBoolean, aList, anObject, aString, fields, newReport, type Report, unique } from "./report.js";
import { richTextElements } from "./rich-text.js";

export type Surface = "message" | "modal" | "home";

type BlockRule = {
  surfaces: Surface[];
  required: string[];
  optional: string[];
  check?: (report: Report, at: string, block: JsonObject) => void;
};

const everywhere: Surface[] = ["message", "modal", "home"];

/**
 * The blocks the app may use, each with its documented limits. Newer ones (tables, charts, cards) are not known here,
 * as in a workspace where they have not been rolled out: "unsupported type".
 */
const blockRules: Record<string, BlockRule> = {
  divider: { surfaces: everywhere, required: [], optional: [] },
  header: {
    surfaces: everywhere,
    required: ["text"],
    optional: ["level"],
    check: (report, at, block) => aText(report, `${at}/text`, block.text, { max: 150, plainOnly: true }),
  },
  section: {
    surfaces: everywhere,
    required: [],
    optional: ["text", "fields", "accessory", "expand"],
    check(report, at, block) {
      if (block.text === undefined && block.fields === undefined) report.add(at, "missing required field: text");
      aText(report, `${at}/text`, block.text, { max: 3000 });
      aList(report, `${at}/fields`, block.fields, 10).forEach((item, i) => {
        aText(report, `${at}/fields/${i}`, item, { max: 2000 });
      });
      if (block.accessory !== undefined) anElement(report, `${at}/accessory`, block.accessory, "accessory");
    },
  },
  context: {
    surfaces: everywhere,
    required: ["elements"],
    optional: [],
    check(report, at, block) {
      aList(report, `${at}/elements`, block.elements, 10).forEach((item, i) => {
        const place = `${at}/elements/${i}`;
        if (isObject(item) && item.type === "image") anElement(report, place, item, "context");
        else aText(report, place, item ?? null, { max: 3000 });
      });
    },
  },
  actions: {
    surfaces: everywhere,
    required: ["elements"],
    optional: [],
    check(report, at, block) {
      aList(report, `${at}/elements`, block.elements, 25).forEach((item, i) => {
        anElement(report, `${at}/elements/${i}`, item, "actions");
      });
    },
  },
  image: {
    surfaces: everywhere,
    required: ["alt_text"],
    optional: ["image_url", "slack_file", "title"],
    check(report, at, block) {
      aPicture(report, at, block);
      aString(report, `${at}/alt_text`, block.alt_text, 2000, 1);
      aText(report, `${at}/title`, block.title, { max: 2000, plainOnly: true });
    },
  },
  input: {
    surfaces: everywhere,
    required: ["label", "element"],
    optional: ["hint", "optional", "dispatch_action"],
    check(report, at, block) {
      aText(report, `${at}/label`, block.label, { max: 2000, plainOnly: true });
      aText(report, `${at}/hint`, block.hint, { max: 2000, plainOnly: true });
      aBoolean(report, `${at}/optional`, block.optional);
      aBoolean(report, `${at}/dispatch_action`, block.dispatch_action);
      if (block.element !== undefined) anElement(report, `${at}/element`, block.element, "input");
    },
  },
  markdown: {
    surfaces: ["message"],
    required: ["text"],
    optional: [],
    check: (report, at, block) => aString(report, `${at}/text`, block.text, 12_000, 1),
  },
  rich_text: {
    surfaces: everywhere,
    required: ["elements"],
    optional: [],
    check: (report, at, block) => richTextElements(report, `${at}/elements`, block.elements),
  },
};

/** What is wrong with these blocks on this surface, in Slack's words; empty when nothing is. */
export function blockProblems(blocks: Json, surface: Surface, root = "/blocks"): string[] {
  const report = newReport();
  const list = aList(report, root, blocks, surface === "message" ? 50 : 100, 0);
  list.forEach((item, i) => {
    const at = `${root}/${i}`;
    const block = anObject(report, at, item);
    if (!block) return;
    const rule = typeof block.type === "string" ? blockRules[block.type] : undefined;
    if (!rule?.surfaces.includes(surface)) {
      report.add(
        `${at}/type`,
        block.type === undefined ? "missing required field: type" : `unsupported type: ${String(block.type)}`,
      );
      return;
    }
    fields(report, at, block, ["type", ...rule.required], ["block_id", ...rule.optional]);
    aString(report, `${at}/block_id`, block.block_id, 255, 1);
    rule.check?.(report, at, block);
    unique(report, "action_id", actionIds(at, block));
  });
  unique(
    report,
    "block_id",
    list.map((block, i) => ({ at: `${root}/${i}/block_id`, value: isObject(block) ? block.block_id : undefined })),
  );
  markdownTotal(report, root, list);
  return report.problems;
}

function actionIds(at: string, block: JsonObject): { at: string; value: Json }[] {
  return elementsOf(block).map(({ path, element }) => ({ at: `${at}/${path}/action_id`, value: element.action_id }));
}

/** The elements of a block, with their place in it. */
export function elementsOf(block: JsonObject): { path: string; element: JsonObject }[] {
  const found: { path: string; element: JsonObject }[] = [];
  if (block.type === "actions" && Array.isArray(block.elements)) {
    block.elements.forEach((element, i) => {
      if (isObject(element)) found.push({ path: `elements/${i}`, element });
    });
  }
  if (block.type === "section" && isObject(block.accessory))
    found.push({ path: "accessory", element: block.accessory });
  if (block.type === "input" && isObject(block.element)) found.push({ path: "element", element: block.element });
  return found;
}

function markdownTotal(report: Report, root: string, blocks: Json[]): void {
  const texts = blocks.map((block) =>
    isObject(block) && block.type === "markdown" && typeof block.text === "string" ? block.text.length : 0,
  );
  const total = texts.reduce((sum, length) => sum + length, 0);
  if (total > 12_000 && texts.every((length) => length <= 12_000))
    report.add(root, "markdown text must be less than 12001 characters in all");
}

/** Undocumented, observed by others: more than this over all blocks of a message is `msg_blocks_too_long`. */
export const blockTextLimit = 13_200;

/** Characters that people read, over all blocks. */
export function blockText(value: Json): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + blockText(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [name, item]) => {
    if (typeof item === "string") return sum + (name === "text" || name === "alt_text" ? item.length : 0);
    return sum + blockText(item);
  }, 0);
}
