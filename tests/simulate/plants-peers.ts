import { type Stage, soon } from "./acts.js";
import { leadOf, nameMark } from "./between.js";
import type { Sending } from "./cloud.js";
import { says } from "./peers.js";
import { hour } from "./plain-time.js";
import { districtOf, failed, isQuestion, nowhere, once, type Plant, type Really } from "./plant.js";
import type { District } from "./world.js";

const mark = /zq[a-z]{3}x[a-z]{4}/;

/** Faults between districts. Where few weeks have no occasion for one, it is made. */
export const plantsBetween: Record<string, () => Plant> = {
  "named-early": () => ({
    breaks: "nobody is named before both agreed",
    tamper: once(isQuestion, (sending, really, stage) => {
      const name = nameMark(otherThan(stage, districtOf(sending)));
      const shown = JSON.stringify(sending.payloads).replace(/"text":"/, `"text":"${name} `);
      return really({ ...sending, payloads: JSON.parse(shown) });
    }),
  }),
  "shown-unshared": () => ({
    breaks: "nothing is shown that is not shared",
    begin(stage) {
      const { cloud } = stage;
      const stop = { done: false };
      cloud.onArrival(({ message, words: [word = ""] }) => {
        const { district } = message.workspace;
        if (stop.done || district === undefined || message.user !== undefined || !mark.test(word)) return;
        stop.done = true;
        const { workspace, teams } = otherThan(stage, district);
        const reader = teams[0] && leadOf(teams[0]);
        cloud.aside(workspace, "", reader?.user ?? "", [{ text: word }]);
      });
    },
  }),
  "block-forgotten": () => ({
    breaks: "who is kept apart is not brought together",
    begin(stage) {
      const [a, b] = stage.world.districts;
      if (a === undefined || b === undefined) return failed();
      later(stage, 24, () =>
        stage.between.apart.push({ districts: [a.id, b.id], by: "block", at: stage.agenda.now() }),
      );
      later(stage, 48, () =>
        stage.process.store().write((tables) =>
          tables.groups.saveRound(
            { networkId: stage.world.networkId },
            {
              ...{ id: "planted", networkId: stage.world.networkId, collaborationId: a.collaboration, version: 1 },
              ...{ conveningId: null, purpose: "consultancy", sizeMin: 2, sizeMax: 3, novelty: 0.5, seed: 1 },
              ...{ groups: [[a.id, b.id]], leftOut: [], state: "published", personId: a.teams[0]?.pm.id ?? "" },
              ...{ at: new Date(stage.agenda.now()), publishedAt: new Date(stage.agenda.now()) },
            },
            0,
          ),
        ),
      );
    },
  }),
  "introduction-again": () => ({
    breaks: "an introduction is asked for once, and whether they met twice at most",
    tamper: (() => {
      // In the first two questions that anybody gets, the same introduction is asked for.
      let struck = 0;
      return (sending: Sending, really: Really) => {
        if (struck === 2 || !isQuestion(sending)) return undefined;
        struck += 1;
        const action = { do: "introduction", match: "planted", team: "planted", act: "yes" };
        const button =
          sending.workspace.platform === "slack"
            ? { type: "button", value: JSON.stringify(action) }
            : { type: "Action.Submit", data: { throughline: { action } } };
        return really({ ...sending, payloads: [...sending.payloads, button] });
      };
    })(),
  }),
  overrun: () => ({
    breaks: "a district has no more requests open than it takes",
    begin(stage) {
      const [asker, exemplar] = stage.world.districts;
      const [from, to] = [asker?.teams[0], exemplar?.teams[0]];
      if (from === undefined || to === undefined) return failed();
      const scope = { networkId: stage.world.networkId };
      later(stage, 24, () =>
        stage.process.store().write(async (tables) => {
          const at = new Date(stage.agenda.now());
          const owned = { ...scope, districtId: from.district.id, teamId: from.id };
          await tables.help.saveRequest(
            scope,
            {
              ...{ ...owned, id: "planted", personId: leadOf(from)?.id ?? "", question: "planted", by: null },
              ...{ topics: [], step: "districts", level: "network", state: "open", createdAt: at, nextAt: null },
              ...{ closedAt: null, taken: null, givenBack: null, adapted: null, version: 1 },
            },
            0,
          );
          for (const nth of [1, 2, 3])
            await tables.help.saveOffer(scope, {
              ...{ ...scope, districtId: to.district.id, teamId: to.id, id: `planted-${nth}`, requestId: "planted" },
              ...{ from: "districts", state: "asked", reasons: [], described: "", personId: null, text: null },
              ...{ askedAt: at, answeredAt: null },
            });
        }),
      );
    },
  }),
  "question-unread": () => ({
    breaks: "a question to peers is read where it was sent",
    begin(stage) {
      // Some ask at once.
      for (const [nth, team] of stage.world.teams.entries()) {
        const lead = leadOf(team);
        if (lead === undefined || nth % 2 === 1) continue;
        stage.agenda.at(stage.world.start + (40 + 24 * nth) * hour, () =>
          soon(stage, lead, 0, () => says(stage, lead, "ask", ["planted", lead.id])),
        );
      }
    },
    tamper: once(
      ({ user, payloads }, stage) =>
        user === undefined &&
        [...stage.words.values()].some((one) => one.kind === "question" && JSON.stringify(payloads).includes(one.mark)),
      (sending) => nowhere(sending),
    ),
  }),
};

function otherThan({ world }: Stage, { id }: District): District {
  return world.districts.find((one) => one.id !== id) ?? failed();
}

function later({ agenda, world }: Stage, hours: number, work: () => unknown): void {
  agenda.at(world.start + hours * hour, work);
}
