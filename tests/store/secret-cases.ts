import { expect } from "vitest";
import { north, saveGround, south } from "./sample-rows.js";
import type { StoreCase } from "./store-cases.js";

const [{ workspace }] = north.districts;
const ref = { platform: workspace.platform, workspace: workspace.externalId };
const credentials = { botToken: "xoxb-sample-0123456789-token", signing: "sample" };
const otherKey = "11".repeat(32);

export const secretCases: StoreCase[] = [
  {
    name: "keeps credentials so that only the key reads them: no token is in the database's bytes",
    async run(openFresh) {
      const { store, bytes } = await openFresh();
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.workspaces.saveCredentials(ref, credentials);
        expect(await tables.workspaces.credentials(ref)).toEqual(credentials);
      });
      expect(await store.find(ref)).toEqual(credentials);
      const kept = await bytes();
      expect(kept.includes(workspace.name)).toBe(true);
      for (const plain of [credentials.botToken, Buffer.from(credentials.botToken).toString("base64"), "botToken"]) {
        expect(kept.includes(plain)).toBe(false);
      }
      await store.close();
      expect((await bytes()).includes(credentials.botToken)).toBe(false);
    },
  },
  {
    name: "keeps credentials when the workspace is saved again, and gives none once they are erased",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.workspaces.saveCredentials(ref, credentials);
        await tables.workspaces.save({ ...workspace, name: "Renamed" });
      });
      expect(await store.find(ref)).toEqual(credentials);
      await store.write((tables) => tables.workspaces.eraseCredentials(ref));
      expect(await store.find(ref)).toBeUndefined();
      expect(await store.read((view) => view.workspaces.credentials(ref))).toBeUndefined();
    },
  },
  {
    name: "gives adapters no credentials of a workspace that was removed or never stored",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.workspaces.saveCredentials(ref, credentials);
        await tables.workspaces.save({ ...workspace, state: "removed" });
      });
      expect(await store.find(ref)).toBeUndefined();
      expect(await store.find({ ...ref, workspace: "T-unknown" })).toBeUndefined();
    },
  },
  {
    name: "refuses to keep credentials of a workspace that is not stored",
    async run(openFresh) {
      const { store } = await openFresh();
      const unknown = store.write((tables) => tables.workspaces.saveCredentials(ref, credentials));
      await expect(unknown).rejects.toThrow("save it before its credentials");
    },
  },
  {
    name: "says that the key is another one, and never gives wrong credentials",
    async run(openFresh) {
      const { store, again } = await openFresh();
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.workspaces.saveCredentials(ref, credentials);
      });
      const wrong = await again({ key: otherKey });
      await expect(wrong.find(ref)).rejects.toMatchObject({ name: "SecretKeyError" });
      await expect(wrong.find(ref)).rejects.toThrow(/THROUGHLINE_KEY is not the key/);
      const none = await again({ key: undefined });
      await expect(none.find(ref)).rejects.toThrow(/THROUGHLINE_KEY is not set.*make one with/);
      const save = none.write((tables) => tables.workspaces.saveCredentials(ref, credentials));
      await expect(save).rejects.toMatchObject({ name: "SecretKeyError" });
      expect(await store.find(ref)).toEqual(credentials);
    },
  },
  {
    name: "keeps every workspace's credentials apart",
    async run(openFresh) {
      const { store } = await openFresh();
      const [theirs] = south.districts;
      const other = { platform: "slack", workspace: theirs.workspace.externalId };
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await saveGround(tables, south);
        await tables.workspaces.saveCredentials(ref, credentials);
        await tables.workspaces.saveCredentials(other, { botToken: "xoxb-other" });
        await tables.workspaces.eraseCredentials(other);
      });
      expect(await store.find(ref)).toEqual(credentials);
      expect(await store.find(other)).toBeUndefined();
    },
  },
];
