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
  return { url, bytes, remove: () => server.drop(url) };
});
