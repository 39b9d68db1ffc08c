import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { ProblemVersion } from "../cycle/model.js";
import { askedBlocks, type ProblemSharing, sharingBlocks } from "../matching/share-cards.js";
import type { Team } from "../network/model.js";
import { withoutFigures } from "../privacy/figures-in-text.js";
import { texts } from "../texts.js";
import { smallCellTexts } from "../texts-small-cells.js";
import type { Block, Card, Fact } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";

const t = texts.problem;

export type ProblemShown = {
  team: Team;
  /** Undefined: the team has said nothing yet. */
  current: ProblemVersion | undefined;
  /** The collaboration's, which it serves. */
  aim: string | undefined;
  /** Who wrote the current version; undefined where it was imported. */
  author: string | undefined;
  /** What it is about and who sees it; undefined where there is nothing to say of it yet. */
  sharing?: ProblemSharing | undefined;
};

/**
 * A team's problem of practice as it is now, and what its members can do about it. While something is asked about it, that alone;
 * all the rest is on the whole card.
 */
export function problemCard(shown: ProblemShown, today: LocalDate, timeZone: string): Card {
  const { team, current, sharing } = shown;
  const asked = sharing && askedBlocks(team.id, sharing);
  if (asked === undefined || !current?.statement) return wholeProblemCard(shown, today, timeZone);
  return { heading: shorten(team.name, 60), blocks: [{ kind: "quote", text: current.statement }, ...asked] };
}

export function wholeProblemCard(
  { team, current, aim, author, sharing }: ProblemShown,
  today: LocalDate,
  timeZone: string,
): Card {
  const served: Block[] = aim === undefined ? [] : [{ kind: "small", text: t.aim(plain(aim)) }];
  const buttons: Block[] = [
    {
      kind: "buttons",
      buttons: [
        {
          label: current?.statement ? t.change : t.describe,
          action: { do: "edit-problem", team: team.id },
          style: "primary",
        },
        ...(current === undefined
          ? []
          : [{ label: t.addDetails, action: { do: "problem-more" as const, team: team.id } }]),
        ...(current === undefined || current.version === 1
          ? []
          : [{ label: t.history, action: { do: "problem-history" as const, team: team.id } }]),
      ],
    },
  ];
  return {
    heading: shorten(team.name, 60),
    blocks: [
      ...(current?.statement
        ? [{ kind: "quote" as const, text: current.statement }]
        : [{ kind: "text" as const, text: t.learningZone }]),
      ...(current === undefined ? [] : detailBlocks(current)),
      ...(current === undefined ? [] : [{ kind: "small" as const, text: written(current, author, today, timeZone) }]),
      ...served,
      ...buttons,
      ...(sharing === undefined ? [] : [{ kind: "divider" as const }, ...sharingBlocks(team.id, sharing)]),
    ],
  };
}

function detailBlocks(version: ProblemVersion): Block[] {
  const facts: Fact[] = [
    ...words(t.focusArea, version.focusArea),
    ...words(t.studentGroups, version.studentGroups.join(", ")),
    ...words(t.gradeBands, version.gradeBands.join(", ")),
    ...words(t.evidence, version.evidence),
    ...words(t.dashboard, version.dashboardColor && t.colors[version.dashboardColor]),
    ...words(t.rootCauses, version.rootCauses.join("; ")),
    ...words(t.intendedOutcome, version.intendedOutcome),
    ...words(t.investment, version.investment),
  ];
  return facts.length === 0 ? [] : [{ kind: "facts", facts }];
}

function words(label: string, value: string | null): Fact[] {
  return value === null || value === "" ? [] : [{ label, value }];
}

function written({ version, at, why }: ProblemVersion, author: string | undefined, today: LocalDate, timeZone: string) {
  const day = dayText(localDateOf(at, timeZone), today);
  return t.version(
    version,
    day,
    author === undefined ? undefined : plain(author),
    why === null ? undefined : plain(why),
  );
}

/** Every version, the latest first: what it said, who changed it, when and why. */
export function problemHistoryCard(
  team: Team,
  versions: readonly { version: ProblemVersion; author: string | undefined }[],
  today: LocalDate,
  timeZone: string,
): Card {
  const blocks = [...versions]
    .reverse()
    .flatMap(({ version, author }): Block[] => [
      { kind: "divider" },
      { kind: "small", text: written(version, author, today, timeZone) },
      version.statement === null ? { kind: "text", text: t.learningZone } : { kind: "quote", text: version.statement },
    ]);
  return { heading: shorten(team.name, 60), blocks: blocks.slice(1) };
}

/**
 * What each of a program manager's teams works on, a line each. A problem states what is: figures about few people and shares
 * of nobody knows how many become "…", and a line says so.
 */
export function problemsCard(teams: readonly Pick<ProblemShown, "team" | "current">[], minN: number): Card {
  const lines = teams.map(({ team, current }) => {
    const what = current?.statement ?? current?.focusArea ?? undefined;
    return { team, ...(what === undefined ? { text: t.asking, leftOut: false } : withoutFigures(what, minN)) };
  });
  const items = lines.map(({ team, text }) => `**${plain(team.name)}**: ${plain(text)}`);
  const note: Block[] = lines.some(({ leftOut }) => leftOut)
    ? [{ kind: "small", text: smallCellTexts.someLeftOut }]
    : [];
  return { heading: t.title, blocks: [{ kind: "list", items }, ...note] };
}
