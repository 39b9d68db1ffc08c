import type { Step } from "../../src/app/app.js";
import { perform, type Stage, soon } from "./acts.js";
import type { WallClock } from "./agenda.js";
import { letGo, pause, welcome } from "./furnish.js";
import { evenings } from "./judge-load.js";
import { nudges } from "./nudging.js";
import { beginsWith } from "./peers.js";
import { speaksUp } from "./people.js";
import { datePlus, day, hour, instantOf, localOf, minute, weekdayIn } from "./plain-time.js";
import { afterConvening } from "./promises.js";
import { begin, end, type Member, person, type Team, type Workspace } from "./world.js";

export type Story = {
  crashes: number;
  restarts: number;
  clockChanges: number;
  beats: number;
  missed: number;
  doubled: number;
};

const steps: Step[] = [
  "after claim",
  "after intent",
  "before request",
  "after request",
  "before record",
  "after record",
  "before look-up",
  "after look-up",
  "before commit",
  "before ack",
];

/** Everything that happens to a programme, laid out before it begins: the same seed has the same story. */
export function tell(stage: Stage, clock: WallClock): Story {
  const { world } = stage;
  const story: Story = { crashes: 0, restarts: 0, clockChanges: 0, beats: 0, missed: 0, doubled: 0 };
  beats(stage, story);
  evenings(stage);
  for (const team of world.teams) for (const convening of world.convenings) afterConvening(stage, team, convening);
  for (let week = 0, date = world.firstDate; date < world.lastDate; week += 1, date = datePlus(date, 7)) {
    machine(stage, clock, story, week, date);
    for (const workspace of world.workspaces) platformTrouble(stage, workspace, week, date);
    for (const team of world.teams) teamLife(stage, team, week, date);
    for (const one of world.people) {
      const about = [one.id, week];
      const sometime = instantOf(date, 0, world.zone) + stage.dice.between(8, 110, "sometime", ...about) * hour;
      if (stage.dice.chance(0.04, "away", ...about))
        one.away.push({ from: sometime, to: sometime + stage.dice.between(5, 20, "back", ...about) * day });
      beginsWith(stage, one, week, sometime);
      if (one.district === undefined) nudges(stage, one, week, date);
      if (one.district !== undefined && stage.dice.chance(0.015, "speaks up", ...about))
        stage.agenda.at(sometime, () => soon(stage, one, 0, () => speaksUp(stage, one, about)));
    }
  }
  return story;
}

/**
 * In earnest there is one every twenty seconds. Here there is one an hour while somebody somewhere is at school, and some at
 * night; in between, whatever falls due is sent by an extra one.
 */
function beats(stage: Stage, story: Story): void {
  const { agenda, dice, process, world } = stage;
  for (let at = world.start; at < world.end; at += hour) {
    const { date, minutes } = localOf(at, world.zone);
    const busy = weekdayIn(date) <= 5 && minutes >= 4 * 60 && minutes <= 19 * 60;
    if (!busy && !dice.chance(0.22, "awake", at)) continue;
    const late = dice.chance(0.1, "late", at) ? dice.between(1, 25, "late by", at) * minute : 0;
    if (dice.chance(0.06, "missed", at)) story.missed += 1;
    else
      agenda.at(at + late + dice.between(0, 299, "beats", at) * 1000, async () => {
        const doubled = dice.chance(0.05, "doubled", at);
        story.beats += 1;
        story.doubled += doubled ? 1 : 0;
        await process.beat(doubled);
      });
  }
}

/** What goes wrong on the machine: it is killed at a named step, stopped and started, away for days, its clock is wrong. */
function machine(stage: Stage, clock: WallClock, story: Story, week: number, monday: string): void {
  const { agenda, dice, process, world } = stage;
  const noon = (nth: number, ...about: (string | number)[]) =>
    instantOf(datePlus(monday, nth), 0, world.zone) + dice.between(8 * 60, 16 * 60, ...about) * minute;
  for (let nth = 0; nth < 3; nth += 1) {
    const about = ["crash", week, nth];
    agenda.at(noon(dice.between(0, 4, ...about), "at", ...about), () =>
      process.arm(dice.pick(steps, "step", ...about)),
    );
  }
  agenda.at(noon(dice.between(0, 4, "restart", week), "restart", week), async () => {
    if (!process.up()) return;
    await process.stop();
    await process.start();
    story.restarts += 1;
  });
  const away = dice.chance(0.12, "away for long", week)
    ? dice.between(18, 60, "away", week)
    : dice.chance(0.3, "away", week)
      ? dice.between(1, 5, "hours", week)
      : 0;
  if (away > 0)
    agenda.at(noon(dice.between(0, 3, "outage", week), "outage", week), () => {
      if (!process.up()) return;
      stage.outage = away * hour;
      process.kill();
    });
  if (dice.chance(0.2, "clock", week)) {
    const from = noon(dice.between(0, 4, "clock", week), "clock at", week);
    const skew = dice.pick([-26, -3, -1.5, 1.5, 25], "skew", week) * hour;
    const lasts = dice.between(30, 240, "lasts", week) * minute;
    agenda.at(from, () => {
      clock.set(skew);
      begin(world.skewed, from);
      story.clockChanges += 2;
    });
    agenda.at(from + lasts, () => {
      clock.set(0);
      end(world.skewed, from + lasts);
    });
  }
}

function platformTrouble(stage: Stage, workspace: Workspace, week: number, monday: string): void {
  const { agenda, dice, world } = stage;
  const about = [workspace.id, week];
  const zone = workspace.district?.zone ?? world.zone;
  if (dice.chance(0.22, "trouble", ...about)) {
    const from =
      instantOf(datePlus(monday, dice.between(0, 4, "trouble day", ...about)), 0, zone) +
      dice.between(450, 960, "trouble at", ...about) * minute;
    workspace.trouble.push({ from, to: from + dice.between(15, 120, "trouble for", ...about) * minute });
  }
  if (workspace.district === undefined) return;
  if (dice.chance(0.018, "removed", ...about)) {
    const from =
      instantOf(datePlus(monday, dice.between(0, 4, "removed on", ...about)), 0, zone) +
      dice.between(0, 1439, "removed at", ...about) * minute;
    const to = Math.min(from + dice.between(1, 9, "removed for", ...about) * day, world.end - day);
    if (to <= from) return;
    agenda.at(from, () => {
      begin(workspace.removed, agenda.now());
      const told = stage.hands[workspace.platform].removed(workspace);
      return told && perform(stage, told, { about: ["removed", ...about] });
    });
    agenda.at(to, () => {
      end(workspace.removed, agenda.now());
      return perform(stage, stage.hands[workspace.platform].installed(workspace), {
        about: ["installed", ...about],
        again: 12,
      });
    });
  }
  const somebody = dice.pick([...workspace.byUser.values()], "cut off", ...about);
  const { cutOff, cameBack } = stage.hands[workspace.platform];
  if (dice.chance(0.03, "cuts off", ...about) && cutOff(somebody) !== undefined) {
    const from = instantOf(monday, 0, zone) + dice.between(1, 100, "cuts off", ...about) * hour;
    const to = from + dice.between(2, 12, "comes back", ...about) * day;
    agenda.at(from, () => {
      begin(somebody.cutOff, agenda.now());
      return perform(stage, cutOff(somebody) ?? nothing, { about: ["cut off", ...about] });
    });
    agenda.at(to, () => {
      end(somebody.cutOff, agenda.now());
      return perform(stage, cameBack(somebody) ?? nothing, { about: ["came back", ...about], again: 12 });
    });
  }
}

function teamLife(stage: Stage, team: Team, week: number, monday: string): void {
  const { agenda, dice, process, world } = stage;
  const about = [team.id, week];
  const sometime = instantOf(monday, 0, world.zone) + dice.between(1, 110, "team", ...about) * hour;
  if (dice.chance(0.012, "pause", ...about)) {
    agenda.at(sometime, async () => {
      begin(team.paused, agenda.now());
      await pause(process.store(), world, team, true);
    });
    agenda.at(sometime + dice.between(3, 20, "paused", ...about) * day, async () => {
      end(team.paused, agenda.now());
      await pause(process.store(), world, team, false);
    });
  }
  if (dice.chance(0.01, "leaves", ...about)) agenda.at(sometime, () => replaced(stage, team, week));
}

/** Somebody leaves the team, and somebody new comes. */
async function replaced(stage: Stage, team: Team, week: number): Promise<void> {
  const { agenda, dice, process, world } = stage;
  const leaving = team.members.filter(
    ({ lead, until, person: one }) => !lead && until === null && !one.id.endsWith("shared"),
  );
  if (leaving.length < 2) return;
  const member = dice.pick(leaving, "who leaves", team.id, week);
  const today = localOf(agenda.now(), team.district.zone).date;
  member.until = today;
  member.leftAt = agenda.now();
  await letGo(process.store(), world, team, member);
  const nick = `${team.id.slice(-2)}w${week}`;
  const joined: Member = {
    person: person(world, team.district.workspace, team.district, nick, "Teacher", dice),
    lead: false,
    level: "classroom",
    from: today,
    until: null,
  };
  team.members.push(joined);
  await welcome(process.store(), world, team, joined);
  soon(stage, joined.person, 2 * day, () => speaksUp(stage, joined.person, ["new", joined.person.id]));
}

const nothing = async () => ({ kind: "nothing" }) as const;
