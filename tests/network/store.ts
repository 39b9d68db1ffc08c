import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { importNetwork } from "../../src/app/import-network.js";
import type { Journal } from "../../src/ports/journal.js";
import { openStore } from "../../src/store/index.js";
import { documentedExample, now, read } from "./example.js";
import { installWorkspaceRow } from "./workspace.js";

const journal: Journal = { info: () => {}, warn: () => {}, error: () => {}, count: () => {} };

/** A real, empty store in a folder of its own. */
export async function emptyStore() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-network-"));
  const store = await openStore({ url: `file:${path.join(folder, "test.db")}`, key: undefined, journal });
  const close = async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, close };
}

export type TestStore = Awaited<ReturnType<typeof emptyStore>>;

/** The documented example, and a second district with one teacher. */
export const twoDistricts = documentedExample("yaml")
  .replace("districts:\n", "districts:\n  - name: Other Unified\n")
  .replace(
    "teams:\n",
    "teams:\n  - district: Other Unified\n    members:\n      - { name: Other teacher, email: teacher@other.example.org, level: classroom, lead: yes }\n",
  );

/** Two districts imported; the app installed in three workspaces, none linked. */
export async function networkStore() {
  const opened = await emptyStore();
  const outcome = await importNetwork(opened.store, read(twoDistricts), { now, dryRun: false });
  if (outcome.outcome !== "imported") throw new Error(JSON.stringify(outcome));
  for (const id of ["VALLEY", "OTHER", "HUB"]) await installWorkspaceRow(opened.store, id);
  const [network] = await opened.store.read((view) => view.networks.all());
  if (network === undefined) throw new Error("no network");
  const scope = { networkId: network.id };
  const roster = await opened.store.read((view) => view.roster.load(scope));
  const district = (name: string) => {
    const found = roster.districts.find((one) => one.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  const person = (email: string) => {
    const found = roster.people.find((one) => one.email === email || one.name === email);
    if (found === undefined) throw new Error(email);
    return found;
  };
  return { ...opened, network, scope, roster, district, person };
}

export type NetworkStore = Awaited<ReturnType<typeof networkStore>>;
