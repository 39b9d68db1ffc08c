import type { HelpRepository } from "../ports/matching.js";
import { inParts } from "./in-parts.js";
import { helpOfferRow, helpRequestRow, readHelpOffer, readHelpRequest } from "./matching-rows.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

const byId = { id: "asc" as const };

export function help(tables: Tables): HelpRepository {
  return {
    async request(scope, id) {
      const row = await tables.helpRequest.findFirst({ where: { ...within(scope), id } });
      return row ? readHelpRequest(row) : undefined;
    },
    async requests(scope) {
      const orderBy = [{ createdAt: "asc" as const }, byId];
      return (await tables.helpRequest.findMany({ where: within(scope), orderBy })).map(readHelpRequest);
    },
    async saveRequest(scope, request, expected) {
      demand(scope, [request]);
      if (expected === 0) {
        const stored = await tables.helpRequest.findUnique({ where: { id: request.id }, select: owners });
        if (stored) {
          demand(scope, [stored]);
          return false;
        }
        await tables.helpRequest.create({ data: helpRequestRow(request) });
        return true;
      }
      const where = { ...within(scope), id: request.id, version: expected };
      return (await tables.helpRequest.updateMany({ where, data: helpRequestRow(request) })).count === 1;
    },
    async offer(scope, id) {
      const row = await tables.helpOffer.findFirst({ where: { ...within(scope), id } });
      return row ? readHelpOffer(row) : undefined;
    },
    async offersOn(scope, requestIds) {
      const orderBy = [{ askedAt: "asc" as const }, byId];
      const rows = await inParts(requestIds, (requestId) =>
        tables.helpOffer.findMany({ where: { ...within(scope), requestId }, orderBy }),
      );
      return rows.map(readHelpOffer);
    },
    async offers(scope) {
      const orderBy = [{ askedAt: "asc" as const }, byId];
      return (await tables.helpOffer.findMany({ where: within(scope), orderBy })).map(readHelpOffer);
    },
    async saveOffer(scope, offer) {
      const stored = await tables.helpOffer.findUnique({ where: { id: offer.id }, select: owners });
      demand(scope, stored ? [offer, stored] : [offer]);
      const row = helpOfferRow(offer);
      await tables.helpOffer.upsert({ where: { id: offer.id }, create: row, update: row });
    },
    async due(scope, now) {
      const where = { ...within(scope), state: "open", nextAt: { lte: now } };
      const orderBy = [{ nextAt: "asc" as const }, byId];
      return (await tables.helpRequest.findMany({ where, orderBy })).map(readHelpRequest);
    },
    async nextDue(now) {
      const where = { state: "open", nextAt: { gt: now } };
      const row = await tables.helpRequest.findFirst({ where, orderBy: { nextAt: "asc" } });
      return row?.nextAt ?? undefined;
    },
  };
}
