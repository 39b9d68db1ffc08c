declare module "edmonds-blossom-fixed" {
  /**
   * For each vertex its partner, or -1; vertices count from 0, and those behind the last one of an edge are missing. Exact
   * for whole weights. `maxCardinality`: as many pairs as possible first, weight second. No edges: an empty list.
   */
  function blossom(edges: readonly (readonly [number, number, number])[], maxCardinality?: boolean): number[];
  export = blossom;
}
