import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeStore } from "./store-suite.js";

describeStore("the store on SQLite", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "throughline-store-"));
  return {
    url: `file:${path.join(folder, "test.db")}`,
    bytes: async () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name)))),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});
