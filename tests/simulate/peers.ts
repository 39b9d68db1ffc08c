import type { SharingLevel } from "../../src/core/matching/records.js";
import { count, handsOf, newWords, perform, type Stage, soon, type Words } from "./acts.js";
import { first, leadsTeams, tries } from "./between.js";
import { actionsIn, type Posted, type Pressable } from "./cloud.js";
import { fillIn } from "./forms.js";
import type { Outcome, Window } from "./hands.js";
import { ownWords } from "./peer-words.js";
import { hour, minute } from "./plain-time.js";
import type { Person } from "./world.js";

type Action = Pressable["action"];
/** What somebody does with a button that she sees: how often, and after how many minutes at least and at most. */
type Habit = {
  fits(action: Action): boolean;
  share: number;
  /** Of several such buttons on a card each, not one; and never twice, however often it is shown. */
  each?: boolean;
  after: readonly [number, number];
  /** Just before she presses. */
  tries?(stage: Stage, person: Person, action: Action): ((sure: number) => void) | undefined;
  came?(stage: Stage, person: Person, action: Action, outcome: Outcome): unknown;
};

const does = (name: string) => (action: Action) => action.do === name;
const acts = (act: string) => (action: Action) => action.do === "introduction" && action.act === act;
const soonish = [1, 20] as const;
const within = [10, 70 * 60] as const;

const levels: readonly SharingLevel[] = ["network", "network", "collaboration", "collaboration", "partner", "team"];

/** Of every card at most one of each group, the first that chance takes. What stands in a form is filled in below. */
const lead: readonly (readonly Habit[])[] = [
  [
    { fits: does("edit-problem"), share: 0.9, after: soonish },
    { fits: does("ask-compare"), share: 0.5, after: soonish },
  ],
  [
    {
      fits: does("choose-topic"),
      share: 0.85,
      after: soonish,
      came(stage, _person, { team }, outcome) {
        count(stage, "topics");
        if (
          outcome.kind !== "told" ||
          !actionsIn(outcome.message.payloads).some(({ action }) => action.do === "compare")
        )
          return;
        const { levelAsked } = stage.between;
        levelAsked.set(`${team}`, (levelAsked.get(`${team}`) ?? 0) + 1);
      },
    },
  ],
  [
    {
      fits: does("compare"),
      share: 0.9,
      after: soonish,
      tries: (stage, _person, { team, level }) =>
        tries(stage.between.problems, `${team}`, level as SharingLevel, stage.agenda.now()),
      came: (stage, _person, { level }) => count(stage, level === "team" ? "problems kept" : "problems shared"),
    },
  ],
  [
    {
      fits: does("share"),
      share: 0.9,
      after: soonish,
      tries: (stage, _person, { cycle, level }) =>
        tries(stage.between.cycles, `${cycle}`, level as SharingLevel, stage.agenda.now()),
      came: (stage, _person, { level }) => count(stage, level === "team" ? "cycles kept" : "cycles shared"),
    },
    { fits: does("ask-share"), share: 0.6, after: soonish },
    { fits: does("see-cycle"), share: 0.6, after: soonish },
  ],
  [
    {
      fits: acts("yes"),
      share: 0.75,
      after: within,
      tries(stage, _person, { match, team }) {
        first(stage.between.yes, `${match} ${team}`, stage.agenda.now());
        return undefined;
      },
      came: (stage) => count(stage, "introductions yes"),
    },
    { fits: acts("no"), share: 0.15, after: within, came: (stage) => count(stage, "introductions no") },
    { fits: (action) => action.do === "introduction-form" && action.form === "why not", share: 0.5, after: within },
    { fits: acts("met"), share: 0.5, after: within, came: (stage) => count(stage, "met yes") },
    { fits: acts("not yet"), share: 0.4, after: within, came: (stage) => count(stage, "met not yet") },
    { fits: acts("renew"), share: 0.65, after: within, came: (stage) => count(stage, "renew yes") },
    { fits: acts("end"), share: 0.06, after: within, came: (stage) => count(stage, "introductions ended by hand") },
  ],
  [
    {
      fits: does("send-help"),
      share: 0.9,
      after: soonish,
      tries(stage, _person, { request }) {
        first(stage.between.sent, `${request}`, stage.agenda.now());
        return undefined;
      },
    },
    { fits: does("ask-topic"), share: 0.7, after: soonish },
    {
      fits: does("introduce"),
      share: 0.8,
      after: within,
      tries(stage, _person, { offer }) {
        first(stage.between.introduced, `${offer}`, stage.agenda.now());
        return undefined;
      },
    },
    { fits: does("ask-manager"), share: 0.8, after: soonish },
    { fits: does("ask-districts"), share: 0.85, after: within },
    { fits: does("close-help"), share: 0.5, after: [24 * 60, 30 * 24 * 60] },
    { fits: does("withdraw-help"), share: 0.05, after: within },
    { fits: (action) => action.do === "help-offer" && action.how === "time", share: 0.4, after: within },
    { fits: (action) => action.do === "help-offer" && action.how === "words", share: 0.4, after: within },
    { fits: does("help-not-now"), share: 0.3, after: within, came: (stage) => count(stage, "offers not now") },
    { fits: does("help-cap"), share: 0.1, after: within },
    { fits: does("ask"), share: 0.9, after: soonish },
  ],
  [
    {
      fits: does("see-shared"),
      share: 0.5,
      after: soonish,
      came: (stage) => count(stage, "shared tests opened"),
    },
    { fits: does("use-plan"), share: 0.4, after: soonish },
  ],
  [
    {
      fits: (action) => action.do === "groups-part" && action.out === true,
      share: 0.05,
      after: within,
      came: (stage) => count(stage, "left out of groups"),
    },
  ],
];

const manager: readonly (readonly Habit[])[] = [
  [
    { fits: acts("see"), share: 0.9, each: true, after: soonish },
    {
      fits: acts("approve"),
      each: true,
      share: 0.85,
      after: soonish,
      came: (stage) => count(stage, "introductions approved"),
    },
    { fits: acts("reject"), share: 0.5, after: soonish, came: (stage) => count(stage, "introductions put away") },
    { fits: does("propose-match"), share: 0.9, after: soonish },
    { fits: does("find-match"), share: 0.9, after: soonish },
    { fits: does("see-team"), share: 0.8, after: soonish },
  ],
  [
    { fits: does("publish-groups"), share: 0.75, after: soonish, came: (stage) => count(stage, "groups published") },
    { fits: does("regroup"), share: 0.4, after: soonish },
    { fits: does("drop-groups"), share: 0.5, after: soonish },
    { fits: does("add-pair-rule"), share: 0.7, after: soonish },
    { fits: does("group-rules"), share: 0.3, after: soonish },
    { fits: does("make-groups"), share: 0.9, after: soonish },
  ],
  [{ fits: does("help-answer"), share: 0.2, after: within }],
  [{ fits: does("offer-plan"), share: 0.3, after: soonish }],
];

/** What a card about other districts makes her do. The same button makes her think of it once. */
export function thinksOf(stage: Stage, person: Person, message: Posted): void {
  const network = person.district === undefined;
  if (!network && leadsTeams(stage.world, person).length === 0) return;
  const shown = actionsIn(message.payloads).map(({ action }) => action);
  if (
    shown.some((one) => one.do === "use-plan") &&
    shown.some((one) => one.do === "see-shared" || one.do === "see-cycle")
  )
    count(stage, "finds with something");
  for (const group of network ? manager : lead) {
    for (const habit of group) {
      const fitting = shown.filter(habit.fits);
      if (fitting.length === 0) continue;
      const where = message.marker === "" ? message.id : message.marker;
      let taken = false;
      for (const some of habit.each ? fitting.map((one) => [one]) : [fitting]) {
        const about = [person.id, JSON.stringify(some[0]), habit.each ? "" : where];
        if (stage.tally.done.has(about.join())) continue;
        stage.tally.done.add(about.join());
        if (!stage.dice.chance(usual(habit, some, stage, about), ...about)) continue;
        const action = some.length === 1 ? some[0] : chosen(stage, some, about);
        if (action === undefined) continue;
        const [least, most] = habit.after;
        const inMs = stage.dice.between(least, most, "after", ...about) * minute;
        soon(stage, person, inMs, () => press(stage, person, message, habit, action, about));
        taken = true;
      }
      if (taken) break;
    }
  }
}

/** Of what anybody may do any time, such as asking anew, little is done where it is not what she came for. */
function usual({ share }: Habit, [action]: Action[], stage: Stage, about: string[]): number {
  return action?.do === "make-groups" && stage.dice.chance(0.25, "rules first", ...about) ? 0 : share;
}

function chosen(stage: Stage, fitting: Action[], about: string[]): Action | undefined {
  const [one] = fitting;
  // What is suggested first is mostly right.
  if (one?.do === "choose-topic" && stage.dice.chance(0.75, "right", ...about)) return one;
  if (one?.do !== "compare" && one?.do !== "share") return stage.dice.pick(fitting, "which", ...about);
  const level = stage.dice.pick(levels, "level", ...about);
  return fitting.find((action) => action.level === level) ?? one;
}

function press(stage: Stage, person: Person, message: Posted, habit: Habit, action: Action, about: string[]) {
  const same = JSON.stringify(action);
  const act = handsOf(stage, person).press(person, message, (one) => JSON.stringify(one) === same);
  if (act === undefined) return;
  const sure = habit.tries?.(stage, person, action);
  return perform(stage, act, {
    about: ["peers", ...about],
    came(outcome) {
      if (outcome === undefined) return;
      sure?.(stage.agenda.now());
      habit.came?.(stage, person, action, outcome);
      goesOn(stage, person, action, outcome, about);
    },
  });
}

/** Where an answer is a card, or a form, she goes on with that. */
export function goesOn(
  stage: Stage,
  person: Person,
  action: Action,
  outcome: Outcome,
  about: (string | number)[],
): void {
  if (outcome.kind === "told") thinksOf(stage, person, outcome.message);
  if (outcome.kind === "window")
    soon(stage, person, stage.dice.between(1, 8, "writes", ...about) * minute, () =>
      writes(stage, person, action, outcome.window, about, 0),
    );
}

function writes(
  stage: Stage,
  person: Person,
  action: Action,
  window: Window,
  about: (string | number)[],
  nth: number,
  words?: Words,
): Promise<void> | undefined {
  const { agenda, between, dice } = stage;
  if (action.do === "use-plan") return usesPlan(stage, person, window, about);
  const own = ownWords(action);
  const mine = own && (words ?? newWords(stage, person, own.kind));
  const values: Record<string, string> = {};
  for (const { name, initial, options, kind, required } of window.blanks)
    values[name] = kind === "choice" && initial === "" && required ? dice.pick(options, name, ...about) : initial;
  if (own !== undefined && mine !== undefined) {
    const text = `${dice.pick(own.says, own.kind, ...about)} ${mine.mark}`;
    mine.texts = { [own.field]: text };
    mine.at = agenda.now();
    values[own.field] = text;
  }
  let blocks = false;
  switch (action.do) {
    case "ask":
      values.level = dice.pick(["collaboration", "network"], "how far", ...about);
      break;
    case "introduction-form":
      blocks = dice.chance(0.5, "blocks", ...about);
      Object.assign(values, { why: "They are too far away for us", block: blocks ? "yes" : "no" });
      break;
    case "help-offer":
      first(between.offered, `${action.offer}`, agenda.now());
      break;
    case "help-cap":
      values.most = dice.pick(["0", "1", "1", "2", "3"], "most", ...about);
      between.caps.push({ districtId: person.district?.id ?? "", most: Number(values.most), at: agenda.now() });
      break;
    case "make-groups":
      Object.assign(values, {
        size: dice.pick(["2-3", "3-4"], "size", ...about),
        dial: dice.pick(["alike", "balanced", "new"], "dial", ...about),
      });
      if (dice.chance(0.4, "consultancy", ...about)) values.purpose = "consultancy";
      break;
    case "add-pair-rule":
      values.rule = "never";
      values.b = window.blanks.find(({ name }) => name === "b")?.options.find((one) => one !== values.a) ?? "";
      break;
    case "offer-plan":
      values.teams = (window.blanks.find(({ name }) => name === "teams")?.options ?? []).slice(0, 2).join(",");
      values.words = "Your families asked for just this";
      break;
  }
  return perform(stage, window.send(values), {
    about: ["peers write", nth, ...about],
    again: 4,
    came(outcome) {
      if (mine !== undefined)
        mine.state = outcome === undefined ? "unclear" : outcome.kind === "kept" ? "open" : "accepted";
      if (outcome === undefined) return;
      if (outcome.kind === "kept") {
        stage.tally.kept += 1;
        if (nth < 2)
          soon(stage, person, minute, () => writes(stage, person, action, outcome.window, about, nth + 1, mine));
        return;
      }
      count(stage, `forms ${action.do}`);
      if (blocks) blocked(stage, person, `${action.match}`, `${action.team}`);
      if (action.do === "add-pair-rule")
        between.apart.push({ districts: [values.a ?? "", values.b ?? ""], by: "rule", at: agenda.now() });
      goesOn(stage, person, action, outcome, ["then", ...about]);
    },
  });
}

/** The other district is found when everything is judged: she does not know whom she blocked. */
function blocked(stage: Stage, { district }: Person, match: string, team: string): void {
  if (district !== undefined)
    stage.between.apart.push({ districts: [district.id, `${match} ${team}`], by: "block", at: stage.agenda.now() });
}

/** A plan of others begins one of hers: the words are her own, for she changes what does not fit. */
function usesPlan(stage: Stage, person: Person, window: Window, about: (string | number)[]): Promise<void> {
  const blanks = window.blanks.map((one) => (one.name === "question" ? { ...one, initial: "" } : one));
  return fillIn(stage, person, { ...window, blanks }, "update", ["uses", ...about], () => count(stage, "plans used"));
}

/** One of the bot's words, and what comes of it. */
export function says(stage: Stage, person: Person, word: string, about: (string | number)[]): Promise<void> {
  return perform(stage, handsOf(stage, person).say(person, word), {
    about: ["says", word, ...about],
    came(outcome) {
      const [what = ""] = word.split(" ");
      count(stage, `said ${what}`);
      if (outcome !== undefined) goesOn(stage, person, { do: what }, outcome, about);
    },
  });
}

/** What leads and program managers begin by themselves in a week. */
export function beginsWith(stage: Stage, person: Person, week: number, sometime: number): void {
  const { agenda, dice, world } = stage;
  const about = [person.id, week, "begins"];
  const later = (word: string, inMs = 0) =>
    agenda.at(sometime + inMs, () => soon(stage, person, 0, () => says(stage, person, word, about)));
  const sought = dice.pick(["aloud", "explained", "Thursday", "longer"], "seeks", ...about);
  if (person.district === undefined) {
    if (dice.chance(0.8, "looks", ...about)) later("status");
    if (dice.chance(0.15, "groups", ...about)) later("groups", hour);
    if (dice.chance(0.15, "finds", ...about)) later(`find ${sought}`, 2 * hour);
    return;
  }
  if (leadsTeams(world, person).length === 0) return;
  // A problem is written in the first weeks, and thought over now and then.
  if (dice.chance(week === 0 ? 0.7 : week < 4 ? 0.25 : 0.04, "problem", ...about)) later("problem");
  if (dice.chance(0.15, "finds", ...about)) later(`find ${sought}`, hour);
  if (dice.chance(0.05, "asks", ...about)) later("ask", 2 * hour);
  if (dice.chance(0.05, "cycles", ...about)) later("cycle", 3 * hour);
}
