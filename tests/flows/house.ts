import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { district, member, person, rule, team } from "../../scripts/gallery/examples.js";
import { createAnswering } from "../../src/app/answering.js";
import type { App } from "../../src/app/app.js";
import { createDeliverer } from "../../src/app/deliver.js";
import { createHandle } from "../../src/app/handle.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { tick } from "../../src/app/tick.js";
import { machineClock } from "../../src/clock.js";
import type { Network, Workspace } from "../../src/core/network/model.js";
import type { MessageRef, PersonRef } from "../../src/core/refs.js";
import { type Action, opensForm } from "../../src/core/ui/action.js";
import type { Card } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import type { FormContext, FormId, FormValues } from "../../src/core/ui/form.js";
import { type ChatPlatform, PlatformError, type Reply, type SendFailure } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { openStore } from "../../src/store/index.js";

/**
 * The whole house without a cloud: real store, real use cases, real outbox, and a platform that remembers what it was
 * asked to show. Events go in by the door that the adapters use.
 */
export type House = Awaited<ReturnType<typeof openHouse>>;

export const network: Network = {
  id: "network-1",
  name: "Sample network",
  timeZone: "America/Los_Angeles",
  minN: 11,
  openRequests: 2,
  embeddings: false,
};

export async function openHouse(options: { at: string; url?: string; platforms?: ChatPlatform[] }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-flow-"));
  const url = options.url ?? `file:${path.join(folder, "test.db")}`;
  const counts = new Map<string, number>();
  const journal: Journal = {
    info: () => {},
    warn: () => {},
    error: () => {},
    count: (name, reason) => counts.set(`${name}: ${reason}`, (counts.get(`${name}: ${reason}`) ?? 0) + 1),
  };
  const store = await openStore({ url, key: undefined, journal });
  let now = new Date(options.at);
  const platform = rememberingPlatform();
  const app: App = {
    matching: createMatchIndex(store),
    store,
    clock: { ...machineClock, now: () => now },
    journal,
    platforms: new Map([platform.platform, ...(options.platforms ?? [])].map((one) => [one.name, one])),
    poke: () => {},
    wake: () => {},
    answering: createAnswering(machineClock),
  };
  const handle = createHandle(app);
  const deliverer = createDeliverer(app, { laneGapMs: 0, paceMs: 0, settleMs: 0 });
  let acts = 0;
  const ref = (user: string, workspace = "W1"): PersonRef => ({ platform: "paper", workspace, user });

  /** What one person does in one workspace: every act has a key of its own unless it is given one. */
  const as = (user: string, workspace = "W1") => {
    const person = ref(user, workspace);
    const at = (message: string): MessageRef => ({ platform: "paper", workspace, channel: `@${user}`, message });
    return {
      async press(action: Action, key = `press-${acts++}`): Promise<Reply> {
        const reply = await handle({ kind: "action", key, person, action });
        // Some platforms must know before the button is pressed that a form will open.
        if (reply.kind === "show-form" && !opensForm(action)) throw new Error(`opensForm() does not know ${action.do}`);
        return reply;
      },
      submit: (form: FormId, context: FormContext, values: FormValues, key = `submit-${acts++}`): Promise<Reply> =>
        handle({ kind: "submit", key, person, form, context, values }),
      command: (name: string, text = "", channel = "C1", key = `command-${acts++}`): Promise<Reply> =>
        handle({
          kind: "command",
          key,
          person,
          name,
          text,
          channel: { platform: "paper", workspace, channel },
        }),
      type: (text: string, message = `typed-${acts++}`): Promise<Reply> =>
        handle({
          kind: "message",
          key: `message-${message}`,
          person,
          direct: true,
          message: at(message),
          text,
        }),
      edit: (message: string, text: string): Promise<Reply> =>
        handle({ kind: "edited", key: `edit-${acts++}`, person, direct: true, message: at(message), text }),
      remove: (message: string): Promise<Reply> =>
        handle({ kind: "deleted", key: `remove-${acts++}`, person, direct: true, message: at(message), text: "" }),
      home: (): Promise<Reply> => handle({ kind: "home", key: `home-${acts++}`, person }),
    };
  };

  return {
    app,
    store,
    url,
    counts,
    platform,
    handle,
    deliverer,
    ref,
    now: () => now,
    /** Moves time, and nobody notices. */
    setNow(instant: string): void {
      now = new Date(instant);
    },
    /** Moves time, then lets the heartbeat and the outbox do what is due. */
    async at(instant: string): Promise<void> {
      now = new Date(instant);
      await tick(app);
      await deliverer.drain();
    },
    /** The same without waiting for what the platform makes wait. */
    async deliverOnce(instant: string): Promise<void> {
      now = new Date(instant);
      await tick(app);
      await deliverer.deliver();
    },
    async settle(): Promise<void> {
      await deliverer.drain();
    },
    as,
    press: (user: string, action: Action, key?: string): Promise<Reply> => as(user).press(action, key),
    submit: (user: string, form: FormId, context: FormContext, values: FormValues, key?: string): Promise<Reply> =>
      as(user).submit(form, context, values, key),
    command: (user: string, name: string, text = "", channel = "C1"): Promise<Reply> =>
      as(user).command(name, text, channel),
    type: (user: string, text: string, message?: string): Promise<Reply> => as(user).type(text, message),
    async close(): Promise<void> {
      await deliverer.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One linked workspace, one team of a lead, a teacher and a principal, all claimed; one team channel. */
export async function furnish(house: House): Promise<void> {
  const scope = { networkId: network.id };
  const workspace: Workspace = {
    id: "workspace-1",
    platform: "paper",
    externalId: "W1",
    name: "Sample Valley",
    networkId: network.id,
    districtId: district.id,
    state: "linked",
    installedAt: new Date("2025-08-01T00:00:00Z"),
    removedAt: null,
  };
  const people = [person("lead", { welcomedAt: null }), person("teacher"), person("principal")];
  const pm = person("pm", { districtId: null, networkRole: "program manager" });
  await house.store.write(async (tables) => {
    await tables.networks.save(network);
    await tables.roster.save(scope, {
      collaborations: [
        {
          id: "collaboration-1",
          networkId: network.id,
          name: "Early math",
          focus: "math",
          aim: "Every student ready",
          startsOn: "2025-08-01",
          endsOn: "2028-06-30",
        },
      ],
      convenings: [
        {
          id: "convening-1",
          networkId: network.id,
          collaborationId: "collaboration-1",
          name: "Spring convening",
          startsOn: "2026-02-18",
          endsOn: "2026-02-19",
        },
      ],
      districts: [district],
      teams: [team],
      people: [...people, pm],
      memberships: people.map(
        (one) =>
          member(one, { lead: one.id === "lead", level: one.id === "principal" ? "school" : "classroom" }).membership,
      ),
      pmAssignments: [
        {
          id: "pm-1",
          networkId: network.id,
          districtId: district.id,
          teamId: team.id,
          personId: pm.id,
          from: "2025-08-01",
          until: null,
        },
      ],
      rules: [{ ...rule, anchor: "2026-01-21" }],
    });
    await tables.workspaces.save(workspace);
    await tables.workspaces.save({
      ...workspace,
      id: "workspace-2",
      externalId: "HUB",
      name: "Network",
      districtId: null,
    });
    for (const one of [...people, pm]) {
      await tables.workspaces.saveIdentities(scope, [
        {
          id: `identity-${one.id}`,
          networkId: network.id,
          workspaceId: one === pm ? "workspace-2" : workspace.id,
          personId: one.id,
          externalUser: one.id,
          direct: null,
          claimedBy: "e-mail",
          claimedAt: new Date("2025-08-01T00:00:00Z"),
          unreachableSince: null,
        },
      ]);
    }
    await tables.workspaces.saveChannel(scope, {
      id: "channel-1",
      networkId: network.id,
      districtId: district.id,
      workspaceId: workspace.id,
      externalId: "C1",
      teamId: team.id,
    });
  });
}

type Shown = { to: string; card: Card; edits: number; marker: string };

/** Shows everything on paper; `fail` makes the next sends fail, before anything is shown or after. */
function rememberingPlatform() {
  const shown = new Map<string, Shown>();
  const failures: { failure: SendFailure; after: boolean }[] = [];
  const refusing = new Map<string, SendFailure>();
  const show = (to: string, workspace: string, card: Card, marker: string): MessageRef => {
    const refused = refusing.get(to);
    if (refused !== undefined) throw new PlatformError(refused);
    const next = failures.shift();
    if (next !== undefined && !next.after) throw new PlatformError(next.failure);
    const message = `m${shown.size + 1}`;
    shown.set(message, { to, card, edits: 0, marker });
    if (next?.after) throw new PlatformError(next.failure);
    return { platform: "paper", workspace, channel: to, message };
  };
  const platform: ChatPlatform = {
    name: "paper",
    capabilities: { find: false, lookUpByEmail: false, homePage: false },
    routes: {},
    start: async () => {},
    stop: async () => {},
    sendDirect: async (to, { card, marker }) => show(`@${to.user}`, to.workspace, card, marker),
    post: async (to, { card, marker }) => show(to.channel, to.workspace, card, marker),
    reply: async (to, { card, marker }) => show(to.channel, to.workspace, card, marker),
    edit: async (message, { card }) => {
      const before = shown.get(message.message);
      if (before === undefined) throw new PlatformError({ kind: "refused", reason: "message_not_found" });
      shown.set(message.message, { ...before, card, edits: before.edits + 1 });
      return message;
    },
    remove: async (message) => {
      shown.delete(message.message);
    },
    find: async () => undefined,
    personByEmail: async () => undefined,
  };
  return {
    platform,
    fail: (failure: SendFailure, after = false) => failures.push({ failure, after }),
    /** Every send to this conversation fails from now on. */
    /** Undefined: it takes messages again. */
    failFor: (to: string, failure: SendFailure | undefined) =>
      failure === undefined ? refusing.delete(to) : refusing.set(to, failure),
    /** What stands there now, oldest first, as a screen reader would say it. */
    seenBy: (to: string): string[] =>
      [...shown.values()].filter((one) => one.to === to).map((one) => cardAsText(one.card)),
    cards: (to: string): Shown[] => [...shown.values()].filter((one) => one.to === to),
    /** The action behind a button that stands there now. */
    button(to: string, label: string): Action {
      for (const { card } of [...shown.values()].filter((one) => one.to === to).reverse()) {
        for (const block of card.blocks) {
          const found = block.kind === "buttons" ? block.buttons.find((one) => one.label === label) : undefined;
          if (found !== undefined) return found.action;
        }
      }
      throw new Error(`nobody shows ${to} a button “${label}”`);
    },
  };
}
