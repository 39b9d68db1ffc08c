import type { CredentialStore, Credentials, InboundEvent, Receive, Reply } from "../../src/ports/chat-platform.js";

export type House = {
  receive: Receive;
  credentials: CredentialStore;
  /** Every delivery, repeated ones too. */
  events: InboundEvent[];
  /** What was done: each key once, and nothing that was thrown at. */
  effects: InboundEvent[];
  /** From now on the house answers like this. Throwing means that nothing was committed. */
  answer(how: Reply | ((event: InboundEvent) => Reply | Promise<Reply>)): void;
};

/** A house with one room: it keeps keys and credentials as the real one does, and answers what a case wants. */
export function createHouse(): House {
  const events: InboundEvent[] = [];
  const effects: InboundEvent[] = [];
  const credentials = new Map<string, Credentials>();
  let answering: (event: InboundEvent) => Reply | Promise<Reply> = () => ({ kind: "none" });

  return {
    events,
    effects,
    answer(how) {
      answering = typeof how === "function" ? how : () => how;
    },
    credentials: { find: async ({ workspace }) => credentials.get(workspace) },
    async receive(event) {
      events.push(event);
      if (effects.some((done) => done.key === event.key)) return { kind: "none" };
      const reply = await answering(event);
      effects.push(event);
      if (event.kind === "installed") credentials.set(event.workspace.workspace, event.credentials);
      if (event.kind === "removed" && event.from === undefined) credentials.delete(event.workspace.workspace);
      return reply;
    },
  };
}

type Kind = InboundEvent["kind"];
/** The events of one kind; three kinds share a shape, so Extract does not find them. */
export type Of<K extends Kind> = Among<InboundEvent, K>;
type Among<E, K> = E extends { kind: Kind } ? (K extends E["kind"] ? E & { kind: K } : never) : never;

export function ofKind<K extends Kind>(events: InboundEvent[], kind: K): Of<K>[] {
  return events.filter((event) => event.kind === kind) as Of<K>[];
}
