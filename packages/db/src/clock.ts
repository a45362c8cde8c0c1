/** Returns microseconds since 1970 (UTC), strictly increasing from call to call. */
export type Clock = () => bigint;

export function createSystemClock(): Clock {
  let last = 0n;
  return () => {
    const now = BigInt(Date.now()) * 1000n;
    last = now > last ? now : last + 1n;
    return last;
  };
}

/** `2026-11-23T09:30:00.000001Z` */
export function toTimestamp(micros: bigint | number): string {
  const time = BigInt(micros);
  const milliseconds = new Date(Number(time / 1000n)).toISOString().slice(0, -1);
  return `${milliseconds}${String(time % 1000n).padStart(3, "0")}Z`;
}

/** The inverse of {@link toTimestamp}; accepts only its output format. */
export function fromTimestamp(timestamp: string): bigint {
  return BigInt(Date.parse(timestamp)) * 1000n + BigInt(timestamp.slice(-4, -1));
}
