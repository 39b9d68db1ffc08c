import type { SettingRepository } from "../ports/store.js";
import type { Tables } from "./tables.js";

export function settings(tables: Tables): SettingRepository {
  return {
    get: async (name) => (await tables.setting.findUnique({ where: { name } }))?.value,
    async set(name, value) {
      await tables.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
    },
  };
}
