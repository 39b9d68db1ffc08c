import { type ColumnType, ColumnTypeEnum, type SqlResultSet } from "@prisma/driver-adapter-utils";
import type { Runs } from "./plain.js";

export type Row = Record<string, unknown>;

/** The types of a table's columns, by name. */
type Types = ReadonlyMap<string, ColumnType>;

/** They are the same for a process's whole life: the schema is migrated before anything is asked. */
const known = new Map<string, Types>();

/** SQLite does not say what a column is where a statement gives back what it wrote. */
export async function typesOf(runs: Runs, table: string): Promise<Types> {
  const key = `${runs.provider} ${table}`;
  const types = known.get(key);
  if (types !== undefined) return types;
  const sql = `SELECT * FROM "${table}" LIMIT 0`;
  const { columnNames, columnTypes } = await runs.queryRaw({ sql, args: [], argTypes: [] });
  const learnt = new Map(columnNames.map((name, at) => [name, columnTypes[at] ?? ColumnTypeEnum.Text]));
  known.set(key, learnt);
  return learnt;
}

/** As Prisma gives them: instants as Date, booleans as such. `types`: where the answer does not have its own. */
export function readRows({ columnNames, columnTypes, rows }: SqlResultSet, types?: Types): Row[] {
  const typed = types === undefined ? columnTypes : columnNames.map((name) => types.get(name));
  return rows.map((values) => {
    const row: Row = {};
    for (let at = 0; at < columnNames.length; at += 1) row[columnNames[at] ?? ""] = readValue(values[at], typed[at]);
    return row;
  });
}

function readValue(value: unknown, type: ColumnType | undefined): unknown {
  if (value === null) return null;
  if (type === ColumnTypeEnum.DateTime) return new Date(value as string);
  return type === ColumnTypeEnum.Boolean ? value === true || value === 1 : value;
}
