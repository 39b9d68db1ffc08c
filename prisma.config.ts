import { defineConfig } from "prisma/config";

// Prisma's command line wants to download its schema engine first, and `generate` never uses it. Where the download
// host is blocked (many school networks), any program in its place will do. Only for `generate`: with a stand-in the
// migrate commands hang or lie.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const url = process.env.DATABASE_URL ?? "file:./data/throughline.db";
const provider = /^postgres(ql)?:/.test(url) ? "postgresql" : "sqlite";

// One schema has one provider, so each database has a folder with its own schema and migrations.
export default defineConfig({
  schema: `prisma/${provider}/schema.prisma`,
  migrations: { path: `prisma/${provider}/migrations` },
  datasource: { url },
});
