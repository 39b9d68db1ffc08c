import type { World } from "./state.js";
import type { ApiCall, Fault } from "./types.js";

/** The next call of the method fails as asked. Several faults for one method are used up in the order they came. */
export function failNext(world: World, fault: Fault): void {
  world.faults.push({ ...fault, left: fault.times ?? 1 });
}

export function clearFaults(world: World): void {
  world.faults.length = 0;
}

/** The fault that this call meets, used up by one. */
export function takeFault(world: World, method: ApiCall["method"], tenant: string | undefined): Fault | undefined {
  const i = world.faults.findIndex(
    (fault) =>
      (fault.method === method || fault.method === "*") && (fault.tenant === undefined || fault.tenant === tenant),
  );
  const fault = world.faults[i];
  if (!fault) return undefined;
  fault.left -= 1;
  if (fault.left <= 0) world.faults.splice(i, 1);
  return fault;
}
