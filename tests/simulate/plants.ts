import { soon } from "./acts.js";
import { actionsIn, type Sending } from "./cloud.js";
import { saysStop } from "./people.js";
import { contactMinutes, datePlus, day, instantOf, localOf, minute } from "./plain-time.js";
import {
  alone,
  districtOf,
  failed,
  firstTime,
  inHours,
  isDigest,
  isQuestion,
  isReminder,
  isWelcome,
  leads,
  neighbour,
  nowhere,
  once,
  type Plant,
  savingUpdates,
  undisturbed,
} from "./plant.js";
import { plantsBetween } from "./plants-peers.js";
import { settle } from "./settling.js";
import type { Person } from "./world.js";

const reminderPromise = "a reminder comes at most once, only to an open question, inside its window";

/** In what people wrote. */
const mark = /zq[a-z]{3}x[a-z]{4}/g;

/** Made anew for each run: each remembers that it has struck. */
export const plants: Record<string, () => Plant> = {
  ...plantsBetween,
  "asked-twice": () => ({
    breaks: "a question is put once",
    tamper: once(
      (sending, stage) => isQuestion(sending) && leads(stage, sending) && inHours(stage, sending),
      (sending, really, stage) => {
        stage.agenda.at(stage.agenda.now() + 5_000, () => void really(sending));
        return really(sending);
      },
    ),
  }),
  "said-twice": () => ({
    breaks: "a message is said once",
    tamper: once(isDigest, (sending, really) => {
      really(sending);
      return really(sending);
    }),
  }),
  "reminded-twice": () => ({
    breaks: reminderPromise,
    tamper: once(
      (sending, stage) => isReminder(sending) && leads(stage, sending) && inHours(stage, sending),
      (sending, really, stage) => {
        stage.agenda.at(stage.agenda.now() + 5_000, () => void really(sending));
        return really(sending);
      },
    ),
  }),
  "reminded-late": () => ({
    breaks: reminderPromise,
    tamper: once(
      (sending, stage) => isReminder(sending) && leads(stage, sending),
      (sending, really, stage) => {
        const { calendar, zone } = districtOf(sending);
        let date = datePlus(localOf(stage.agenda.now(), zone).date, 2);
        while (contactMinutes(calendar, date) === undefined) date = datePlus(date, 1);
        stage.agenda.at(instantOf(date, 12 * 60, zone), () => void really(sending));
        return nowhere(sending);
      },
    ),
  }),
  "away-forgotten": () => ({
    breaks: "who is away is not asked",
    // A few of those who are asked often say so at once.
    begin(stage) {
      let left = 5;
      stage.cloud.onArrival(({ what, message, prompts: [prompt] }) => {
        const her = message.workspace.byUser.get(message.user ?? "");
        const often = stage.world.teams.some(
          ({ begun, rule }) => rule.everyWeeks === 1 && begun.some(({ owner }) => owner === her),
        );
        if (what !== "post" || her === undefined || !often || prompt === undefined || left === 0) return;
        left -= 1;
        soon(stage, her, minute, () =>
          settle(stage, her, message, "not-this-week", prompt, ["planted", prompt], "away"),
        );
      });
    },
    around: (tables) => ({
      ...tables,
      roster: {
        ...tables.roster,
        savePerson: (scope, one) => tables.roster.savePerson(scope, { ...one, awayFrom: null, awayUntil: null }),
      },
    }),
  }),
  "commitment-unsaid": () => ({
    breaks: "what the team said it would do comes back as a question",
    tamper: once(
      ({ what, payloads }) => what === "post" && actionsIn(payloads).some(({ action }) => action.do === "commitment"),
      (sending, really) =>
        really({ ...sending, payloads: JSON.parse(JSON.stringify(sending.payloads).replace(mark, "something")) }),
    ),
  }),
  "convening-overlooked": () => ({
    breaks: "nobody due is forgotten",
    around: (tables) => ({
      ...tables,
      roster: {
        ...tables.roster,
        outline: async (scope, only) => {
          const found = await tables.roster.outline(scope, only);
          return "convenings" in found ? { ...found, convenings: [] } : found;
        },
      },
    }),
  }),
  "at-night": () => ({
    breaks: "unasked messages keep contact hours",
    tamper: once(
      (sending, stage) => isQuestion(sending) && alone(stage, sending),
      (sending, really, stage) => {
        const { zone } = districtOf(sending);
        stage.agenda.at(instantOf(localOf(stage.agenda.now(), zone).date, 21 * 60, zone), () => void really(sending));
        return nowhere(sending);
      },
    ),
  }),
  "over-budget": () => ({
    breaks: "unasked messages keep within her week's number",
    tamper: once(
      (sending, stage) => isQuestion(sending) && inHours(stage, sending),
      (sending, really) => {
        const posted = really(sending);
        for (let nth = 0; nth < 12; nth += 1)
          really({ ...sending, marker: `planted-${nth}`, payloads: [{ text: "One more thing" }] });
        return posted;
      },
    ),
  }),
  "mute-forgotten": () => {
    let muted: Person | undefined;
    return {
      breaks: "who wants quiet has it",
      begin(stage) {
        const { world, agenda } = stage;
        const asked = world.teams.flatMap(({ begun, rule }) =>
          rule.everyWeeks === 1 ? begun.map(({ owner }) => owner) : [],
        );
        muted = asked.find((one) => one.away.length === 0);
        const her = muted;
        if (her !== undefined) agenda.at(world.start + day, () => saysStop(stage, her, ["planted"]));
      },
      around: (tables) => ({
        ...tables,
        roster: {
          ...tables.roster,
          savePerson: (scope, one) =>
            tables.roster.savePerson(scope, one.id === muted?.id ? { ...one, muted: false } : one),
        },
      }),
    };
  },
  "question-lost": () => ({
    breaks: "nobody due is forgotten",
    tamper: once(isQuestion, (sending) => nowhere(sending)),
  }),
  "skipped-for-nothing": () => {
    const first = firstTime();
    return {
      breaks: "nobody is passed over without a cause",
      around: (tables, stage) => ({
        ...tables,
        checkIns: {
          ...tables.checkIns,
          openSlot(scope, slot, prompts) {
            const asked = slot.state === "open" && prompts.some(({ state }) => state === "asked");
            if (!asked || !undisturbed(stage, slot.districtId) || !first())
              return tables.checkIns.openSlot(scope, slot, prompts);
            return tables.checkIns.openSlot(scope, { ...slot, state: "skipped", reason: "missed" }, []);
          },
        },
      }),
    };
  },
  "update-lost": () => savingUpdates("what was accepted is kept", (expected) => expected === 0),
  "change-lost": () => savingUpdates("what was accepted is kept", (expected) => expected > 0),
  "update-doubled": () => {
    const first = firstTime();
    return {
      breaks: "what was sent once is recorded once",
      around: (tables) => ({
        ...tables,
        cycles: {
          ...tables.cycles,
          async saveUpdate(scope, update, version, expected) {
            const saved = await tables.cycles.saveUpdate(scope, update, version, expected);
            if (!saved || expected > 0 || !first()) return saved;
            const id = `${update.id} again`;
            return tables.cycles.saveUpdate(
              scope,
              { ...update, id },
              { ...version, id: `${version.id} again`, updateId: id },
              0,
            );
          },
        },
      }),
    };
  },
  "other-workspace": () => ({
    breaks: "messages and words stay in their own district",
    tamper: once(
      (sending, stage) => isQuestion(sending) && neighbour(stage, sending) !== undefined,
      (sending, really, stage) => {
        const other = neighbour(stage, sending) ?? failed();
        return really({
          ...sending,
          workspace: other.workspace,
          user: other.user,
          channel: sending.channel.replace(sending.user ?? "", other.user),
        });
      },
    ),
  }),
  "words-abroad": () => ({
    breaks: "messages and words stay in their own district",
    tamper: once(isDigest, (sending, really, stage) => {
      const other =
        stage.world.teams.find(
          ({ district }) =>
            district.workspace !== sending.workspace && district.workspace.platform === sending.workspace.platform,
        ) ?? failed();
      really({ ...sending, marker: "planted abroad", workspace: other.district.workspace, channel: other.channel });
      return really(sending);
    }),
  }),
  "order-swapped": () => {
    let held: Sending | undefined;
    const first = firstTime();
    return {
      breaks: "a conversation keeps its order",
      tamper(sending, really, stage) {
        if (
          held !== undefined &&
          sending.user === held.user &&
          sending.workspace === held.workspace &&
          isQuestion(sending)
        ) {
          const late = held;
          held = undefined;
          stage.agenda.at(stage.agenda.now() + 2_000, () => void really(late));
          return really(sending);
        }
        if (!isWelcome(sending) || !inHours(stage, sending) || !first()) return undefined;
        held = sending;
        return nowhere(sending);
      },
    };
  },
  "channel-stands-still": () => {
    let victim: string | undefined;
    return {
      breaks: "the channel shows every update",
      tamper(sending, _really, stage) {
        if (!isDigest(sending, stage) || sending.what !== "edit") return undefined;
        victim ??= sending.marker;
        return sending.marker === victim ? stage.cloud.marked(victim) : undefined;
      },
    };
  },
  "heartbeat-fails": () => {
    const first = firstTime();
    return {
      breaks: "nothing fails by itself",
      around: (tables) => ({
        ...tables,
        checkIns: {
          ...tables.checkIns,
          async openSlot(scope, slot, prompts) {
            if (first()) throw new Error("planted");
            return tables.checkIns.openSlot(scope, slot, prompts);
          },
        },
      }),
    };
  },
};
