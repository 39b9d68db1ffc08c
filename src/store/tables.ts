import type { Prisma } from "./generated/sqlite/client.js";

/** All tables, through one connection or one transaction. */
export type Tables = Prisma.TransactionClient;
