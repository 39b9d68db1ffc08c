import { afterEach, expect, it } from "vitest";
import { createDeliverer, type DeliveryTimes } from "../../src/app/deliver.js";
import { openStore } from "../../src/store/index.js";
import { beginSending } from "../store/sending.js";
import { furnish, type House, openHouse } from "./house.js";
import { at } from "./scenes.js";

let house: House;
let end: () => Promise<void>;
const scope = { networkId: "network-1" };
const hour = 3_600_000;

afterEach(async () => {
  await end();
  await house.close();
});

/** The same house under a machine clock of its own, with the usual pace and gaps. */
async function underClock(times: Partial<DeliveryTimes> = {}) {
  house = await openHouse({ at: at("21", "09:00") });
  await furnish(house);
  const machine = { aheadMs: 0 };
  const machineNow = () => new Date(Date.now() + machine.aheadMs);
  const store = await openStore({ url: house.url, key: undefined, journal: house.app.journal, machineNow });
  const deliverer = createDeliverer({ ...house.app, clock: { ...house.app.clock, machineNow }, store }, times);
  end = async () => {
    await deliverer.stop();
    await store.close();
  };
  return { machine, store, deliverer };
}

it("goes on sending when a machine clock that was a day ahead is set right", async () => {
  const { machine, deliverer } = await underClock();
  machine.aheadMs = 24 * hour;
  await house.type("teacher", "What we saw");
  await deliverer.deliver();
  expect(house.platform.seenBy("@teacher")).toHaveLength(1);
  machine.aheadMs = 0;
  await house.type("teacher", "What we saw then");
  await house.type("lead", "What we saw in another conversation");
  await deliverer.deliver();
  expect([house.platform.seenBy("@teacher"), house.platform.seenBy("@lead")].map((one) => one.length)).toEqual([2, 1]);
});

it("looks for what was begun under such a clock where it can have been posted, and does not double it", async () => {
  const { machine, store, deliverer } = await underClock({ leaseMs: 500, requestMs: 100, settleMs: 100 });
  await house.type("teacher", "What we saw");
  machine.aheadMs = 2 * hour;
  const [waiting] = await store.read((view) => view.outbox.list(scope, {}));
  await store.write((tables) => beginSending(tables, waiting?.id ?? ""));
  machine.aheadMs = 0;
  const { platform } = house.platform;
  platform.capabilities.find = true;
  const posted = new Date(Date.now() - 1_000);
  platform.find = async (to, message, since) =>
    posted >= since ? { platform: "paper", workspace: to.workspace, channel: "@teacher", message } : undefined;
  await deliverer.drain();
  expect((await store.read((view) => view.outbox.list(scope, {}))).map((one) => one.state)).toEqual(["sent"]);
  expect(house.platform.seenBy("@teacher")).toEqual([]);
});
