import { describe, expect, test } from "vitest";
import { createAnswering } from "../../src/app/answering.js";

/** Time that goes on by hand. */
function handClock() {
  let now = 0;
  let timers: { at: number; then(): void }[] = [];
  return {
    after(ms: number, then: () => void) {
      const timer = { at: now + ms, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    timers: () => timers.length,
    async pass(ms: number) {
      for (const until = now + ms; ; ) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        now = next?.at ?? until;
        if (next === undefined) return;
        timers = timers.filter((one) => one !== next);
        next.then();
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      }
    },
  };
}

function held() {
  let end = () => {};
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => work, end };
}

describe("people are answered first", () => {
  test("what is sent does not wait while nobody is being answered", async () => {
    const clock = handClock();
    const answering = createAnswering(clock);
    await answering.turn();
    await answering.during(async () => undefined);
    await answering.turn();
    expect(clock.timers()).toBe(0);
  });

  test("what is sent goes on, in order, when the last person has her answer", async () => {
    const answering = createAnswering(handClock());
    const [one, two] = [held(), held()];
    const both = [answering.during(one.work), answering.during(two.work)];
    const gone: number[] = [];
    const turns = [1, 2, 3].map((nth) => answering.turn().then(() => gone.push(nth)));
    one.end();
    await both[0];
    expect(gone).toEqual([]);
    two.end();
    await Promise.all([...both, ...turns]);
    expect(gone).toEqual([1, 2, 3]);
  });

  test("one goes on each twentieth of a second although somebody always waits for an answer", async () => {
    const clock = handClock();
    const answering = createAnswering(clock);
    void answering.during(held().work);
    const gone: number[] = [];
    for (const nth of [1, 2, 3]) void answering.turn().then(() => gone.push(nth));
    await clock.pass(49);
    expect(gone).toEqual([]);
    await clock.pass(1);
    expect(gone).toEqual([1]);
    await clock.pass(100);
    expect(gone).toEqual([1, 2, 3]);
  });

  test("an answer that never comes holds nobody up for longer than anybody waits for it", async () => {
    const clock = handClock();
    const answering = createAnswering(clock);
    const never = held();
    const done = answering.during(never.work);
    await clock.pass(5_000);
    await answering.turn();
    never.end();
    await done;
    await answering.turn();
    expect(clock.timers()).toBe(0);
  });

  test("an answer that fails counts as one", async () => {
    const answering = createAnswering(handClock());
    await expect(answering.during(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    await answering.turn();
  });
});
