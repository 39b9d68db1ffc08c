/** The arguments of one of Prisma's methods. */
export type Given = Readonly<Record<string, unknown>>;
export type Where = Readonly<Record<string, unknown>>;

/** A value that a column holds, not an operation or a relation. */
export function isPlain(value: unknown): boolean {
  return value === null || typeof value !== "object" || value instanceof Date;
}

/** A column in SQL. Names come from our code, never from outside: any other than ours is a mistake. */
export function column(name: string): string {
  if (!/^\w+$/.test(name)) throw new TypeError(`${name} is no column`);
  return `"${name}"`;
}

const compared = { equals: "=", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/**
 * Prisma's `where` as SQL: equal values, lists, ranges, `not`, AND, OR and NOT of one table, and unique keys of several
 * columns. Undefined where it asks for anything else. `add` takes a value and gives what stands for it.
 */
export function whereOf(where: unknown, add: (value: unknown) => string): string | undefined {
  return every((where ?? {}) as Where, add);
}

function every(where: Where, add: (value: unknown) => string): string | undefined {
  return joined(
    Object.entries(where).map(([name, value]) => part(name, value, add)),
    " AND ",
    "1 = 1",
  );
}

function part(name: string, value: unknown, add: (value: unknown) => string): string | undefined {
  // What Prisma makes of empty ones depends on where they stand.
  const several = () => (empty(value) ? [undefined] : [value].flat().map((one) => every(one as Where, add)));
  if (name === "AND") return joined(several(), " AND ", "1 = 1");
  if (name === "OR") return joined(several(), " OR ", "1 = 0");
  if (name === "NOT") {
    const none = several().map((one) => one && `NOT ${one}`);
    return joined(none, " AND ", "1 = 1");
  }
  if (value === undefined) throw new TypeError(`The value of ${name} is missing: that would mean any.`);
  if (value === null) return `${column(name)} IS NULL`;
  if (isPlain(value)) return `${column(name)} = ${add(value)}`;
  const asked = Object.entries(value as Where);
  if (asked.map(([one]) => one).join("_") === name) return every(value as Where, add);
  return joined(
    asked.map(([how, one]) => comparison(column(name), how, one, add)),
    " AND ",
    "1 = 1",
  );
}

const empty = (value: unknown) => Array.isArray(value) && value.length === 0;

function comparison(of: string, how: string, value: unknown, add: (value: unknown) => string): string | undefined {
  if (value === undefined) throw new TypeError(`The value of ${of} is missing: that would mean any.`);
  if (how === "in" || how === "notIn") {
    const values = value as unknown[];
    if (values.length === 0) return how === "in" ? "1 = 0" : "1 = 1";
    return `${of} ${how === "in" ? "IN" : "NOT IN"} (${values.map(add).join(", ")})`;
  }
  if (!isPlain(value)) return undefined;
  if (how === "not") return value === null ? `${of} IS NOT NULL` : `${of} <> ${add(value)}`;
  const sign = how in compared ? compared[how as keyof typeof compared] : undefined;
  return sign === undefined || value === null ? undefined : `${of} ${sign} ${add(value)}`;
}

function joined(parts: (string | undefined)[], by: string, none: string): string | undefined {
  if (parts.includes(undefined)) return undefined;
  return parts.length === 0 ? none : parts.length === 1 ? `${parts[0]}` : `(${parts.join(by)})`;
}
