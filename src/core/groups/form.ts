import type { LocalDate } from "../calendar/model.js";
import type { Pair } from "../matching/groups-model.js";
import { usualNovelty } from "../matching/groups-value.js";
import type { GroupRound, PairRule } from "../matching/records.js";
import type { Convening, District } from "../network/model.js";
import { texts } from "../texts.js";
import { dayText } from "../ui/dates.js";
import type { Answers, Field, Form, Option } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { Place } from "./edit.js";
import type { GroupsWish, Unable } from "./model.js";

const t = texts.groups;

/** The dial in words: how much novelty counts. */
export const dials = { alike: 0.25, balanced: usualNovelty, new: 0.9 } as const;

/** `convening`: the next one; undefined: none is planned, and groups are for consultancies. */
export function groupsForm(
  districts: readonly Pick<District, "id" | "name">[],
  unable: ReadonlyMap<string, Unable>,
  convening: Pick<Convening, "name" | "startsOn"> | undefined,
  today: LocalDate,
): Form {
  const able = districts.filter(({ id }) => !unable.has(id));
  const purposes: Option[] = [
    ...(convening === undefined
      ? []
      : [{ value: "convening", label: t.forConvening(convening.name, dayText(convening.startsOn, today)) }]),
    { value: "consultancy", label: t.forConsultancy },
  ];
  const no = districts.flatMap(({ id, name }) => {
    const why = unable.get(id);
    return why === undefined ? [] : [`${name} (${t.unable[why]})`];
  });
  const fields: Field[] = [
    choice("purpose", t.purpose, purposes, purposes[0]?.value ?? ""),
    choice("size", t.size, optionsOf(t.sizes), able.length > 3 ? "3-4" : "2-3"),
    { ...choice("dial", t.dial, optionsOf(t.dials), "balanced"), hint: t.dialHint },
    able.length > mostTicked ? { kind: "note", text: t.everybody(able.length) } : ticks(able),
    ...(no.length === 0 ? [] : [{ kind: "note" as const, text: plain(t.notOffered(no.join("; "))) }]),
    { kind: "note", text: t.nothingLeaves },
  ];
  return { id: "groups", title: t.title, submit: t.submit, fields };
}

/** So many fit into a window with all of them ticked, on every platform. Of more, all take part. */
const mostTicked = 40;

function ticks(able: readonly Pick<District, "id" | "name">[]): Field {
  return {
    kind: "choices",
    name: "who",
    label: t.who,
    hint: t.whoHint,
    required: true,
    options: able.map(({ id, name }) => ({ value: id, label: name })),
    value: able.map(({ id }) => id),
  };
}

/** What was chosen, of a form that was read. */
export function wishFrom(answers: Answers, convening: Convening | undefined): Omit<GroupsWish, "seed"> {
  const [sizeMin = 3, sizeMax = 4] = `${answers.size}`.split("-").map(Number);
  const purpose = answers.purpose === "convening" ? "convening" : "consultancy";
  const conveningId = purpose === "convening" ? (convening?.id ?? null) : null;
  return { purpose, conveningId, sizeMin, sizeMax, novelty: dials[`${answers.dial}` as keyof typeof dials] };
}

/** One district of a draft to another place. `says`: why the form is there once more, in markup. */
export function moveDistrictForm(
  { groups }: Pick<GroupRound, "groups">,
  districts: readonly Pick<District, "id" | "name">[],
  says?: string,
): Form {
  const nameOf = new Map(districts.map(({ id, name }) => [id, name]));
  const names = (ids: readonly string[]) => ids.map((id) => nameOf.get(id) ?? "").sort();
  const placeOf = ({ id, name }: Pick<District, "id" | "name">) => {
    const at = groups.findIndex((group) => group.includes(id));
    return at < 0 ? t.inNone(name) : t.inGroup(name, at + 1);
  };
  const places: Option[] = [
    ...groups.map((group, at) => ({ value: `${at}`, label: shorten(t.toGroup(at + 1, names(group).join(", ")), 70) })),
    { value: "new", label: t.toNew },
    { value: "none", label: t.toNone },
  ];
  return {
    id: "move-district",
    title: t.moveTitle,
    submit: t.moveSubmit,
    fields: [
      ...(says === undefined ? [] : [{ kind: "note" as const, text: says }]),
      choice(
        "district",
        t.moveWho,
        districts.map((one) => ({ value: one.id, label: placeOf(one) })),
      ),
      choice("to", t.moveTo, places),
    ],
  };
}

export function placeFrom(answer: Answers[string] | undefined): Place {
  return answer === "new" || answer === "none" ? answer : Number(answer);
}

export function pairRuleForm(districts: readonly Pick<District, "id" | "name">[]): Form {
  const options = districts.map(({ id, name }) => ({ value: id, label: name }));
  return {
    id: "pair-rule",
    title: t.ruleTitle,
    submit: t.ruleSubmit,
    fields: [
      choice("a", t.ruleA, options),
      choice("b", t.ruleB, options),
      choice("rule", t.ruleWhat, optionsOf(t.ruleKinds)),
      { kind: "note", text: t.ruleNote },
    ],
  };
}

export function liftRuleForm(rules: readonly PairRule[], nameOf: (id: string) => string): Form {
  const options = rules.map(({ id, rule, aDistrictId, bDistrictId }) => {
    return { value: id, label: `${nameOf(aDistrictId)} + ${nameOf(bDistrictId)}: ${t.ruleKinds[rule]}` };
  });
  return { id: "lift-rule", title: t.liftTitle, submit: t.liftSubmit, fields: [choice("which", t.liftWhich, options)] };
}

/** The pairs of rules of one kind. */
export function pairsOfRules(rules: readonly PairRule[], kind: PairRule["rule"]): Pair[] {
  return rules
    .filter(({ rule, liftedAt }) => rule === kind && liftedAt === null)
    .map(({ aDistrictId, bDistrictId }) => ({ a: aDistrictId, b: bDistrictId }));
}

function choice(name: string, label: string, options: Option[], value?: string): Extract<Field, { kind: "choice" }> {
  return { kind: "choice", name, label, required: true, options, ...(value === undefined ? {} : { value }) };
}

function optionsOf(labels: Readonly<Record<string, string>>): Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
