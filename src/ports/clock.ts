/**
 * Where instants come from. `now` is the programme's time: what is due, when it was recorded. In the sandbox
 * it can be moved forward. `machineNow` is the machine's time, never moved by us: rate limits, signatures. Leases are
 * reckoned by the store's clock, which replicas share (store.ts).
 */
export interface Clock {
  now(): Date;
  machineNow(): Date;
  /**
   * Calls `then` once, when this many ms of machine time have passed. Gives a way to call that off. Whoever waits does so
   * here, so that a clock that jumps to the next waiting one runs weeks in minutes.
   */
  after(ms: number, then: () => void): () => void;
}
