import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Provider = "sqlite" | "postgresql";

const schema = (provider: Provider) => readFileSync(`prisma/${provider}/schema.prisma`, "utf8");
const folder = (provider: Provider) => `prisma/${provider}/migrations`;
const migrations = (provider: Provider) =>
  readdirSync(folder(provider), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** All lines from the first model on, without native types and without the columns that Prisma's formatter aligns. */
function models(provider: Provider): string[] {
  const text = schema(provider);
  return text
    .slice(text.indexOf("\nmodel "))
    .replaceAll(/ @db\.\S+/g, "")
    .split("\n")
    .map((line) => line.trim().replaceAll(/ +/g, " "));
}

describe("the two schemas", () => {
  test("have the same models: one Prisma client stands for both in the repositories", () => {
    expect(models("postgresql")).toEqual(models("sqlite"));
    expect(models("sqlite").filter((line) => line.startsWith("model ")).length).toBeGreaterThan(20);
  });

  test("name a native type on PostgreSQL for instants, to the millisecond as a Date is, and for nothing else", () => {
    const natives = [...schema("postgresql").matchAll(/(DateTime\S*) +(@db\.\S+)/g)].map(([, , native]) => native);
    expect(new Set(natives)).toEqual(new Set(["@db.Timestamptz(3)"]));
    expect(natives).toHaveLength([...schema("postgresql").matchAll(/ DateTime/g)].length);
    expect([...schema("postgresql").matchAll(/@db\./g)]).toHaveLength(natives.length);
    expect(schema("sqlite")).not.toContain("@db.");
  });

  test("have migrations of the same names, so that a version is the same on both", () => {
    expect(migrations("postgresql")).toEqual(migrations("sqlite"));
  });

  test("compare text byte by byte: every text column on PostgreSQL says so", () => {
    for (const name of migrations("postgresql")) {
      const sql = readFileSync(`${folder("postgresql")}/${name}/migration.sql`, "utf8");
      const columns = sql
        .split("\n")
        .filter((line) => /^\s*(ALTER TABLE .*ADD COLUMN\s+)?"\w+"\s+(TEXT|VARCHAR)\b/.test(line));
      expect(columns.filter((line) => !line.includes(' COLLATE "C"'))).toEqual([]);
    }
  });
});
