/** The middle value, or the mean of the two middle values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error("an empty list has no median");
  return (low + high) / 2;
}

/**
 * The median of the rounds' ratios. Both values of a round were measured back to back, so that a temporary
 * slowdown of the machine affects both.
 */
export function medianRatio(above: readonly number[], below: readonly number[]): number {
  return median(above.slice(0, below.length).map((value, round) => value / (below[round] ?? NaN)));
}
