/** One text: the columns of its features with their values, and its class. */
export type Row = { columns: readonly number[]; values: readonly number[]; label: number };

/** A column of weights: all start from 0, that of the class `leans` (-1: none) from `prior`; `penalty` is on going away from there. */
export type Column = { leans: number; prior: number; penalty: number };

/**
 * Multinomial logistic regression with a prior, by accelerated gradient steps with a step of its own for each column: the
 * same rows give the same weights. Returns `columns × classes`, row by row.
 */
export function fitWeights(
  rows: readonly Row[],
  classes: number,
  columns: readonly Column[],
  rounds: number,
): Float64Array {
  const size = columns.length * classes;
  const prior = new Float64Array(size);
  columns.forEach(({ leans, prior: start }, column) => {
    if (leans >= 0) prior[column * classes + leans] = start;
  });
  const penalty = Float64Array.from(columns, (column) => column.penalty);
  // The curvature of a column is at most half of what its values weigh.
  const curve = Float64Array.from(penalty);
  for (const { columns: places, values } of rows) {
    const total = values.reduce((sum, value) => sum + Math.abs(value), 0);
    places.forEach((column, nth) => {
      curve[column] = (curve[column] ?? 0) + 0.5 * Math.abs(values[nth] ?? 0) * total;
    });
  }

  let weights = Float64Array.from(prior);
  let ahead = Float64Array.from(prior);
  const slope = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    for (let at = 0; at < size; at++)
      slope[at] = (penalty[Math.floor(at / classes)] ?? 0) * ((ahead[at] ?? 0) - (prior[at] ?? 0));
    for (const row of rows) addSlope(row, ahead, slope, classes);
    const next = new Float64Array(size);
    const later = new Float64Array(size);
    const momentum = (round - 1) / (round + 2);
    for (let at = 0; at < size; at++) {
      const to = (ahead[at] ?? 0) - (slope[at] ?? 0) / (curve[Math.floor(at / classes)] ?? 1);
      next[at] = to;
      later[at] = to + momentum * (to - (weights[at] ?? 0));
    }
    weights = next;
    ahead = later;
  }
  return weights;
}

function addSlope({ columns, values, label }: Row, weights: Float64Array, slope: Float64Array, classes: number): void {
  const scores = new Float64Array(classes);
  for (let nth = 0; nth < columns.length; nth++) {
    const from = (columns[nth] ?? 0) * classes;
    for (let at = 0; at < classes; at++)
      scores[at] = (scores[at] ?? 0) + (values[nth] ?? 0) * (weights[from + at] ?? 0);
  }
  const top = scores.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  const raised = scores.map((one) => Math.exp(one - top));
  const sum = raised.reduce((total, one) => total + one, 0);
  for (let at = 0; at < classes; at++) {
    const off = (raised[at] ?? 0) / sum - (at === label ? 1 : 0);
    for (let nth = 0; nth < columns.length; nth++) {
      const place = (columns[nth] ?? 0) * classes + at;
      slope[place] = (slope[place] ?? 0) + (values[nth] ?? 0) * off;
    }
  }
}
