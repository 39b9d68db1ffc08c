import { isObject, type Json } from "../../json.js";
import { blockProblems } from "./blocks.js";
import { aText } from "./objects.js";
import { aBoolean, aString, fields, newReport } from "./report.js";

const common = ["private_metadata", "callback_id", "external_id"];
const modalOnly = ["title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"];

export const viewBytesLimit = 250_000;

/** What is wrong with a view, in Slack's words; empty when nothing is. */
export function viewProblems(view: Json, expected: "modal" | "home"): string[] {
  const report = newReport();
  if (!isObject(view)) {
    report.add("/view", "must provide an object");
    return report.problems;
  }
  if (view.type !== expected) {
    const message = view.type === undefined ? "missing required field: type" : `unsupported type: ${String(view.type)}`;
    report.add(view.type === undefined ? "/view" : "/view/type", message);
    return report.problems;
  }
  const modal = expected === "modal";
  fields(
    report,
    "/view",
    view,
    modal ? ["type", "title", "blocks"] : ["type", "blocks"],
    modal ? [...common, ...modalOnly] : common,
  );
  for (const name of ["title", "submit", "close"])
    aText(report, `/view/${name}`, view[name] ?? undefined, { max: 24, plainOnly: true });
  for (const name of ["clear_on_close", "notify_on_close"]) aBoolean(report, `/view/${name}`, view[name]);
  aString(report, "/view/private_metadata", view.private_metadata, 3000);
  aString(report, "/view/callback_id", view.callback_id, 255);
  aString(report, "/view/external_id", view.external_id, 255);
  report.problems.push(...blockProblems(view.blocks, expected, "/view/blocks"));
  if (modal && view.submit === undefined && Array.isArray(view.blocks)) {
    view.blocks.forEach((block, i) => {
      if (isObject(block) && block.type === "input")
        report.add(`/view/blocks/${i}/input`, "must define `submit` to use an `input` block in modals");
    });
  }
  return report.problems;
}
