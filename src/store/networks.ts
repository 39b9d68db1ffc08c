import type { NetworkRepository } from "../ports/store.js";
import { networkOf } from "./scope.js";
import type { Tables } from "./tables.js";

export function networks(tables: Tables): NetworkRepository {
  return {
    all: () => tables.network.findMany({ orderBy: { id: "asc" } }),
    async find(scope) {
      const { districtId } = scope;
      const district = districtId === undefined ? {} : { districts: { some: { id: districtId } } };
      return (await tables.network.findFirst({ where: { id: networkOf(scope), ...district } })) ?? undefined;
    },
    async save(network) {
      await tables.network.upsert({ where: { id: network.id }, create: network, update: network });
    },
  };
}
