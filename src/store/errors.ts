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
 * The database is gone, or held by somebody else, for longer than a caller should wait. Nothing was written, except
 * where the message says that it is not known. Later calls work again by themselves once it is back.
 */
export class StoreUnreachable extends Error {
  override name = "StoreUnreachable";
}

/**
 * SQLite's own name for what went wrong ("SQLITE_BUSY", "SQLITE_NOTADB", …), wherever the layers between have put it;
 * undefined for everything else.
 */
export function sqliteCode(error: unknown): string | undefined {
  return codesOf(error).find((code) => /^(UNKNOWN_)?SQLITE_/.test(code));
}

/** PostgreSQL's name for what went wrong, an SQLSTATE such as "40001". */
export function postgresCode(error: unknown): string | undefined {
  return codesOf(error).find((code) => /^[0-9A-Z]{5}$/.test(code) && !prismasOwn.test(code));
}

/** Prisma's name for what went wrong, for example "P2002". */
export function prismaCode(error: unknown): string | undefined {
  return codesOf(error).find((code) => prismasOwn.test(code));
}

/**
 * Why there is no connection to a PostgreSQL server, in a few words; undefined for everything else. The driver has no
 * names for half of these.
 */
export function lossOf(error: unknown): string | undefined {
  const state = postgresCode(error) ?? "";
  if (/^(08|28|3D000|53300|57P0[1235]|25P0[34])/.test(state)) return messageOf(error);
  const network = codesOf(error).find((code) => networkCodes.test(code));
  if (network !== undefined) return network;
  if (/^(P1\d{3}|P2024|P2037)$/.test(prismaCode(error) ?? "")) return messageOf(error);
  const kind = kindOf(error) ?? "";
  if (lostKinds.test(kind)) return kind;
  const message = error instanceof Error ? error.message : "";
  return /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout exceeded|The server does not support SSL)/.test(
    message,
  )
    ? message
    : undefined;
}

const networkCodes = /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_[A-Z]+|E(HOST|NET)(UNREACH|DOWN)|.*(CERT|TLS).*)$/;
const prismasOwn = /^P[1-6]\d{3}$/;

/** What Prisma's driver calls it, where the statement did not go through Prisma. */
const lostKinds = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TlsConnectionError|TooManyConnections)$/;

function kindOf(error: unknown): string | undefined {
  const kind = isRecord(error) && isRecord(error.cause) ? error.cause.kind : undefined;
  return typeof kind === "string" ? kind : undefined;
}

/** All codes on the way from the outermost error to the driver's own. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; isRecord(at) && depth < 5; depth += 1) {
    for (const code of [at.code, at.originalCode]) if (typeof code === "string") codes.push(code);
    at = (isRecord(at.meta) ? at.meta.driverAdapterError : undefined) ?? at.cause;
  }
  return codes;
}

/** Prisma's message begins with the call that failed, over several lines. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  return message.trim().split("\n").at(-1) ?? "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
