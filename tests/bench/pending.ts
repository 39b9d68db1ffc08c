import pg from "pg";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import type { Store } from "../../src/ports/store.js";
import { openBare } from "../../src/store/sqlite.js";

/** An outbox that is full: so many messages to each of so many conversations of so many workspaces, all due. */
export type Pending = { workspaces: number; conversations: number; each: number };

export const platformName = "bench";
const networkId = "network";

/**
 * Writes the first conversation of each workspace as the app does, and the others as copies of it by the database: a
 * hundred thousand one by one would take longer than to send them.
 */
export async function fillOutbox(store: Store, url: string, pending: Pending, due: Date): Promise<void> {
  await store.write(async (tables) => {
    await tables.networks.save({
      id: networkId,
      name: "Bench",
      timeZone: "America/Los_Angeles",
      minN: 10,
      openRequests: 2,
      embeddings: false,
    });
    for (let nth = 0; nth < pending.workspaces; nth += 1) {
      const workspace = `W${nth}`;
      await tables.workspaces.save({
        id: workspace,
        platform: platformName,
        externalId: workspace,
        name: workspace,
        networkId,
        districtId: null,
        state: "linked",
        installedAt: due,
        removedAt: null,
      });
      for (let one = 0; one < pending.each; one += 1)
        await tables.outbox.enqueue(
          { networkId },
          {
            id: `message-${nth}-${one}`,
            networkId,
            districtId: null,
            platform: platformName,
            workspace,
            lane: `${workspace}:@U`,
            kind: "answer",
            policy: "once",
            delivery: {
              do: "direct",
              to: { platform: platformName, workspace, user: "U" },
              card: {
                blocks: [{ kind: "text", text: "**Exit tickets in 8th-grade math**: what have you seen since?" }],
              },
            },
            notBefore: due,
            expiresAt: null,
            createdAt: due,
          },
        );
    }
  });
  const copies = pending.conversations - 1;
  if (copies === 0) return;
  const database = /^file:/.test(url) ? sqlite(url.slice("file:".length)) : postgres(url);
  // What names the copy, by the column that holds it.
  await database.copy("lane", { key: `"key" || '-' || n`, headId: `"headId" || '-' || n` }, copies);
  const delivery = `replace("delivery", '"user":"U"', '"user":"U-' || n || '"')`;
  await database.copy("outbox_message", { id: `"id" || '-' || n`, lane: `"lane" || '-' || n`, delivery }, copies);
  await database.close();
}

type Copying = {
  copy(table: string, changed: Record<string, string>, times: number): Promise<void>;
  close(): Promise<unknown>;
};

function copying(table: string, columns: string[], changed: Record<string, string>, times: number): string {
  const names = columns.map((name) => `"${name}"`);
  const values = columns.map((name) => changed[name] ?? `"${name}"`);
  return `WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${times})
    INSERT INTO "${table}" (${names.join(", ")}) SELECT ${values.join(", ")} FROM "${table}" CROSS JOIN counted`;
}

function sqlite(file: string): Copying {
  const opening = openBare(file, "write");
  return {
    async copy(table, changed, times) {
      const connection = await opening;
      const { rows } = await connection.queryRaw({
        sql: `SELECT name FROM pragma_table_info('${table}')`,
        args: [],
        argTypes: [],
      });
      await connection.executeScript(copying(table, rows.flat().map(String), changed, times));
    },
    close: async () => (await opening).dispose(),
  };
}

function postgres(url: string): Copying {
  const client = new pg.Client(url);
  const connecting = client.connect();
  return {
    async copy(table, changed, times) {
      await connecting;
      const { fields } = await client.query(`SELECT * FROM "${table}" LIMIT 0`);
      const columns = fields.map(({ name }) => name);
      await client.query(copying(table, columns, changed, times));
      await client.query(`ANALYZE "${table}"`);
    },
    close: () => client.end(),
  };
}

/** A platform in this process that answers at once; `sending` is told first, and may refuse. */
export function instantPlatform(sending: (workspace: string, conversation: string) => void): ChatPlatform {
  const refuse = () => Promise.reject(new Error("not in this bench"));
  let count = 0;
  return {
    name: platformName,
    capabilities: { find: false, lookUpByEmail: false, homePage: false },
    routes: {},
    start: async () => {},
    stop: async () => {},
    async sendDirect({ workspace, user }, { leaving }) {
      await leaving?.();
      sending(workspace, user);
      count += 1;
      return { platform: platformName, workspace, channel: user, message: `${count}` };
    },
    post: refuse,
    reply: refuse,
    edit: refuse,
    remove: refuse,
    find: refuse,
    personByEmail: refuse,
  };
}
