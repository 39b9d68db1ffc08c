import type { ProblemVersion } from "../core/cycle/model.js";
import { isCompared } from "../core/matching/eligible.js";
import type { Network } from "../core/network/model.js";
import { withoutFigures } from "../core/privacy/figures-in-text.js";
import { holdOf } from "../core/privacy/student-hold.js";
import type { EmbeddingProvider } from "../ports/embedding.js";
import type { MatchingRepository } from "../ports/matching.js";
import type { Scope } from "../ports/store.js";
import type { App } from "./app.js";

/** Texts in one request. */
const together = 16;
/** After a failure the service is left alone for so long. */
const restMs = 10 * 60 * 1000;

/**
 * Sends problems to the embedding service, one request at a time, and keeps the vectors. Only of networks that chose it, and only
 * statements whose team lets them be compared. Before one leaves, it passes the student guard (what it holds is never sent) and
 * figures about few are taken out. `begin` returns at once where it is at work already; it never rejects.
 */
export function createEmbedder(app: App, provider: EmbeddingProvider) {
  let working: Promise<void> | undefined;
  let stopped = false;
  let restUntil = Number.NEGATIVE_INFINITY;

  async function work(): Promise<void> {
    const networks = (await app.store.read((view) => view.networks.all())).filter(({ embeddings }) => embeddings);
    for (const network of networks) {
      const waiting = await waitingIn(app, network, provider);
      for (let at = 0; at < waiting.length && !stopped; at += together)
        await embed(app, network, provider, waiting.slice(at, at + together));
    }
  }

  return {
    begin(): Promise<void> {
      if (stopped || performance.now() < restUntil) return Promise.resolve();
      working ??= work()
        .catch((error: unknown) => {
          restUntil = performance.now() + restMs;
          app.journal.count("outcome", "embedding failed");
          app.journal.warn("embedding failed; trying again later", { error: String(error) });
        })
        .finally(() => {
          working = undefined;
        });
      return working;
    },
    async stop(): Promise<void> {
      stopped = true;
      await working;
    },
  };
}

type Waiting = { version: ProblemVersion; text: string };

async function waitingIn(app: App, network: Network, provider: EmbeddingProvider): Promise<Waiting[]> {
  const scope = { networkId: network.id };
  return app.store.read(async ({ matching }) => {
    const compared = await comparedIn(matching, scope);
    const done = new Map(
      (await matching.vectors(scope, provider.id, provider.version)).map((one) => [one.problemId, one.version]),
    );
    return (await matching.problemsByIds(scope, [...compared])).flatMap(({ problem, current }): Waiting[] => {
      if (current.statement === null || done.get(problem.id) === current.version) return [];
      if (holdOf([current.statement]) !== undefined) return [];
      return [{ version: current, text: withoutFigures(current.statement, network.minN).text }];
    });
  });
}

/** Problems that their teams let be compared. */
async function comparedIn(matching: MatchingRepository, scope: Scope): Promise<Set<string>> {
  const shared = await matching.consentsInForce(scope, "problem");
  return new Set(shared.filter(({ level }) => isCompared(level)).map(({ subjectId }) => subjectId));
}

async function embed(app: App, network: Network, provider: EmbeddingProvider, some: readonly Waiting[]): Promise<void> {
  const vectors = await provider.embed(some.map(({ text }) => text));
  const at = app.clock.now();
  await app.store.write(async ({ matching, networks }) => {
    // Switched off or taken back while the service worked: nothing is kept.
    if (!(await networks.find({ networkId: network.id }))?.embeddings) return;
    const compared = await comparedIn(matching, { networkId: network.id });
    for (const [nth, { version }] of some.entries()) {
      const numbers = vectors[nth];
      if (numbers === undefined || !compared.has(version.problemId)) continue;
      const { networkId, districtId, problemId } = version;
      const { id, version: providerVersion } = provider;
      const of = { networkId, districtId, problemId, version: version.version };
      await matching.saveVector({ networkId }, { ...of, provider: id, providerVersion, numbers, at });
    }
  });
  app.journal.count("outcome", "embedding sent");
}
