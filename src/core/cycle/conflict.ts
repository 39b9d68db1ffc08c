import { localDateOf, localTimeOf } from "../calendar/local.js";
import { texts } from "../texts.js";
import { dayText, timeText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { type Cycle, type CycleUpdate, type CycleUpdateVersion, stages } from "./model.js";
import { resultOf, resultText } from "./result.js";
import type { OpenStage } from "./update-form.js";

/** One thing that was recorded or changed on a cycle. */
export type Change = { update: CycleUpdate; version: CycleUpdateVersion };

/** Who reads the sentence, and how people are called there. */
export type Reader = { personId: string; timeZone: string; now: Date; nameOf(personId: string): string | undefined };

const t = texts.conflict;

/**
 * What was recorded or changed on a cycle since its version `seen`, oldest first: each raises the cycle's version by one
 * and appends one version of one update. That there was something is certain; which it was is told by the clock, and
 * of two at the same instant by somebody else's being the later.
 */
export function changesSince(
  cycle: Cycle,
  changes: Change[],
  seen: number,
  reader: Pick<Reader, "personId">,
): Change[] {
  const others = ({ version }: Change) => Number(version.personId !== reader.personId);
  const stage = ({ update }: Change) => stages.indexOf(update.stage);
  const inOrder = [...changes].sort(
    (a, b) => a.version.at.getTime() - b.version.at.getTime() || others(a) - others(b) || stage(a) - stage(b),
  );
  return inOrder.slice(-Math.max(1, cycle.version - seen));
}

/** What she must know before her answer is added to a cycle that went on since she opened the form. */
export function conflictOnCycle(cycle: Cycle, stage: OpenStage, since: Change[], reader: Reader): string {
  return [whatHappened(since, reader), ...standing(cycle, stage)].join(" ");
}

function standing(cycle: Cycle, stage: OpenStage): string[] {
  if (stage === "plan") return [t.planBeside];
  if (cycle.decision !== null) return [t.decided(texts.decisions[cycle.decision]), t.add];
  return cycle.stage === stage ? [t.add] : [t.now(texts.stages[cycle.stage]), t.addWithoutMoving];
}

/** Her own update, changed on another screen since she opened the form. */
export function conflictOnUpdate(versions: CycleUpdateVersion[], reader: Reader): string {
  const last = versions.at(-1);
  return `${t.changedByYou(last === undefined ? t.meanwhile : whenText(last.at, reader))} ${t.replace}`;
}

/** Cycles that the team has got since she opened the form for a new one; undefined where there are none. */
export function conflictOnTeam(cycles: Cycle[], reader: Reader): string | undefined {
  const latest = cycles.reduce<Cycle | undefined>(
    (last, one) => (last === undefined || one.createdAt > last.createdAt ? one : last),
    undefined,
  );
  if (latest === undefined) return undefined;
  const what = t.began(plain(shorten(latest.title, 60)));
  const who = whoText(latest.ownerId, reader);
  return [sentence(who, what, latest.createdAt, reader), ...more(cycles.length - 1), t.planBeside].join(" ");
}

function whatHappened(changes: Change[], reader: Reader): string {
  const last = changes.at(-1);
  if (last === undefined) return t.somethingChanged;
  const { update, version } = last;
  const said = sentence(whoText(version.personId, reader), whatText(update, version), version.at, reader);
  return [said, ...more(changes.length - 1)].join(" ");
}

function whatText({ stage }: CycleUpdate, { version, answers }: CycleUpdateVersion): string {
  const result = resultOf(answers);
  if (version > 1) return result === undefined ? t.changed : t.changedTo(resultText(result));
  if (stage === "plan") return t.planned(plain(shorten(typeof answers.change === "string" ? answers.change : "", 60)));
  if (typeof answers.decision === "string" && answers.decision in texts.decisions) {
    return t.chose(texts.decisions[answers.decision as keyof typeof texts.decisions]);
  }
  return result === undefined ? t.recorded : t.recordedResult(resultText(result));
}

function more(count: number): string[] {
  return count > 0 ? [t.more(count)] : [];
}

function sentence(who: string, what: string, at: Date, reader: Reader): string {
  return `${who} ${what} ${whenText(at, reader)}.`;
}

function whoText(personId: string | null, { personId: reader, nameOf }: Reader): string {
  if (personId === reader) return t.you;
  const name = personId === null ? undefined : nameOf(personId);
  return name === undefined ? t.colleague : plain(name);
}

/** "at 2:10 pm", "on Jan 21 at 2:10 pm". */
function whenText(at: Date, { timeZone, now }: Reader): string {
  const time = timeText(localTimeOf(at, timeZone));
  const day = localDateOf(at, timeZone);
  const today = localDateOf(now, timeZone);
  return day === today ? t.at(time) : t.onAt(dayText(day, today), time);
}
