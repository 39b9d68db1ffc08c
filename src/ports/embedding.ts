/**
 * Turns texts into numbers whose closeness says how close their meanings are. There is none by default: matching works
 * without. Vectors of two ids or versions are never compared.
 */
export interface EmbeddingProvider {
  /** Who: a service's address, without secrets. */
  id: string;
  /** Which model. Another version is another space. */
  version: string;
  /**
   * One vector a text, in their order, each of the same length. Rejects where the service does not answer, or with something else.
   * Not guaranteed: that the service forgets the texts.
   */
  embed(texts: readonly string[]): Promise<number[][]>;
}
