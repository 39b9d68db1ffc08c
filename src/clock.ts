import type { MovableClock } from "./app/sandbox-control.js";
import type { Clock } from "./ports/clock.js";
import type { Store } from "./ports/store.js";

const setting = "clock offset ms";

/** The programme's time is the machine's. */
export const machineClock: Clock = {
  now: () => new Date(),
  machineNow: () => new Date(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** For the sandbox: the machine's time plus an offset that only grows and is kept in the store. */
export async function movableClock(store: Store): Promise<Clock & MovableClock> {
  let offset = Number((await store.read((view) => view.settings.get(setting))) ?? 0);
  const now = () => new Date(Date.now() + offset);
  return {
    ...machineClock,
    now,
    async move(to) {
      const ahead = to.getTime() - now().getTime();
      if (ahead <= 0) return;
      offset += ahead;
      await store.write((tables) => tables.settings.set(setting, `${offset}`));
    },
  };
}
