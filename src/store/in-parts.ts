/** So many values of a list, beside those of its scope, fit into one query of each database. */
const most = 500;

/**
 * The rows for a list of any length, in as many queries as that takes. Prisma refuses an ordered query with more values than the
 * database takes in one. Rows come in the query's order for each part of the list alone: of one id's own in order.
 */
export async function inParts<R>(
  ids: readonly string[],
  rowsFor: (some: { in: string[] }) => PromiseLike<R[]>,
): Promise<R[]> {
  const rows: R[] = [];
  for (let at = 0; at < ids.length; at += most) rows.push(...(await rowsFor({ in: ids.slice(at, at + most) })));
  return rows;
}
