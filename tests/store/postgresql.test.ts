import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type PostgresServer, startPostgres } from "./postgres-server.js";
import { describeStore } from "./store-suite.js";

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());

/** Quicker than another database for every case: without a look at what refers to what. */
const emptyEverything = `DO $$ DECLARE one text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('DELETE FROM %I', one);
  END LOOP;
END $$`;

describeStore("the store on PostgreSQL", async () => {
  const url = await server.create();
  const bytes = async () => {
    const [row] = await server.sql<{ file: string }>(url, "SELECT pg_relation_filepath('workspace') AS file");
    await server.sql(url, "CHECKPOINT");
    const folders = [path.dirname(row?.file ?? ""), "pg_wal"].map((name) => path.join(server.folder, "data", name));
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [readFileSync(path.join(folder, entry.name))] : [],
      ),
    );
    return Buffer.concat(files);
  };
  const empty = async () => {
    await server.sql(url, emptyEverything);
  };
  return { url, bytes, remove: () => server.drop(url), empty };
});
