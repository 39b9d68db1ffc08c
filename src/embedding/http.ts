import { z } from "zod";
import type { EmbeddingConfig } from "../config.js";
import type { EmbeddingProvider } from "../ports/embedding.js";

/** So long one answer may take: nobody waits for it, and the next try comes by itself. */
const patienceMs = 20_000;

const answer = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1).max(8192) })),
});

/**
 * A service with the interface that most have: `POST {model, input}`, answered by `{data: [{index, embedding}]}`. Sends the texts
 * and nothing else: no names of districts, no ids. An answer that does not have one vector for each text is refused.
 */
export function httpEmbedding({ url, key, model }: EmbeddingConfig): EmbeddingProvider {
  return {
    id: new URL(url).origin,
    version: model,
    async embed(texts) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...(key !== undefined && { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model, input: texts }),
        redirect: "error",
        signal: AbortSignal.timeout(patienceMs),
      });
      if (!response.ok) throw new Error(`the embedding service answered ${response.status}`);
      const { data } = answer.parse(await response.json());
      const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
      const length = vectors[0]?.length;
      if (vectors.length !== texts.length || vectors.some((one) => one.length !== length))
        throw new Error("the embedding service did not answer with one vector a text");
      return vectors;
    },
  };
}
