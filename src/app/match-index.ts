import { type Found, type MatchingIndex, matchingIndex } from "../core/matching/index.js";
import type { ProblemFacts, Purpose } from "../core/matching/model.js";
import type { Prepared } from "../core/matching/prepare.js";
import { prepare } from "../core/matching/score.js";
import type { EmbeddingProvider } from "../ports/embedding.js";
import type { Repositories, Scope, Store } from "../ports/store.js";
import { loadProblemFacts } from "./problem-facts.js";

/** The best of other districts for one problem, as far as they are `allowed`, with the problem as it was compared. */
export type Search = { mine: Prepared; found: { theirs: Prepared; scored: Found["scored"] }[] };

/**
 * All problems of a network in memory, as far as others may know them. Built from the store when it is first needed, and
 * brought up to date before each use with what was marked as changed since: a replica never answers from less than was
 * committed when it was asked. To be used outside of writes: what is not committed yet must not get into it.
 */
export type MatchIndex = {
  /** Undefined where the problem has no statement. `k`: at most so many. */
  best(
    networkId: string,
    problemId: string,
    purpose: Purpose,
    k: number,
    allowed: (theirs: Prepared) => boolean,
  ): Promise<Search | undefined>;
  /** The same for facts that are no problem of practice, such as a request for help. */
  bestFor(
    networkId: string,
    facts: ProblemFacts,
    purpose: Purpose,
    k: number,
    allowed: (theirs: Prepared) => boolean,
  ): Promise<Search>;
};

type Held = {
  seq: number;
  embeddings: boolean;
  index: MatchingIndex;
  rows: Map<string, Prepared>;
  turn: Promise<unknown>;
};

export function createMatchIndex(store: Store, embedding?: Pick<EmbeddingProvider, "id" | "version">): MatchIndex {
  const networks = new Map<string, Held>();

  async function upToDate(networkId: string): Promise<Held> {
    const held = networks.get(networkId) ?? {
      seq: 0,
      embeddings: false,
      index: matchingIndex(),
      rows: new Map(),
      turn: Promise.resolve(),
    };
    networks.set(networkId, held);
    // One after the other, so that what was read first is put first.
    const turn = held.turn
      .catch(() => undefined)
      .then(() => store.read((view) => catchUp(view, { networkId }, held, embedding)));
    held.turn = turn;
    await turn;
    return held;
  }

  return {
    async best(networkId, problemId, purpose, k, allowed) {
      const [known] = await store.read((view) => loadProblemFacts(view, { networkId }, [problemId], "all", embedding));
      return known && this.bestFor(networkId, known.facts, purpose, k, allowed);
    },
    async bestFor(networkId, facts, purpose, k, allowed) {
      const { index, rows } = await upToDate(networkId);
      const mine = prepare(facts);
      const found = index.best(mine, purpose, k, allowed).flatMap(({ id, scored }) => {
        const theirs = rows.get(id);
        return theirs === undefined ? [] : [{ theirs, scored }];
      });
      return { mine, found };
    },
  };
}

async function catchUp(
  view: Repositories,
  scope: Scope,
  held: Held,
  embedding: Pick<EmbeddingProvider, "id" | "version"> | undefined,
): Promise<void> {
  // Switched on or off: every row is read anew, with its vector or without.
  const embeddings = embedding !== undefined && (await view.networks.find(scope))?.embeddings === true;
  if (embeddings !== held.embeddings) held.seq = 0;
  held.embeddings = embeddings;
  const changed = await view.matching.changedSince(scope, held.seq);
  if (changed.length === 0) return;
  const ids = changed.map(({ problemId }) => problemId);
  const found = new Map(
    (await loadProblemFacts(view, scope, ids, "shared", embedding)).map((one) => [one.facts.id, one]),
  );
  for (const id of ids) {
    const known = found.get(id);
    if (known === undefined) {
      held.index.remove(id);
      held.rows.delete(id);
      continue;
    }
    const row = prepare(known.facts);
    held.index.put(row);
    held.rows.set(id, row);
  }
  held.seq = changed.at(-1)?.seq ?? held.seq;
}
