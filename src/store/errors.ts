/**
 * Why the database cannot be opened, in one sentence that names it and says what to do. Nothing was changed when
 * this is thrown; whoever starts the process prints the message and ends with exit code 1.
 */
export class StoreRefusal extends Error {
  override name = "StoreRefusal";
}

/** A row outside of the caller's network or district was to be written. Nothing was written. */
export class ScopeError extends Error {
  override name = "ScopeError";
}

/** The key for stored credentials is missing, malformed, or not the one they were encrypted with. */
export class SecretKeyError extends Error {
  override name = "SecretKeyError";
}

/** A column holds what this version cannot read. Never carries the column's content: it may be a person's text. */
export class RowError extends Error {
  override name = "RowError";
}

/**
 * SQLite's own name for what went wrong ("SQLITE_BUSY", "SQLITE_NOTADB", …), wherever the layers between have put it;
 * undefined for everything else.
 */
export function sqliteCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; isRecord(at) && depth < 5; depth += 1) {
    for (const code of [at.code, at.originalCode]) {
      if (typeof code === "string" && /^(UNKNOWN_)?SQLITE_/.test(code)) return code;
    }
    at = (isRecord(at.meta) ? at.meta.driverAdapterError : undefined) ?? at.cause;
  }
  return undefined;
}

/** Prisma's name for what went wrong, for example "P2002". */
export function prismaCode(error: unknown): string | undefined {
  return isRecord(error) && typeof error.code === "string" && /^P\d{4}$/.test(error.code) ? error.code : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
