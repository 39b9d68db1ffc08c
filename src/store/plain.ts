import type { ArgType, SqlQueryable } from "@prisma/driver-adapter-utils";
import { RowError } from "./errors.js";
import { type Row, readRows, typesOf } from "./plain-rows.js";
import { column, type Given, isPlain, type Where, whereOf } from "./plain-where.js";
import type { Tables } from "./tables.js";

/** What runs a statement: a connection, or the transaction that is open on it. */
export type Runs = Pick<SqlQueryable, "queryRaw" | "executeRaw" | "provider">;

type Method = (given: Given) => Promise<unknown>;
type Delegate = Record<string, Method>;

/**
 * Prisma's tables, with the statements about one table alone handed to the driver as they are: by id, by equal values, in
 * lists and ranges, in order; inserted, changed, removed. That is nearly all of ours, and Prisma takes ten times as long to
 * say them as the database to do them (docs/decisions/010-plain-statements.md). Whatever else there is (joins, groups,
 * raw SQL) goes to Prisma, on the same connection. A test asks both the same questions.
 *
 * Departs from Prisma in three things: `undefined` in a `where` is refused, where Prisma would take it for "any"; errors
 * are the driver's own; and what is not awaited is done all the same.
 */
export function plainly(prisma: Tables, runs: Runs): Tables {
  const delegates = new Map<string, Delegate>();
  return new Proxy(prisma, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (typeof name !== "string" || name.startsWith("$") || typeof own !== "object" || own === null) return own;
      const known = delegates.get(name);
      if (known !== undefined) return known;
      const made = delegateOf(own as Delegate, tableOf(name), runs);
      delegates.set(name, made);
      return made;
    },
  });
}

/** As the schemas map every model; a test compares. */
export const tableOf = (model: string) => model.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A statement in the making: `add` takes a value and gives what stands for it. */
type Said = { add(value: unknown): string; args: unknown[] };

function delegateOf(prisma: Delegate, table: string, runs: Runs): Delegate {
  const quoted = `"${table}"`;
  const begin = (): Said => {
    const args: unknown[] = [];
    const add = (value: unknown) => {
      args.push(value);
      return runs.provider === "postgres" ? `$${args.length}` : "?";
    };
    return { add, args };
  };
  const query = async (sql: string, { args }: Said): Promise<Row[]> => {
    const types = /^SELECT/.test(sql) ? undefined : await typesOf(runs, table);
    return readRows(await runs.queryRaw({ sql, args, argTypes: args.map(argType) }), types);
  };
  const execute = (sql: string, { args }: Said) => runs.executeRaw({ sql, args, argTypes: args.map(argType) });

  /** Undefined where it is Prisma's to say. */
  const select = (given: Given, most?: number): Promise<Row[]> | undefined => {
    if (!only(given, ["where", "select", "orderBy", "take"])) return undefined;
    const said = begin();
    const columns = columnsOf(given.select);
    const where = whereOf(given.where, said.add);
    const order = orderOf(given.orderBy);
    if (columns === undefined || where === undefined || order === undefined || said.args.length > mostArgs)
      return undefined;
    const limit = most ?? given.take;
    const end = limit === undefined ? "" : ` LIMIT ${said.add(limit)}`;
    return query(`SELECT ${columns} FROM ${quoted} WHERE ${where}${order}${end}`, said);
  };
  const first = (given: Given) => select(given, 1)?.then((rows) => rows[0] ?? null);
  const there = (rows: Row[]): Row => {
    const [row] = rows;
    if (row === undefined) throw new RowError(`There is no such row in ${table}.`);
    return row;
  };
  const insert = (rows: Row[], said: Said): string | undefined => {
    const names = Object.keys(rows[0] ?? {}).filter((name) => rows[0]?.[name] !== undefined);
    const same = rows.every((row) => names.length === Object.values(row).filter((one) => one !== undefined).length);
    if (names.length === 0 || !same || names.length * rows.length > mostArgs) return undefined;
    if (rows.some((row) => names.some((name) => row[name] === undefined || !isPlain(row[name])))) return undefined;
    const values = rows.map((row) => `(${names.map((name) => said.add(row[name])).join(", ")})`);
    return `INSERT INTO ${quoted} (${names.map(column).join(", ")}) VALUES ${values.join(", ")}`;
  };
  const change = (data: Row, said: Said): string | undefined => {
    const changes = Object.entries(data).filter(([, value]) => value !== undefined);
    const parts = changes.map(([name, value]) => {
      if (isPlain(value)) return `${column(name)} = ${said.add(value)}`;
      const { increment, ...rest } = value as { increment?: unknown };
      if (typeof increment !== "number" || Object.keys(rest).length > 0) return undefined;
      return `${column(name)} = ${quoted}.${column(name)} + ${said.add(increment)}`;
    });
    return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join(", ");
  };
  const update = (given: Given, said: Said): string | undefined => {
    const set = change(given.data as Row, said);
    const where = whereOf(given.where, said.add);
    return set === undefined || where === undefined || said.args.length > mostArgs
      ? undefined
      : `UPDATE ${quoted} SET ${set} WHERE ${where}`;
  };
  const remove = (given: Given, said: Said): string | undefined => {
    const where = whereOf(given.where, said.add);
    return where === undefined || said.args.length > mostArgs ? undefined : `DELETE FROM ${quoted} WHERE ${where}`;
  };
  const returning = async (sql: string, given: Given, said: Said) =>
    there(await query(`${sql} RETURNING ${columnsOf(given.select) ?? "*"}`, said));

  const said: Record<string, (given: Given) => Promise<unknown> | undefined> = {
    findMany: (given) => select(given),
    findFirst: first,
    findUnique: first,
    findUniqueOrThrow: (given) => select(given, 1)?.then(there),
    create(given) {
      const said = begin();
      const sql = only(given, ["data", "select"]) ? insert([given.data as Row], said) : undefined;
      return sql === undefined ? undefined : returning(sql, given, said);
    },
    createMany(given) {
      const said = begin();
      const sql = only(given, ["data"]) && Array.isArray(given.data) ? insert(given.data, said) : undefined;
      return sql === undefined ? undefined : execute(sql, said).then((count) => ({ count }));
    },
    update(given) {
      const said = begin();
      const sql = only(given, ["where", "data", "select"]) ? update(given, said) : undefined;
      return sql === undefined ? undefined : returning(sql, given, said);
    },
    updateMany(given) {
      const said = begin();
      const sql = only(given, ["where", "data"]) ? update(given, said) : undefined;
      return sql === undefined ? undefined : execute(sql, said).then((count) => ({ count }));
    },
    upsert(given) {
      const said = begin();
      if (!only(given, ["where", "create", "update", "select"])) return undefined;
      const key = uniqueOf(given.where);
      const sql = insert([given.create as Row], said);
      const set = change(given.update as Row, said);
      if (key === undefined || sql === undefined || set === undefined) return undefined;
      return returning(`${sql} ON CONFLICT (${key}) DO UPDATE SET ${set}`, given, said);
    },
    delete(given) {
      const said = begin();
      const sql = only(given, ["where"]) ? remove(given, said) : undefined;
      return sql === undefined ? undefined : returning(sql, given, said);
    },
    deleteMany(given) {
      const said = begin();
      const sql = only(given, ["where"]) ? remove(given, said) : undefined;
      return sql === undefined ? undefined : execute(sql, said).then((count) => ({ count }));
    },
  };
  return new Proxy(prisma, {
    get(target, name) {
      const own = Reflect.get(target, name) as Method;
      const ours = said[name as string];
      return ours === undefined ? own : (given: Given = {}) => ours(given) ?? own.call(target, given);
    },
  });
}

/** Of one statement; each database takes more, and Prisma makes several of it. */
const mostArgs = 20_000;

const only = (given: Given, names: readonly string[]) => Object.keys(given).every((name) => names.includes(name));

function columnsOf(select: unknown): string | undefined {
  if (select === undefined) return "*";
  const chosen = Object.entries(select as Row).filter(([, value]) => value !== false && value !== undefined);
  if (chosen.some(([, value]) => value !== true)) return undefined;
  return chosen.map(([name]) => column(name)).join(", ");
}

function orderOf(orderBy: unknown): string | undefined {
  if (orderBy === undefined) return "";
  const all = [orderBy].flat().flatMap((one) => Object.entries(one as Row));
  if (all.some(([, way]) => way !== "asc" && way !== "desc")) return undefined;
  return all.length === 0 ? "" : ` ORDER BY ${all.map(([name, way]) => `${column(name)} ${way}`).join(", ")}`;
}

/** The columns of the unique key that an upsert names, and nothing else. */
function uniqueOf(where: unknown): string | undefined {
  const [[name, value] = ["", undefined], ...others] = Object.entries((where ?? {}) as Where);
  if (others.length > 0) return undefined;
  const names = isPlain(value) ? [name] : Object.keys(value as Row);
  return names.join("_") === name ? names.map(column).join(", ") : undefined;
}

function argType(value: unknown): ArgType {
  const scalarType =
    value instanceof Date
      ? "datetime"
      : typeof value === "boolean"
        ? "boolean"
        : typeof value === "number"
          ? Number.isInteger(value)
            ? "int"
            : "float"
          : "string";
  return { scalarType, arity: "scalar" };
}
