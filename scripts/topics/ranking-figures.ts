/** How well one problem's like were found: each 0–1. `first`: whether the best candidate is right. */
export type Figures = { ndcg5: number; recall5: number; mrr: number; first: number };

/** `scores[query][candidate]`; candidates of the query's own theme are right, the query itself is not a candidate. Ties: in order. */
export function figuresOf(scores: readonly (readonly number[])[], themes: readonly string[]): Figures[] {
  return scores.map((row, query) => {
    const order = row
      .map((score, nth) => ({ score, right: themes[nth] === themes[query], nth }))
      .filter(({ nth }) => nth !== query)
      .sort((a, b) => b.score - a.score || a.nth - b.nth)
      .map(({ right }) => right);
    const most = Math.min(5, order.filter(Boolean).length);
    if (most === 0) return { ndcg5: 0, recall5: 0, mrr: 0, first: 0 };
    const gain = (place: number) => 1 / Math.log2(place + 2);
    const sum = (until: number, right: (place: number) => boolean) =>
      Array.from({ length: until }, (_, place) => (right(place) ? gain(place) : 0)).reduce(
        (total, one) => total + one,
        0,
      );
    return {
      ndcg5: sum(5, (place) => order[place] === true) / sum(most, () => true),
      recall5: order.slice(0, 5).filter(Boolean).length / most,
      mrr: 1 / (order.indexOf(true) + 1),
      first: order[0] === true ? 1 : 0,
    };
  });
}

export function meanOf(figures: readonly Figures[]): Figures {
  const mean = (key: keyof Figures) =>
    figures.length === 0 ? 0 : figures.reduce((sum, one) => sum + one[key], 0) / figures.length;
  return { ndcg5: mean("ndcg5"), recall5: mean("recall5"), mrr: mean("mrr"), first: mean("first") };
}

/** The mean difference of pairs with its 95 % interval by resampling; the same numbers give the same interval. */
export function compare(
  ours: readonly number[],
  other: readonly number[],
): { mean: number; low: number; high: number } {
  const differences = ours.map((one, nth) => one - (other[nth] ?? 0));
  let state = 0x2545f491;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
  const means = Array.from({ length: 2_000 }, () =>
    mean(differences.map(() => differences[Math.floor(next() * differences.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return { mean: mean(differences), low: means[50] ?? 0, high: means[1_949] ?? 0 };
}
