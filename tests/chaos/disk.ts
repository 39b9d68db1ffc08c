import { setTimeout as sleep } from "node:timers/promises";
import type { View } from "../../adapters/sandbox/slack-cloud/index.js";
import type { PostgresServer } from "../store/postgres-server.js";
import type { Tally } from "./judge.js";
import { recoveryBarMs, type World } from "./world.js";

/** Fills the disk on which the database of a world lies, and makes room again. */
export type Disk = { fill(): Promise<void>; free(): Promise<void> };

export type FullDisk = Tally & {
  /** What /readyz answered before, while the disk was full, and afterwards. */
  ready: { before: string; full: string; after: string };
  /** What became of the form that was sent while the disk was full, and what stood in it then. */
  form: { outcome: string; open: boolean; kept: boolean; says: string; again: string };
  /** How many messages people wrote until one of them was not taken in. */
  written: number;
  late: boolean;
};

const words = "Exit tickets on Fridays, read together on Mondays";

/** People write, and one sends a form, until nothing more fits on the disk; then there is room again. */
export async function fillDisk(world: World, disk: Disk): Promise<FullDisk> {
  const { cloud, people, replicas } = world;
  await Promise.all(replicas.map((one) => one.up()));
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error("this takes two people");
  await world.say(0, "before");
  const form = await openForm(world);
  const before = await readyOf(world, 200);

  await disk.fill();
  const saying: Promise<void>[] = [];
  let written = 0;
  // The last free room in the file is used up by what people write.
  for (const length of [3_000, 10]) {
    for (let refused = false; !refused; written += 1) {
      const one = world.say(1, `message ${written} ${"x".repeat(length)}`);
      saying.push(one);
      refused = await Promise.race([one.then(() => false), sleep(2_000).then(() => true)]);
      if (written > 300) throw new Error("the disk is not full");
    }
  }
  const answers = { change: words, question: "why ".repeat(500), prediction: "60 % get it right ".repeat(100) };
  const sent = await cloud.submit("T1", first.user, form.id, answers);
  const still = cloud.views("T1", first.user)[0];
  const kept = { open: still !== undefined, kept: JSON.stringify(still?.values ?? "").includes(words) };
  const says = JSON.stringify([still?.errors, still?.blocks]);
  const full = await readyOf(world, 503);

  await disk.free();
  const freeAt = performance.now();
  await Promise.all(saying);
  const recoveryMs = (await world.settled()) - freeAt;
  const again = still && (await cloud.submit("T1", first.user, still.id, {}));
  const after = await readyOf(world, 200);
  await world.settled();
  return {
    ...(await world.tally()),
    ready: { before, full, after },
    form: { outcome: sent.outcome, ...kept, says, again: again?.outcome ?? "gone" },
    written,
    late: recoveryMs > recoveryBarMs(freeAt),
  };
}

/** As she would, once more where a busy machine was too slow for Slack. */
async function openForm({ cloud, people: [person] }: World): Promise<View> {
  for (let tries = 0; person !== undefined && tries < 100; tries += 1) {
    if (tries % 20 === 0) await cloud.command("T1", person.user, person.direct, "/throughline update");
    const [opened] = cloud.views("T1", person.user);
    if (opened !== undefined) return opened;
    await sleep(100);
  }
  throw new Error("no form was opened");
}

/** What all answer once they answer so, or after a while: an answer holds for some seconds. */
async function readyOf({ replicas }: World, status: number): Promise<string> {
  for (const giveUpAt = performance.now() + 20_000; ; await sleep(500)) {
    const answers = await Promise.all(replicas.map(({ url }) => fetch(`${url}/readyz`)));
    const told = await Promise.all(answers.map(async (one) => `${one.status} ${(await one.text()).trim()}`));
    if (answers.every((one) => one.status === status) || performance.now() > giveUpAt)
      return [...new Set(told)].join("; ");
  }
}

/** SQLite's own limit for the size of its file. */
export const sqliteDisk = ({ replicas }: Pick<World, "replicas">): Disk => ({
  fill: async () => void (await Promise.all(replicas.map((one) => one.setDisk("full")))),
  free: async () => void (await Promise.all(replicas.map((one) => one.setDisk("free")))),
});

/** PostgreSQL refuses what needs room with an error of its class 53; here each row does. */
export function postgresDisk(server: PostgresServer, url: string): Disk {
  const tables = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
  // With the program's own lock, as any write: two who take tables in another order would end in a deadlock.
  const each = (statement: string) => `DO $$ DECLARE one record; BEGIN
    PERFORM pg_advisory_xact_lock(7463172181);
    FOR one IN ${tables} LOOP EXECUTE format('${statement}', one.name); END LOOP; END $$`;
  return {
    async fill() {
      await server.sql(
        url,
        `CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`,
      );
      await server.sql(
        url,
        each("CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION disk_full()"),
      );
    },
    free: async () => void (await server.sql(url, each("DROP TRIGGER disk_full ON public.%I"))),
  };
}
