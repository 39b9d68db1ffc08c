/**
 * Where instants come from. `now` is the programme's time: what is due, when it was recorded. In the sandbox
 * it can be moved forward. `machineNow` is the machine's time, never moved: leases, rate limits, signatures.
 */
export interface Clock {
  now(): Date;
  machineNow(): Date;
}
