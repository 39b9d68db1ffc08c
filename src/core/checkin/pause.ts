import type { Team } from "../network/model.js";
import { texts } from "../texts.js";
import type { Block, Card } from "../ui/card.js";
import type { Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";

const t = texts.pause;

/** Which of these teams pauses, and why. */
export function pauseForm(teams: readonly Pick<Team, "id" | "name">[], chosen: string | undefined): Form {
  return {
    id: "pause-team",
    title: t.title,
    submit: t.submit,
    fields: [
      {
        kind: "choice",
        name: "team",
        label: t.which,
        required: true,
        options: teams.map(({ id, name }) => ({ value: id, label: name })),
        ...(chosen === undefined ? {} : { value: chosen }),
      },
      { kind: "short", name: "why", label: t.why, hint: t.whyHint, maxLength: 200 },
    ],
  };
}

/** Teams that pause, each with the way back, and the way to pause another. */
export function pausesCard(teams: readonly Team[]): Card {
  const paused = teams.filter((team) => team.paused).slice(0, 10);
  const [first] = teams.filter((team) => !team.paused);
  const blocks = paused.flatMap(({ id, name, pauseReason }): Block[] => [
    { kind: "text", text: t.paused(plain(name), pauseReason === null ? null : plain(pauseReason)) },
    { kind: "buttons", buttons: [{ label: t.resume, action: { do: "resume-team", team: id } }] },
  ]);
  if (paused.length === 0) blocks.push({ kind: "text", text: t.none });
  if (first !== undefined)
    blocks.push({ kind: "buttons", buttons: [{ label: t.title, action: { do: "pause-team", team: first.id } }] });
  return { blocks };
}
