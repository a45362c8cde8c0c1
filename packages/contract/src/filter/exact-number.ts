const MAX_INT64 = 2n ** 63n - 1n;

/**
 * A number as filters and sorts compare it: an integer beyond ±(2^53−1) and within ±(2^63−1) as a bigint, every other
 * number as a number. Two numbers are equal if and only if the results are `===`.
 */
export function toExactNumber(value: number | bigint): number | bigint {
  const number = Number(value);
  if (Number.isSafeInteger(number) || !Number.isInteger(number)) return number + 0; // -0 equals 0
  const integer = BigInt(value);
  return integer <= MAX_INT64 && integer >= -MAX_INT64 ? integer : number;
}
