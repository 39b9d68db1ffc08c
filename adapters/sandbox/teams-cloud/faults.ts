import type { World } from "./state.js";
import type { ApiCall, Failure, Fault } from "./types.js";

/** The next call of the method fails as asked. Several faults for one method are used up in the order they came. */
export function failNext(world: World, fault: Fault): void {
  world.faults.push({ ...fault, well: fault.skip ?? 0, left: fault.times ?? 1 });
}

export function clearFaults(world: World): void {
  world.faults.length = 0;
  world.script = undefined;
}

/** How this call fails. A fault is used up by one; while it still lets calls pass, the later ones are not asked. */
export function takeFault(world: World, method: ApiCall["method"], tenant: string | undefined): Failure | undefined {
  const i = world.faults.findIndex(
    (fault) =>
      (fault.method === method || fault.method === "*") && (fault.tenant === undefined || fault.tenant === tenant),
  );
  const fault = world.faults[i];
  if (!fault) return world.script?.({ method, tenant });
  if (fault.well > 0) {
    fault.well -= 1;
    return undefined;
  }
  fault.left -= 1;
  if (fault.left <= 0) world.faults.splice(i, 1);
  return fault;
}
